"""The way to other machines: fetches what is on the web, and nothing of the network that it stands in. No Django."""

from claims.outside.fetching import Answer, Limits, ask, fetch, may_pass, sound

__all__ = ["Answer", "Limits", "ask", "fetch", "may_pass", "sound"]
