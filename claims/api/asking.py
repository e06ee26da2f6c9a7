"""What a reader may ask for besides: offsets in the units of their language, the article of a claim in full."""

from collections.abc import Set
from typing import Any

from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.mixins import ListModelMixin
from rest_framework.request import Request

from claims.models import Claim, Revision

OFFSETS, EXPAND = "offsets", "expand"
UNITS = ("code-points", "utf-16")
EXPANDED = ("article",)


def refuse_wrong(request: Request, known: Set[str]) -> None:
    """At the door, whether or not anything will be counted or opened out. Raises ValidationError."""
    for name, choices in ((OFFSETS, UNITS), (EXPAND, EXPANDED)):
        if name in known and request.query_params.get(name, choices[0]) not in choices:
            raise _wrong(name, f"Choose one of: {', '.join(choices)}.", "unknown_choice")


def counts_utf16(context: Any) -> bool:
    """Whether places are asked for in UTF-16 units, as JavaScript, Java and C# count. Raises ValidationError."""
    asked = _asked(context, OFFSETS)
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
    """Whether articles are asked for in full."""
    return _asked(context, EXPAND) == "article"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _asked(context: Any, name: str) -> str:
    view, request = context.get("view"), context.get("request")
    if name not in getattr(view, "asks", ()) and name != "article":
        return ""
    return str(getattr(request, "query_params", {}).get(name, ""))


def _wrong(name: str, why: str, code: str) -> ValidationError:
    return ValidationError({name: [ErrorDetail(why, code)]})
