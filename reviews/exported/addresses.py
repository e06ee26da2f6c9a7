"""Where what a row tells of stands on this desk, in full."""

from typing import Any

from django.conf import settings
from django.urls import reverse


def of_claim(claim_id: int) -> str:
    """For the newsroom."""
    return _in_full("admin:desk_claim", claim_id)


def of_check(verdict_id: int) -> str:
    """For readers; empty at a desk without public pages."""
    return _in_full("check", verdict_id) if settings.PUBLIC_PAGES else ""


def _in_full(page: str, *key: Any) -> str:
    return f"{settings.SITE_URL}{reverse(page, args=key)}"
