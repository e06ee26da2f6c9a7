"""The public pages: what readers find, what they are never shown, and how little it costs."""

from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims import clock
from claims.enums import Status
from claims.models import Topic
from reviews.actions import adjudication, verdicts
from reviews.actions.evidence import SourceDraft
from reviews.enums import ArchiveState, PublicPage
from reviews.models import ArchivedCopy, PublicText, PublishedCheck, Source
from reviews.publication import checks
from reviews.publication.addresses import path_of
from tests.factories import PersonFactory, claim_at, disputed, new_claims, queued_claims, receive, record, split
from tests.reviews.publication.readers import corrected, publish, published, read, withdrawn

pytestmark = pytest.mark.django_db

EVERYWHERE = ("/", "/methodology/", "/corrections/", "/report-an-error/", "/report-an-error/thanks/")


# --- the list ------------------------------------------------------------------------------------


def test_the_list_shows_what_is_published_and_the_last_one_first() -> None:
    first, second = published(), published()
    page = read("/")
    assert path_of(first) in page
    assert page.index(path_of(second)) < page.index(path_of(first))
    assert "It was 3.9 percent." in page


@pytest.mark.parametrize("status", [Status.QUEUED, Status.REVIEWED, Status.APPROVED])
def test_nothing_is_shown_before_it_ispublish(status: Status) -> None:
    claim = claim_at(status)
    assert claim.text not in read("/")
    assert "Nothing has been published yet." in read("/")
    if status is not Status.QUEUED:
        assert "There is no such page" in read(reverse("check", args=[claim.verdict.pk]), 404)


def test_a_withdrawn_check_leaves_the_list_and_stays_among_the_corrections() -> None:
    verdict = published()
    withdrawn(verdict)
    assert path_of(verdict) not in read("/")
    page = read("/corrections/")
    assert path_of(verdict) in page
    assert "The table was a forgery." in page


def test_filters_combine() -> None:
    wanted = published(outlet="The Daily", language="es")
    others = [published(outlet="The Daily", language="en"), published(outlet="Weekly", language="es")]
    page = read("/", outlet="the daily", language="es", rating="false", year=clock.now().year)
    assert path_of(wanted) in page
    assert not [other for other in others if path_of(other) in page]


def test_the_search_finds_words_of_the_claim_whatever_their_case() -> None:
    verdict, other = published(), published()
    number = verdict.claim.text.split()[1]
    page = read("/", q=f"MINISTRY {number}")
    assert path_of(verdict) in page
    assert path_of(other) not in page
    assert "No published check fits." in read("/", q="nowhere-to-be-found")
    assert "No published check fits." in read("/", q="%")


def test_a_topic_narrows_the_list_and_is_offered() -> None:
    verdict, other = published(), published()
    verdict.claim.article.topics.add(Topic.objects.create(slug="health", name="Health"))
    page = read("/", topic="health")
    assert path_of(verdict) in page
    assert path_of(other) not in page
    assert ">Health</option>" in page


@pytest.mark.parametrize(
    "query",
    [
        *({name: "nonsense"} for name in ("rating", "topic", "language", "year", "before")),
        *({"before": str(number)} for number in (-1, 0, 2**63)),
        {"q": "x" * 201},
        {"q": "a\0b"},
    ],
)
def test_what_cannot_be_asked_is_refused_in_a_sentence(query: dict[str, str]) -> None:
    published()
    assert 'class="error"' in read("/", 400, **query)


def test_the_list_goes_on_where_it_ended_and_misses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "PAGE", 2)
    made = [published() for _ in range(5)]
    seen, below = [], None
    while True:
        page = checks.listed({}, below=below)
        seen += [row.verdict_id for row in page.rows]
        published() if below is None else None  # one that comes meanwhile moves nothing
        if (below := page.older) is None:
            break
    assert seen == [verdict.pk for verdict in reversed(made)]
    assert f"before={PublishedCheck.objects.order_by('-pk')[1].pk}" in read("/")


def test_a_search_looks_through_so_many_and_offers_to_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "LOOKED_THROUGH", 2)
    verdict, _, third = published(), published(), published()
    words = verdict.claim.text.split()[1]
    page = read("/", q=f"statement {words} of")
    assert path_of(verdict) not in page
    assert "Look through older checks" in page
    older = PublishedCheck.objects.get(verdict=third).pk - 1
    assert path_of(verdict) in read("/", q=f"statement {words} of", before=older)


def test_every_page_takes_as_many_queries_for_one_row_as_for_three(django_assert_num_queries: Any) -> None:
    verdict = published()
    corrected(verdict)
    for rows in (1, 3):
        while PublishedCheck.objects.count() < rows:
            corrected(published())
        for address, number in (
            ("/", 8),
            ("/corrections/", 2),
            (path_of(verdict), 9),
            (reverse("check-version", args=[verdict.pk, 2]), 8),
        ):
            with django_assert_num_queries(number):
                assert Client().get(address).status_code == 200


# --- one check -----------------------------------------------------------------------------------


def test_a_check_shows_the_claim_the_rating_and_what_it_means() -> None:
    verdict = published(title="On exports", url="https://news.example/exports", outlet="The Daily")
    page = read(path_of(verdict))
    for words in (verdict.claim.text, ">False</span>", "The table says 3.9.", "On exports", "The Daily"):
        assert words in page
    assert verdict.review.rating.definition in page
    assert 'href="https://news.example/exports"' in page
    assert "One person of the desk recorded a finding." in page
    assert "An editor who wrote none of it approved the check." in page


def test_no_page_names_who_reviewed_approved_orpublish() -> None:
    reviewer, editor = PersonFactory(reviewer=True, username="zoe-r"), PersonFactory(editor=True, username="max-e")
    verdict = claim_at(Status.PUBLISHED, reviewer=reviewer, editor=editor).verdict
    for address in ("/", path_of(verdict), "/methodology/"):
        page = read(address)
        assert "zoe-r" not in page
        assert "max-e" not in page


def test_the_claim_is_marked_in_its_paragraph_and_the_rest_of_the_article_is_not_shown() -> None:
    body = "A secret of the outlet.\nBefore it. Exports grew by 7 percent. After it.\nMore of the outlet."
    article = receive(body, title="On exports")
    [claim] = split(article, {"Exports grew by 7 percent.": 0.9})
    verdict = publish(claim)
    page = read(path_of(verdict))
    assert "Before it. <mark>Exports grew by 7 percent.</mark> After it." in page
    assert "A secret" not in page
    assert "More of the outlet" not in page


def test_what_people_typed_is_shown_and_never_run() -> None:
    article = receive("Exports </script><script>alert(1)</script> grew by 7 percent.", title="<b>Bold</b>")
    [claim] = split(article, {article.latest.body: 0.9})
    page = read(path_of(publish(claim)))
    assert "<script>alert" not in page
    assert "<b>Bold" not in page


def test_an_address_that_is_no_web_address_is_not_linked() -> None:
    verdict = published()
    source = Source(version=verdict.shown, position=9, url="javascript:alert(1)", title="Trap")
    Source.objects.bulk_create([source])
    assert "javascript:" not in read(path_of(verdict))


def test_another_slug_or_none_leads_to_the_one_address() -> None:
    verdict = published()
    for address in (reverse("check", args=[verdict.pk]), reverse("check-named", args=[verdict.pk, "old-words"])):
        answer = Client().get(address)
        assert (answer.status_code, answer["Location"]) == (301, path_of(verdict))


def test_a_claim_in_other_letters_has_a_number_for_an_address() -> None:
    article = receive("Экспорт вырос на 7 процентов.")
    [claim] = split(article, {article.latest.body: 0.9})
    verdict = publish(claim)
    assert path_of(verdict) == f"/checks/{verdict.pk}/"
    assert "Экспорт" in read(path_of(verdict))


@pytest.mark.parametrize("number", [0, 999, 10**30])
def test_a_check_that_there_is_not_is_not_found(number: int) -> None:
    for address in (f"/checks/{number}/", f"/checks/{number}-x/", f"/checks/{number}/versions/1/"):
        assert "There is no such page" in read(address, 404)


def test_a_source_shows_its_public_copy_and_only_that_there_is_one_of_the_desk() -> None:
    verdict = published()
    copy = ArchivedCopy.objects.create(
        url="https://example.org/table",
        seen_on=clock.today(),
        state=ArchiveState.STORED,
        stored_at=clock.now(),
        address="https://archive.example/1",
    )
    Source.objects.bulk_create(
        [Source(version=verdict.shown, position=8, url="https://example.org/table", archived_copy=copy)]
    )
    assert 'href="https://archive.example/1"' in read(path_of(verdict))
    ArchivedCopy.objects.update(address="", sha256="a" * 64)
    page = read(path_of(verdict))
    assert "The desk keeps a copy of" in page
    assert "/admin/desk/copies/" not in page


def test_a_source_that_stays_unnamed_says_why_and_what_it_is() -> None:
    [claim] = queued_claims(0.9)
    draft = SourceDraft(note="A clerk of the ministry.", withheld_reason="It would cost the job.")
    verdict = publish(claim, sources=[draft, SourceDraft(url="https://example.org/table", title="The table")])
    page = read(path_of(verdict))
    for words in ("Identity withheld", "It would cost the job.", "A clerk of the ministry."):
        assert words in page


def test_other_checks_of_the_article_and_of_its_topics_are_offered() -> None:
    topic = Topic.objects.create(slug="trade", name="Trade")
    one, two = new_claims(0.9, 0.8)
    on_topic, stranger = published(), published()
    for article in (one.article, on_topic.claim.article):
        article.topics.add(topic)
    first, second = publish(one), publish(two)
    page = read(path_of(first))
    assert page.count(path_of(second)) == 1
    assert path_of(on_topic) in page
    assert path_of(stranger) not in page


def test_where_reviewers_disagreed_the_page_says_that_it_was_settled() -> None:
    editor, judge = PersonFactory(editor=True), PersonFactory(reviewer=True)
    claim = disputed(new_claims(0.9)[0], PersonFactory(reviewer=True), editor)
    record(adjudication.appoint(claim.pk, person_id=judge.pk, actor=editor))
    verdicts.approve(claim.pk, actor=editor)
    verdicts.publish(claim.pk, actor=editor)
    page = read(path_of(claim.verdict))
    assert "somebody who had reviewed nothing of it settled it" in page


# --- versions ------------------------------------------------------------------------------------


def test_a_corrected_check_says_so_above_and_keeps_what_was_there_before() -> None:
    verdict = published()
    corrected(verdict)
    page = read(path_of(verdict))
    assert "We had misread the table." in page
    assert "It was 3.8 percent." in page
    before = read(reverse("check-version", args=[verdict.pk, 1]))
    assert "It was 3.9 percent." in before
    assert "It has been replaced" in before
    assert '<meta name="robots" content="noindex">' in before


def test_the_page_of_a_version_shows_what_it_changed_word_by_word() -> None:
    verdict = published()
    corrected(verdict, rating="true")
    page = read(reverse("check-version", args=[verdict.pk, 2]))
    assert "</span>9</del><ins>" in page
    assert "</span>8</ins>" in page
    assert "</span>False</del>" in page


def test_the_only_version_is_the_check_itself() -> None:
    verdict = published()
    assert Client().get(reverse("check-version", args=[verdict.pk, 1]))["Location"] == path_of(verdict)
    assert "There is no such page" in read(reverse("check-version", args=[verdict.pk, 2]), 404)


def test_a_withdrawn_check_says_why_and_nothing_of_what_it_found() -> None:
    verdict = published()
    corrected(verdict)
    withdrawn(verdict)
    page = read(path_of(verdict))
    assert "The table was a forgery." in page
    assert '<meta name="robots" content="noindex">' in page
    for gone in ("3.8 percent", "3.9", "example.org/table", "application/ld+json", ">False<"):
        assert gone not in page
    for number in (1, 2, 3):
        answer = Client().get(reverse("check-version", args=[verdict.pk, number]))
        assert answer["Location"] == path_of(verdict)


# --- the frame -----------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PublicPage)
def test_a_desk_puts_its_own_words_in_place_of_the_shipped_ones(page: PublicPage) -> None:
    shipped = read(f"/{page}/")
    PublicText.objects.create(page=page, text="Ours <b>alone</b>.\n\nhttps://desk.example/rules")
    own = read(f"/{page}/")
    assert "Ours &lt;b&gt;alone&lt;/b&gt;." in own
    assert 'href="https://desk.example/rules"' in own
    assert shipped != own


def test_editors_write_the_desks_own_words_and_reviewers_do_not(client: Client, editor: Any, reviewer: Any) -> None:
    add = reverse("admin:reviews_publictext_add")
    client.force_login(editor)
    client.post(add, {"page": "methodology", "text": "We look twice."})
    assert "We look twice." in read("/methodology/")
    client.force_login(reviewer)
    assert client.post(add, {"page": "corrections", "text": "Never."}).status_code == 403


def test_the_methodology_has_the_scale_and_the_rules_that_hold() -> None:
    page = read("/methodology/")
    assert ">True</span>" in page
    assert "Editors who approve" in page


def test_a_desk_without_public_pages_has_none(settings: Any) -> None:
    verdict = published()
    settings.PUBLIC_PAGES = False
    assert Client().get("/")["Location"] == "/admin/"
    for address in (*EVERYWHERE[1:], path_of(verdict), reverse("check-version", args=[verdict.pk, 1])):
        page = read(address, 404)
        assert verdict.claim.text not in page
    assert Client().post("/report-an-error/", {}).status_code == 404


def test_the_desk_leads_to_the_public_pages_where_there_are_any(client: Client, settings: Any, editor: Any) -> None:
    client.force_login(editor)
    assert "View site" in client.get(reverse("admin:index")).content.decode()
    settings.PUBLIC_PAGES = False
    assert "View site" not in client.get(reverse("admin:index")).content.decode()


def test_a_page_may_be_kept_by_everybody_for_a_minute_and_depends_on_nobody() -> None:
    verdict = published()
    for address in ("/", "/methodology/", "/corrections/", path_of(verdict)):
        answer = Client().get(address)
        assert answer["Cache-Control"] == "public, max-age=60"
        assert "Cookie" not in answer.get("Vary", "")
        assert not answer.cookies


def test_who_has_the_page_already_is_not_sent_it_again_until_it_changes() -> None:
    verdict = published()
    answer = Client().get(path_of(verdict))
    tag, changed = answer["ETag"], answer["Last-Modified"]
    assert changed == datetime.strftime(verdict.shown.published_at.astimezone(UTC), "%a, %d %b %Y %H:%M:%S GMT")
    assert Client().get(path_of(verdict), headers={"If-None-Match": tag}).status_code == 304
    assert Client().get(path_of(verdict), headers={"If-Modified-Since": changed}).status_code == 304
    corrected(verdict)
    assert Client().get(path_of(verdict), headers={"If-None-Match": tag}).status_code == 200


def test_a_shared_link_says_what_it_leads_to(settings: Any) -> None:
    settings.SITE_URL, settings.SITE_NAME = "https://desk.example.org", "The Checkers"
    verdict = published()
    page = read(path_of(verdict))
    address = f"https://desk.example.org{path_of(verdict)}"
    assert f'<link rel="canonical" href="{address}">' in page
    assert f'<meta property="og:url" content="{address}">' in page
    assert f'<meta property="og:title" content="False: {verdict.claim.text}">' in page
    assert '<meta property="og:description" content="It was 3.9 percent.">' in page
    assert "The Checkers" in page


def test_the_pages_need_no_script_and_only_their_own_sheet() -> None:
    for address in (*EVERYWHERE, path_of(published())):
        page = read(address)
        assert page.replace('<script type="application/ld+json">', "").count("<script") == 0
        assert page.count('rel="stylesheet"') == 1
        assert " style=" not in page


@pytest.mark.parametrize("method", ["post", "put", "delete", "patch"])
def test_only_the_report_takes_anything(method: str) -> None:
    for address in ("/", "/methodology/", "/corrections/"):
        assert getattr(Client(), method)(address).status_code == 405


class Nesting(HTMLParser):
    """Every element closed in its place, and no id twice."""

    VOID = frozenset(("meta", "link", "input", "br", "hr", "img"))

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.wrong: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.ids += [value or "" for name, value in attrs if name == "id"]
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)


def test_the_markup_is_sound() -> None:
    topic = Topic.objects.create(slug="trade", name="Trade")
    one, other = published(title="A", outlet="B", language="en"), published()
    for verdict in (one, other):
        verdict.claim.article.topics.add(topic)
    corrected(one)
    gone = published()
    withdrawn(gone)
    for address in (*EVERYWHERE, path_of(one), path_of(gone), reverse("check-version", args=[one.pk, 2])):
        looked = Nesting()
        looked.feed(read(address))
        assert (looked.wrong, looked.open) == ([], []), address
        assert len(looked.ids) == len(set(looked.ids)), address
