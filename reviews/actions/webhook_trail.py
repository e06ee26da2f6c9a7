"""What the history of the desk says of webhooks: who added, changed and switched them; never a secret.

Of an address only the host is told: in the rest others keep what opens their door, and history forgets nothing.
"""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from claims.actions import desk_events
from claims.actions.desk_events import Difference
from claims.enums import About, DeskAct
from reviews.models import WebhookEndpoint


def remember(endpoint: WebhookEndpoint, act: DeskAct, did: str, rest: str = "", *, actor: Any) -> None:
    """Between the two stands the webhook, as it is called now."""
    called = endpoint.description or address(endpoint.url)
    desk_events.record(About.WEBHOOK, str(endpoint.pk), act, f"{did} the webhook “{called}”{rest}", actor=actor)


def address(url: str) -> str:
    scheme, host, *rest = urlsplit(url)
    return f"{scheme}://{host.rpartition('@')[2]}/{'…' if any(part.strip('/') for part in rest) else ''}"


def changes(endpoint: WebhookEndpoint, wanted: Mapping[str, Any]) -> list[Difference]:
    """From what it is to what is wanted of it. Empty: it is that already."""
    told = {"url": "its address", "kinds": "what it is sent", "description": "what it is called"}
    after = WebhookEndpoint(**wanted)
    different = [name for name in told if getattr(endpoint, name) != getattr(after, name)]
    return [_difference(told[name], _shown(endpoint, name), _shown(after, name)) for name in different]


def _difference(what: str, before: str, after: str) -> Difference:
    return Difference(what, before, after) if before != after else Difference(f"{what} after the host", "", "")


def _shown(endpoint: WebhookEndpoint, name: str) -> str:
    shown = {"url": address(endpoint.url), "kinds": endpoint.what, "description": endpoint.description}[name]
    return f"“{shown}”" if shown else "nothing"
