"""ClaimReview in the page: what Google asks for, in schema.org's words, and nothing that the desk does not know."""

from typing import Any

import pytest
from django.test import Client

from claims import clock
from claims.models import Claim
from reviews.actions.evidence import SourceDraft
from reviews.enums import ArchiveState
from reviews.models import ArchivedCopy, Source, Verdict
from reviews.publication.addresses import path_of
from tests.factories import new_claims, receive, split
from tests.reviews.publication.readers import corrected, machine_readable, publish, published, read, withdrawn

pytestmark = pytest.mark.django_db

# What schema.org 30 gives to each type that we use; only these may stand there.
KNOWN = {
    "ClaimReview": {
        *("url", "claimReviewed", "datePublished", "dateModified", "version", "inLanguage", "license", "author"),
        *("reviewRating", "itemReviewed", "correction", "citation"),
    },
    "Organization": {"name", "url", "publishingPrinciples", "correctionsPolicy"},
    "Person": {"name"},
    "Rating": {"alternateName", "ratingExplanation", "ratingValue", "bestRating", "worstRating"},
    "Claim": {"text", "inLanguage", "author", "appearance"},
    "CreativeWork": {"url", "name", "creditText", "publisher", "datePublished", "archivedAt"},
    "CorrectionComment": {"text", "datePublished"},
}


@pytest.fixture(autouse=True)
def site(settings: Any) -> None:
    settings.SITE_URL, settings.SITE_NAME = "https://desk.example.org", "The Checkers"


def record_of(verdict: Verdict) -> Any:
    return machine_readable(Client().get(path_of(verdict)).content.decode())


def nodes(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, list):
        return [node for one in value for node in nodes(one)]
    return [value, *(node for one in value.values() for node in nodes(one))] if isinstance(value, dict) else []


def with_claimant(name: str, **details: Any) -> Verdict:
    [claim] = new_claims(0.9, **details)
    Claim.objects.filter(pk=claim.pk).update(claimant=name)
    return publish(claim)


def test_a_check_has_what_google_requires_and_recommends() -> None:
    verdict = with_claimant("Ana Lopez", url="https://news.example/1", title="On exports", outlet="The Daily")
    found = record_of(verdict)
    assert found["@context"] == "https://schema.org"
    assert found["@type"] == "ClaimReview"
    assert found["url"] == f"https://desk.example.org{path_of(verdict)}"
    assert found["claimReviewed"] == verdict.claim.text
    assert found["author"]["@type"] == "Organization"
    assert (found["author"]["name"], found["author"]["url"]) == ("The Checkers", "https://desk.example.org/")
    assert found["datePublished"] == found["dateModified"] == verdict.shown.published_at.isoformat()
    assert found["reviewRating"]["alternateName"] == "False"
    assert found["itemReviewed"] == {
        "@type": "Claim",
        "text": verdict.claim.text,
        "inLanguage": verdict.claim.article.language,
        "author": {"@type": "Person", "name": "Ana Lopez"},
        "appearance": {
            "@type": "CreativeWork",
            "url": "https://news.example/1",
            "name": "On exports",
            "publisher": {"@type": "Organization", "name": "The Daily"},
        },
    }


def test_only_words_of_schema_org_stand_there_and_nothing_is_empty() -> None:
    verdict = with_claimant("the ministry", url="https://news.example/1", title="On exports", outlet="The Daily")
    corrected(verdict)
    for node in nodes(record_of(verdict)):
        assert set(node) - {"@context", "@type", "@id"} <= KNOWN[node["@type"]]
        assert not [name for name, value in node.items() if value in ("", None, [], {})]


def test_unknown_stays_unknown() -> None:
    found = record_of(with_claimant(""))
    assert "author" not in found["itemReviewed"]
    assert "appearance" not in found["itemReviewed"]
    assert "license" not in found
    assert "correction" not in found


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Ana Lopez", "Person"),
        ("the ministry", "Organization"),
        ("NASA", "Organization"),
        ("World Health Organization", "Organization"),
        ("Spain", "Organization"),
    ],
)
def test_who_is_no_person_by_name_is_taken_for_a_body(name: str, kind: str) -> None:
    assert record_of(with_claimant(name))["itemReviewed"]["author"] == {"@type": kind, "name": name}


def test_numbers_are_those_of_the_scale_with_both_of_its_ends() -> None:
    rating = record_of(published())["reviewRating"]
    assert 1 <= rating["worstRating"] <= rating["ratingValue"] <= rating["bestRating"]
    assert rating["worstRating"] < rating["bestRating"]
    assert all(isinstance(rating[name], int) for name in ("worstRating", "ratingValue", "bestRating"))


def test_what_lies_off_the_scale_has_words_and_no_number() -> None:
    [claim] = new_claims(0.9)
    rating = record_of(publish(claim, rating="unproven"))["reviewRating"]
    assert rating["alternateName"] == "Unproven"
    assert not {"ratingValue", "bestRating", "worstRating"} & set(rating)


def test_a_correction_is_told_and_the_record_stays_the_same_one() -> None:
    verdict = published()
    before = record_of(verdict)
    version = corrected(verdict)
    after = record_of(verdict)
    assert after["@id"] == before["@id"] == f"https://desk.example.org/checks/{verdict.pk}/#claimreview"
    assert after["datePublished"] == before["datePublished"]
    assert after["dateModified"] == version.published_at.isoformat()
    assert (before["version"], after["version"]) == (1, 2)
    [told] = after["correction"]
    assert (told["text"], told["datePublished"]) == ("We had misread the table.", version.published_at.isoformat())


def test_a_withdrawn_check_has_no_record() -> None:
    verdict = published()
    withdrawn(verdict)
    assert record_of(verdict) is None


def test_sources_are_cited_with_their_public_copies_and_unnamed_ones_are_not() -> None:
    [claim] = new_claims(0.9)
    named = SourceDraft(url="https://example.org/table", title="The table", publisher="Office", author="A. Clerk")
    verdict = publish(claim, sources=[named, SourceDraft(note="A clerk.", withheld_reason="It would cost the job.")])
    copy = ArchivedCopy.objects.create(
        url=named.url,
        seen_on=clock.today(),
        state=ArchiveState.STORED,
        stored_at=clock.now(),
        address="https://archive.example/1",
    )
    Source.objects.bulk_create(
        [Source(version=verdict.shown, position=8, url=named.url, title="Copied", archived_copy=copy)]
    )
    plain, copied = record_of(verdict)["citation"]
    assert plain == {
        "@type": "CreativeWork",
        "url": "https://example.org/table",
        "name": "The table",
        "creditText": "A. Clerk",
        "publisher": {"@type": "Organization", "name": "Office"},
    }
    assert copied["archivedAt"] == "https://archive.example/1"


def test_a_claim_that_would_end_the_script_does_not_and_reads_back_as_it_was() -> None:
    text = "Exports </script><!-- grew & “fell” \u2028 by 7 percent."
    article = receive(text)
    [claim] = split(article, {article.latest.body: 0.9})
    verdict = publish(claim)
    page = read(path_of(verdict))
    assert page.count("</script>") == 1
    assert record_of(verdict)["itemReviewed"]["text"] == claim.text


def test_the_page_says_what_the_record_says() -> None:
    verdict = published()
    found, page = record_of(verdict), read(path_of(verdict))
    body = page.partition("<body>")[2]
    for words in (found["claimReviewed"], found["reviewRating"]["alternateName"], found["citation"][0]["url"]):
        assert words in body


def test_the_licence_and_the_language_are_the_desks(settings: Any) -> None:
    settings.SITE_LICENSE, settings.SITE_LANGUAGE = "https://creativecommons.org/licenses/by/4.0/", "pt-BR"
    found = record_of(published())
    assert found["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert found["inLanguage"] == "pt-BR"


def test_the_api_gives_the_record_that_stands_in_the_page(settings: Any) -> None:
    verdict = published()
    where = f"/api/v1/verdicts/{verdict.pk}/claimreview"
    answer = Client().get(where)
    assert answer["Content-Type"] == "application/ld+json"
    assert answer.json() == record_of(verdict)
    assert f'href="{where}"' in read(path_of(verdict))
    assert Client().get(where, headers={"Accept": "application/json"}).json() == answer.json()
    settings.PUBLIC_PAGES = False
    assert Client().get(where).status_code == 404


def test_the_api_has_no_record_of_what_is_withdrawn_or_was_never_published() -> None:
    verdict = published()
    withdrawn(verdict)
    for number in (verdict.pk, verdict.pk + 1):
        answer = Client().get(f"/api/v1/verdicts/{number}/claimreview")
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_a_clearer_wording_is_what_is_reviewed_and_the_quotation_stays_the_claims_text() -> None:
    verdict = published()
    corrected(verdict, wording="Exports of Utopia grew by 4 percent in 2019.")
    found = record_of(Verdict.objects.get(pk=verdict.pk))
    assert found["claimReviewed"] == "Exports of Utopia grew by 4 percent in 2019."
    assert found["itemReviewed"]["text"] == verdict.claim.text
