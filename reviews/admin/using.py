"""What is known, taken over into a finding by a button of its form: what `using.js` does where scripts run.

Nothing is recorded by it. The form comes back with more in it, behind what was typed, and its reviewer reads and rates.
"""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.utils.text import Truncator

from claims.models import Claim
from reviews import queries
from reviews.admin.forms import rows_of
from reviews.admin.known import Check, Known, known_about
from reviews.enums import SourceKind, Stance
from reviews.models import VerdictVersion

BUTTONS = ("known", "use", "cite")  # the first only shows what there is
GONE = "That is no longer offered here; so nothing was added."
Words = dict[str, Any]  # of the form, in the shape of a draft


def is_asked(request: HttpRequest) -> bool:
    return any(name in request.POST for name in BUTTONS)


def with_what_is_asked(request: HttpRequest, claim: Claim, words: Words) -> tuple[Words, str]:
    """The words with what was asked for behind them, and a sentence on what that is; empty where nothing was."""
    if "known" in request.POST:
        return words, ""
    offered = known_about(claim, request.user)
    if "cite" in request.POST:
        one = _first(offered, request.POST["cite"], "address")
        return _with_check(words, one, one.check) if one and one.check else (words, GONE)
    one = _first(offered, request.POST["use"], "verdict")
    shown = queries.shown_of([one.claim]) if one and one.claim else {}
    return _with_verdict(words, *shown.values()) if shown else (words, GONE)


def _first(offered: Sequence[Known], asked: str, field: str) -> Known | None:
    return next((one for one in offered if asked and str(getattr(one, field) or "") == asked), None)


def _with_verdict(words: Words, version: VerdictVersion) -> tuple[Words, str]:
    here = {row["url"] for row in words["sources"] if row["url"]}
    rows = [row for row in rows_of(version.sources.all()) if row["url"] not in here]
    added = [{name: str(value or "") for name, value in row.items()} for row in rows]
    typed = str(words["reasoning"]).rstrip()
    if version.reasoning not in typed:
        typed = "\n\n".join(filter(None, [typed, version.reasoning]))
    number = "1 source" if len(added) == 1 else f"{len(added)} sources"
    said = f"Its reasoning and {number} are added to your finding. Read them, and rate the claim yourself."
    return words | {"reasoning": typed, "sources": [*words["sources"], *added]}, said


def _with_check(words: Words, one: Known, check: Check) -> tuple[Words, str]:
    """What it has to do with the claim its reviewer says: until then it is context, as it would be recorded."""
    sources = words["sources"]
    number = next((number for number, row in enumerate(sources, start=1) if row["url"] == one.address), None)
    if number:
        return words, f"Source {number} has this address already."
    row = {"url": one.address, "title": Truncator(check.title or one.text).chars(300), "publisher": check.publisher}
    row |= {"published_on": str(check.on or ""), "stance": Stance.CONTEXT.value, "kind": SourceKind.SECONDARY.value}
    said = f"Cited as source {len(sources) + 1}. Read it, and say whether it supports or refutes the claim."
    return words | {"sources": [*sources, row]}, said
