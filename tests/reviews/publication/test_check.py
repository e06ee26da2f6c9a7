"""The page of one check: its evidence, its versions, and what is left of it when it is withdrawn."""

import pytest
from django.test import Client
from django.urls import reverse

from claims import clock
from claims.enums import Status
from claims.models import Topic
from reviews.actions import adjudication, verdicts
from reviews.actions.evidence import SourceDraft
from reviews.enums import ArchiveState
from reviews.models import ArchivedCopy, Source, Verdict
from reviews.publication.addresses import path_of
from tests.factories import PersonFactory, claim_at, disputed, new_claims, queued_claims, receive, record, split
from tests.reviews.publication.readers import corrected, publish, published, read, withdrawn

pytestmark = pytest.mark.django_db


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
    assert "</span> 3.9</del><ins>" in page
    assert "</span> 3.8</ins>" in page
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
    for gone in ("3.8 percent", "3.9 percent", "says 3.9", "example.org/table", "application/ld+json", ">False<"):
        assert gone not in page
    for number in (1, 2, 3):
        answer = Client().get(reverse("check-version", args=[verdict.pk, number]))
        assert answer["Location"] == path_of(verdict)


def test_a_clearer_wording_is_shown_found_and_told_as_a_change_and_the_quotation_stays_marked() -> None:
    verdict = published()
    corrected(verdict, wording="Exports of Utopia grew by 4 percent in 2019.")
    now = Verdict.objects.get(pk=verdict.pk)
    assert path_of(now) == f"/checks/{verdict.pk}-exports-of-utopia-grew-by-4-percent-in-2019/"
    page = read(path_of(now))
    assert ">Exports of Utopia grew by 4 percent in 2019.</h1>" in page
    assert f"<mark>{verdict.claim.text}</mark>" in page
    assert path_of(now) in read("/", q="utopia")
    first, second = (read(reverse("check-version", args=[verdict.pk, number])) for number in (1, 2))
    assert f">{verdict.claim.text}</h1>" in first
    assert "<h3>The claim</h3>" in second
