"""The public pages: the list, one check, its earlier versions, and how the desk works."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.safestring import mark_safe

from reviews.enums import ArchiveState, Edition, PublicPage
from reviews.models import PublicText, PublishedCheck, RatingScale, Rules, Verdict, VerdictVersion
from reviews.publication import checks, claimreview
from reviews.publication.addresses import claim_as_shown, in_full, path_of
from reviews.publication.context import around
from reviews.publication.forms import SearchForm, language_name
from reviews.publication.serving import draw, nothing_here, public
from reviews.versions import published, what_changes


def home(request: HttpRequest) -> HttpResponse:
    """Where an address without a path leads: to the checks, or to the desk where there are no public pages."""
    return list_of_checks(request) if settings.PUBLIC_PAGES else redirect("admin:index")


@public
def list_of_checks(request: HttpRequest) -> HttpResponse:
    form = SearchForm(request.GET)
    valid = form.is_valid()
    page = form.page() if valid else checks.Page([], None, looked_through=False)
    asked = form.asked() if valid else []
    older = f"?{urlencode([*asked, ('before', page.older)])}" if page.older else ""
    return draw(
        request,
        "list.html",
        "Fact checks",
        status=200 if valid else 400,
        form=form,
        rows=[_row(row) for row in page.rows],
        asked=asked,
        later=bool(valid and form.cleaned_data["before"]),
        newest=f"?{urlencode(asked)}" if asked else reverse("home"),
        older=older,
        looked_through=page.looked_through,
        canonical=in_full(reverse("home")),
        noindex=bool(asked or "before" in request.GET),
    )


@public
def one_check(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    """A check at its one address; another slug leads there. A withdrawn one says that and why.

    That page answers 200 and asks not to be indexed. The reason of a withdrawal is a publication too: archives,
    previews and readers' apps throw the body of a 410 away, and with it what the desk owes its readers.
    """
    verdict = checks.check(pk)
    if verdict is None:
        return nothing_here(request)
    path = path_of(verdict)
    if request.path != path:
        return HttpResponsePermanentRedirect(path)
    shown = verdict.versions.all()[len(verdict.versions.all()) - 1]
    return _draw_withdrawn(request, verdict, shown) if _withdrawn(shown) else _draw_check(request, verdict, shown)


@public
def one_version(request: HttpRequest, pk: int, sequence: int) -> HttpResponse:
    """What readers were shown then, and what that version changed. Nothing of it is left once a check is withdrawn."""
    verdict = checks.check(pk)
    versions = list(verdict.versions.all()) if verdict else []
    if verdict is None or not 1 <= sequence <= len(versions):
        return nothing_here(request)
    if sequence == len(versions) == 1 or _withdrawn(versions[-1]):
        return redirect(path_of(verdict))
    version = versions[sequence - 1]
    before = versions[sequence - 2] if sequence > 1 else None
    return draw(
        request,
        "version.html",
        f"Version {sequence} of {len(versions)}: {claim_as_shown(verdict.claim)}",
        **_common(verdict, version) | {"claim": _claim_of(version)},
        newest=version is versions[-1],
        changes=what_changes(published(before), published(version)) if before else [],
        noindex=True,
        changed=version.published_at,
    )


@public
def methodology(request: HttpRequest) -> HttpResponse:
    scale = RatingScale.objects.filter(current=True).prefetch_related("ratings").first()
    return draw(
        request,
        "methodology.html",
        "How we check facts",
        own_text=_own_text(PublicPage.METHODOLOGY),
        rules=Rules.current(),
        scale=scale,
        canonical=in_full(reverse("methodology")),
    )


@public
def corrections(request: HttpRequest) -> HttpResponse:
    """The policy, and every change that was ever made, the latest first."""
    before = request.GET.get("before", "")
    below = int(before) if before.isascii() and before.isdecimal() and len(before) < 19 else None
    page = checks.corrected(below=below)
    return draw(
        request,
        "corrections.html",
        "Corrections",
        own_text=_own_text(PublicPage.CORRECTIONS),
        rows=[{"version": row, "path": path_of(row.verdict), "claim": _claim_of(row)} for row in page.rows],
        older=page.older,
        later=below is not None,
        canonical=in_full(reverse("corrections")),
        noindex=below is not None,
    )


def _draw_check(request: HttpRequest, verdict: Verdict, shown: VerdictVersion) -> HttpResponse:
    record = claimreview.claim_review(verdict)
    return draw(
        request,
        "check.html",
        f"{shown.rating}: {claim_as_shown(verdict.claim)}",
        **_common(verdict, shown),
        labels=shown.rating.scale.ratings.all(),
        versions=list(verdict.versions.all())[::-1],
        first=verdict.versions.all()[0],
        how=_how_it_was_checked(verdict),
        related=[_row(row) for row in checks.related_to(verdict)],
        # Every sign that could end the script is escaped in it.
        claim_review=mark_safe(claimreview.in_page(record)) if record else "",  # noqa: S308
        changed=shown.published_at,
    )


def _draw_withdrawn(request: HttpRequest, verdict: Verdict, shown: VerdictVersion) -> HttpResponse:
    """Says that it is withdrawn, when and why; the claim is named, what was found about it is not repeated."""
    return draw(
        request,
        "withdrawn.html",
        f"Withdrawn: {claim_as_shown(verdict.claim)}",
        verdict=verdict,
        claim=claim_as_shown(verdict.claim),
        version=shown,
        first=verdict.versions.all()[0],
        canonical=in_full(path_of(verdict)),
        noindex=True,
        changed=shown.published_at,
    )


def _common(verdict: Verdict, version: VerdictVersion) -> dict[str, Any]:
    claim, path = verdict.claim, path_of(verdict)
    return {
        "verdict": verdict,
        "claim": claim_as_shown(claim),
        "context": around(claim.revision.body, claim.start, claim.end),
        "language_name": language_name(claim.article.language) if claim.article.language else "",
        "article_url": claim.article.url if claimreview.is_web(claim.article.url) else "",
        "version": version,
        "sources": [_source(source) for source in version.sources.all()],
        "path": path,
        "canonical": in_full(path),
    }


def _row(check: PublishedCheck) -> dict[str, Any]:
    return {"check": check, "path": path_of(check.verdict), "claim": claim_as_shown(check.verdict.claim)}


def _claim_of(version: VerdictVersion) -> str:
    """The claim as this version worded it; a withdrawal has no wording of its own."""
    claim = version.verdict.claim
    return claim_as_shown(claim) if _withdrawn(version) else " ".join((version.wording or claim.text).split())


def _source(source: Any) -> dict[str, Any]:
    """The source, and its copy as far as readers may have it: what the desk keeps itself is for the newsroom."""
    copy = source.archived_copy if source.archived_copy_id else None
    stored = copy if copy and copy.state == ArchiveState.STORED else None
    return {"row": source, "url": source.url if claimreview.is_web(source.url) else "", "copy": stored}


def _how_it_was_checked(verdict: Verdict) -> dict[str, int]:
    """How many people had a part in it; who they are is the desk's to say, and it does not say."""
    findings = list(verdict.rests_on.all())
    settled = sum(1 for finding in findings if finding.assignment.adjudicates)
    return {"reviewers": len(findings) - settled, "settled": settled, "approvals": len(verdict.given)}


def _own_text(page: PublicPage) -> str:
    return PublicText.objects.filter(page=page).values_list("text", flat=True).first() or ""


def _withdrawn(version: VerdictVersion) -> bool:
    return version.edition == Edition.WITHDRAWAL
