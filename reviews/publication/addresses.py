"""Where a check stands on the web, in the words of its claim."""

from django.conf import settings
from django.urls import reverse
from django.utils.text import slugify

from claims.models import Claim
from reviews.enums import Edition
from reviews.models import Verdict, VerdictVersion

SLUG = 60  # characters


def path_of(verdict: Verdict) -> str:
    """The one address of the check on this site. A claim in letters that are not Latin has a number alone."""
    slug = slugify(claim_as_shown(verdict.claim))
    if len(slug) > SLUG:
        slug = slug[: SLUG + 1].rpartition("-")[0] or slug[:SLUG]
    named = any(sign.isalpha() for sign in slug)
    return reverse("check-named", args=[verdict.pk, slug]) if named else reverse("check", args=[verdict.pk])


def in_full(path: str) -> str:
    """The address that other sites use."""
    return f"{settings.SITE_URL}{path}"


def claim_as_shown(claim: Claim) -> str:
    """The claim as readers are told it: as an editor worded it for them, or in its own words, on one line."""
    return " ".join((claim.wording or claim.text).split())


def title_of(version: VerdictVersion) -> str:
    """What a version says, in one line; a withdrawal repeats nothing of what was found."""
    claim = claim_as_shown(version.verdict.claim)
    if version.edition == Edition.WITHDRAWAL:
        return f"Withdrawn: {claim}"
    found = f"{version.rating}: {claim}"
    return found if version.edition == Edition.ORIGINAL else f"{version.get_edition_display()}: {found}"
