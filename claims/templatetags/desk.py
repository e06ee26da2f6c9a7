"""Words for our pages that depend on who reads them."""

from string import ascii_uppercase
from typing import Any

from django import template

from claims import policy
from claims.enums import Status
from claims.models import Claim

register = template.Library()


@register.filter
def letter(number: int) -> str:
    """A for 0, B for 1: who is meant where nobody is to be named."""
    return ascii_uppercase[number]


@register.filter
def status_for(claim: Claim, actor: Any) -> Status:
    """Where the claim stands as far as this person may know."""
    return policy.status_shown_to(actor, claim)
