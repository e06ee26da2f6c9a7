"""What a reader may ask for besides: offsets in the units of their language, the article of a claim in full."""

from typing import Any

from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.mixins import ListModelMixin

from claims.models import Claim, Revision

OFFSETS, EXPAND = "offsets", "expand"
UNITS = ("code-points", "utf-16")
EXPANDED = ("article",)


def counts_utf16(context: Any) -> bool:
    """Whether places are asked for in UTF-16 units, as JavaScript, Java and C# count. Raises ValidationError."""
    asked = _asked(context, OFFSETS)
    if asked and asked not in UNITS:
        raise _wrong(OFFSETS, f"Choose one of: {', '.join(UNITS)}.", "unknown_choice")
    if asked == "utf-16" and isinstance(context.get("view"), ListModelMixin) and not _asked(context, "article"):
        # It takes the whole text to count them, and texts may be megabytes.
        raise _wrong(OFFSETS, "In a list, ask for one `article` at a time.", "incomplete")
    return asked == "utf-16"


def in_utf16(claim: Claim, context: Any) -> tuple[int, int]:
    """Start and end of the claim in UTF-16 units. Each text is read once for an answer."""
    bodies: dict[int, str] = context.setdefault("bodies", {})
    if claim.revision_id not in bodies:
        bodies[claim.revision_id] = Revision.objects.values_list("body", flat=True).get(pk=claim.revision_id)
    start = _units(bodies[claim.revision_id][: claim.start])
    return start, start + _units(claim.text)


def expands_article(context: Any) -> bool:
    """Whether articles are asked for in full. Raises ValidationError for what is not expanded here."""
    asked = _asked(context, EXPAND)
    if asked and asked not in EXPANDED:
        raise _wrong(EXPAND, f"Choose one of: {', '.join(EXPANDED)}.", "unknown_choice")
    return asked == "article"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _asked(context: Any, name: str) -> str:
    view, request = context.get("view"), context.get("request")
    if name not in getattr(view, "asks", ()) and name != "article":
        return ""
    return str(getattr(request, "query_params", {}).get(name, ""))


def _wrong(name: str, why: str, code: str) -> ValidationError:
    return ValidationError({name: [ErrorDetail(why, code)]})
