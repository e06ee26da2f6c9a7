"""Articles and claims in the admin: lists to search, pages to act on. Draws; decides nothing."""

from claims.admin import lists

__all__ = ["lists"]
