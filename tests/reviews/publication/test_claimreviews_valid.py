"""Every record holds before two judges, and each judge notices what is wrong. One takes seconds to load."""

from copy import deepcopy
from traceback import format_exception
from typing import Any

import pytest
from django.test import Client
from pyld.jsonld import JsonLdError

from claims import clock
from claims.models import Claim
from reviews.actions.evidence import SourceDraft
from reviews.enums import ArchiveState
from reviews.models import ArchivedCopy, Source, Verdict
from reviews.publication import records
from reviews.publication.claimreview import claim_review, data_feed
from tests.factories import new_claims
from tests.reviews.publication.readers import corrected, publish, published, withdrawn
from tests.reviews.publication.validators import by_shapes, by_vocabulary, graph_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.either]


@pytest.fixture(autouse=True)
def our_site(settings: Any) -> None:
    settings.SITE_URL, settings.SITE_LICENSE = (
        "https://desk.example.org",
        "https://creativecommons.org/licenses/by/4.0/",
    )


def record_with_everything() -> dict[str, Any]:
    """A corrected check of a claim by somebody, with sources of each kind."""
    [claim] = new_claims(0.9, url="https://news.example/1", title="T", outlet="The Daily", published_on=clock.today())
    Claim.objects.filter(pk=claim.pk).update(claimant="Ana Lopez")
    unnamed = SourceDraft(note="A clerk.", withheld_reason="It would cost the job.")
    verdict = publish(claim, sources=[SourceDraft(url="https://example.org/t", publisher="Office"), unnamed])
    stored = {"state": ArchiveState.STORED, "stored_at": clock.now(), "address": "https://archive.example/1"}
    copy = ArchivedCopy.objects.create(url="https://example.org/t", seen_on=clock.today(), **stored)
    version = corrected(verdict)
    Source.objects.bulk_create([Source(version=version, position=9, title="Copied", archived_copy=copy)])
    return claim_review(records.one(verdict.pk) or verdict) or {}


def without_a_number() -> dict[str, Any]:
    [claim] = new_claims(0.9)
    return claim_review(publish(claim, rating="unproven")) or {}


def test_both_judges_find_nothing_wrong() -> None:
    for record in (record_with_everything(), without_a_number()):
        assert by_shapes(record) == []
        assert by_vocabulary(record) == []


def test_the_feed_holds_too_with_what_was_withdrawn() -> None:
    stands, gone = published(), published()
    withdrawn(gone)
    feed = data_feed(records.readable().filter(pk__in=[stands.pk, gone.pk]).order_by("pk"))
    assert by_shapes(feed) == []
    assert by_vocabulary(feed) == []
    first, second = feed["dataFeedElement"]
    assert first["item"]["@type"] == "ClaimReview"
    assert second["item"] == {"@id": f"https://desk.example.org/checks/{gone.pk}/#claimreview"}
    assert second["dateDeleted"] == Verdict.objects.get(pk=gone.pk).shown.published_at.isoformat()


def test_the_shapes_notice_what_is_missing_or_out_of_range() -> None:
    record = record_with_everything()
    rating, said = {**record["reviewRating"]}, {**record["itemReviewed"]}
    for changed, noticed in (
        ({"claimReviewed": ""}, "claimReviewed"),
        ({"url": "/checks/1"}, "url"),
        ({"reviewRating": "False"}, "reviewRating"),
        ({"reviewRating": rating | {"alternateName": ""}}, "reviewRating"),
        ({"reviewRating": rating | {"ratingValue": 6}}, "reviewRating"),
        ({"reviewRating": rating | {"worstRating": 0}}, "reviewRating"),
        ({"reviewRating": {name: rating[name] for name in rating if name != "bestRating"}}, "reviewRating"),
        ({"itemReviewed": said | {"author": {"@type": "Person"}}}, "itemReviewed"),
        ({"itemReviewed": said | {"datePublished": "7/12/2016"}}, "itemReviewed"),
        ({"author": "The Checkers"}, "author"),
        ({"datePublished": "2020-06-23 20:02"}, "datePublished"),
        ({"correction": [{"@type": "CorrectionComment"}]}, "correction"),
        ({"citation": [{"@type": "CreativeWork"}]}, "citation"),
    ):
        assert [line for line in by_shapes(deepcopy(record) | changed) if line.startswith(noticed)], changed


def test_the_vocabulary_notices_unknown_words_and_values_out_of_range() -> None:
    record = record_with_everything()
    for changed, noticed in (
        ({"rating": "False"}, "ClaimReview.rating: extra_forbidden"),
        ({"itemReviewed": {"@type": "Claim", "claimReviewed": "x"}}, "Claim.claimReviewed: extra_forbidden"),
        ({"itemReviewed": {"@type": "CreativeWork", "appearance": []}}, "CreativeWork.appearance: extra_forbidden"),
        ({"reviewRating": "False"}, "ClaimReview.reviewRating"),
        ({"author": 7}, "ClaimReview.author"),
        ({"version": {"@type": "Rating"}}, "ClaimReview.version"),
    ):
        assert [line for line in by_vocabulary(record | changed) if line.startswith(noticed)], changed


def test_the_context_of_somebody_else_is_never_asked_for() -> None:
    record = record_with_everything() | {"@context": "https://evil.example/context"}
    with pytest.raises(JsonLdError) as refused:
        graph_of(record)
    assert "ForeignContext: https://evil.example/context" in "".join(format_exception(refused.value))


def test_what_the_api_streams_is_what_stands_in_the_pages() -> None:
    verdicts = [published() for _ in range(3)]
    withdrawn(verdicts[1])
    answer = Client().get("/api/v1/claimreviews.ndjson")
    assert answer["Content-Type"] == "application/x-ndjson"
    lines = b"".join(answer.streaming_content).decode().splitlines()
    alone = [Client().get(f"/api/v1/verdicts/{verdict.pk}/claimreview").content for verdict in verdicts]
    assert lines == [alone[0].decode(), alone[2].decode()]
