"""Making a claim from words of an article, and changing the words of one: plain forms, which scripts make faster."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from claims import matching, policy, queries
from claims.actions import marking, reshaping, wording
from claims.actions.spans import Place
from claims.admin.frame import HTTP_STATUS, number_in, page, way_back
from claims.enums import PAST, Act, Status
from claims.errors import DomainError, IllegalAct
from claims.models import Article, Claim
from claims.workflow import ARROWS

AROUND = 60  # characters on either side that tell one place from another
ON_WORDS = (Act.ADJUST, Act.SPLIT, Act.MERGE, Act.CLARIFY)


class Choice(NamedTuple):
    """One of the places where the same words stand, or where a claim may be cut."""

    at: int
    before: str
    words: str
    after: str = ""


def mark(request: HttpRequest, article_id: int) -> HttpResponse:
    """Make a claim of words that somebody pasted; where they stand twice, ask which place is meant."""
    article = get_object_or_404(Article.objects.visible_to(request.user), pk=article_id)
    if not policy.may(Act.MARK, request.user):
        raise PermissionDenied
    given, trouble = request.POST, None
    number = number_in(given.get("revision", "")) or None
    if request.method == "POST":
        try:
            made = marking.mark(article.pk, actor=request.user, place=_place(given), revision=number)
        except DomainError as error:
            trouble = error
        else:
            messages.success(request, f"You {PAST[Act.MARK]}: {made}")
            return redirect(way_back(request, f"{_of(article)}#row-{made.pk}"))
    body = get_object_or_404(article.revisions, number=number).body if number else article.latest.body
    return page(
        request,
        "desk/mark.html",
        "Make a claim",
        status=HTTP_STATUS[trouble.blame] if trouble else 200,
        article=article,
        revision=number or "",
        quote=given.get("quote", ""),
        places=_places(_quote(given), body) if trouble else [],
        trouble=trouble,
        next=way_back(request, ""),
        in_trouble=bool(trouble),
    )


def words(request: HttpRequest, claim_id: int) -> HttpResponse:
    """The words of one claim, in their text: adjust, split, merge, clarify. Refused, all that was typed is there."""
    claim = _claim(request, claim_id)
    back = way_back(request, f"{_of(claim.article)}#row-{claim.pk}")
    if request.method != "POST":
        return _draw(request, claim, back)
    try:
        act = _do(claim, request.POST, request.user)
    except DomainError as error:
        return _draw(request, _claim(request, claim_id), back, trouble=error)
    messages.success(request, f"Done: you {PAST[act]}.")
    return redirect(back)


def _do(claim: Claim, given: QueryDict, actor: Any) -> Act:
    seen = number_in(given.get("version", ""))
    acts: dict[str, Callable[[], Any]] = {
        Act.ADJUST: lambda: reshaping.adjust(claim.pk, actor=actor, place=_place(given), seen=seen),
        Act.SPLIT: lambda: reshaping.split(claim.pk, actor=actor, at=number_in(given.get("at", "")), seen=seen),
        Act.MERGE: lambda: _merge(claim, given, actor, seen),
        Act.CLARIFY: lambda: wording.clarify(claim.pk, actor=actor, wording=given.get("wording", ""), seen=seen),
    }
    name = given.get("act", "")
    if name not in acts:
        raise IllegalAct(act=name[:40] or "nothing", status=claim.status)
    acts[name]()
    return Act(name)


def _merge(claim: Claim, given: QueryDict, actor: Any, seen: int) -> None:
    other, _, version = given.get("other", "").partition(".")
    reshaping.merge(claim.pk, actor=actor, other=number_in(other), seen=seen, other_seen=number_in(version))


def _draw(request: HttpRequest, claim: Claim, back: str, trouble: DomainError | None = None) -> HttpResponse:
    prefetch_related_objects([claim], "assignments", "reviews", "verdict__approvals")  # permits look at each
    acts = policy.acts_open_to(request.user, claim)
    given = request.POST if trouble else QueryDict()
    cuts = _cuts(claim) if Act.SPLIT in acts else []
    others = queries.standing_in(claim.revision, Claim.objects.filter(revision=claim.revision_id))
    return page(
        request,
        "desk/words.html",
        f"The words of claim {claim.pk}",
        status=HTTP_STATUS[trouble.blame] if trouble else 200,
        claim=claim,
        article=claim.article,
        paragraphs=queries.paragraphs(claim.revision.body, others),
        acts={act.value for act in acts if act in ON_WORDS},
        cuts=cuts,
        neighbours=_neighbours(claim, others, request.user) if Act.MERGE in acts else [],
        typed={"quote": claim.text, "wording": claim.wording, "at": _likely(cuts, claim)} | given.dict(),
        trouble=trouble,
        next=back,
        in_trouble=bool(trouble),
    )


def _neighbours(claim: Claim, standing: list[queries.Standing], actor: Any) -> list[tuple[str, Claim]]:
    """The live claims right before and right after it, as far as their words may change and the actor may know."""
    live = [one.claim for one in standing if one.claim.status != Status.DISMISSED]
    if claim not in live:
        return []
    at = live.index(claim)
    sides = [("the one before", live[at - 1 : at] if at else []), ("the next one", live[at + 1 : at + 2])]
    shown = ((side, other, policy.status_shown_to(actor, other)) for side, found in sides for other in found)
    return [(side, other) for side, other, status in shown if status in ARROWS[Act.MERGE]]


def _cuts(claim: Claim) -> list[Choice]:
    """Before each word but the first, told by the words on both sides."""
    found, at = [], 0
    for word in claim.text.split()[:-1]:
        at = claim.text.index(word, at) + len(word)
        rest = claim.text[at:]
        cut = at + len(rest) - len(rest.lstrip())
        found.append(Choice(claim.start + cut, claim.text[max(0, at - 30) : at], claim.text[cut : cut + 45]))
    return found


def _likely(cuts: list[Choice], claim: Claim) -> str:
    """Where it is most likely meant to be split: after a mark, near the middle."""
    middle = (claim.start + claim.end) / 2
    after_marks = [cut for cut in cuts if not cut.before[-1:].isalnum()]
    return str(min(after_marks or cuts, key=lambda cut: abs(cut.at - middle)).at) if cuts else ""


def _places(quote: str, body: str) -> list[Choice]:
    found = [(at, at + len(quote)) for at in matching.places(quote, body)]
    if len(found) < 2:
        return []
    return [Choice(at, body[max(0, at - AROUND) : at], quote, body[end : end + AROUND]) for at, end in found[:20]]


def _place(given: QueryDict) -> Place:
    """Words alone, or with the place that a script counted or that was chosen from several."""
    quote, start, end = _quote(given), given.get("start", ""), given.get("end", "")
    if start.isdecimal() and not end:
        return Place(quote, number_in(start), number_in(start) + len(quote))
    return Place(quote, number_in(start), number_in(end)) if start and end else Place(quote)


def _quote(given: QueryDict) -> str:
    """As it was pasted; forms send line ends of their own."""
    return given.get("quote", "").replace("\r\n", "\n").strip()


def _claim(request: HttpRequest, claim_id: int) -> Claim:
    visible = Claim.objects.visible_to(request.user).select_related("article", "revision")
    found: Claim = get_object_or_404(visible, pk=claim_id)
    return found


def _of(article: Article) -> str:
    return reverse("admin:desk_article", args=[article.pk])
