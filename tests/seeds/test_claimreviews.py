"""Every published check of the sample newsroom is a ClaimReview that both judges accept. It tells the whole story."""

import pytest
from django.test import Client

from reviews.models import PublishedCheck
from reviews.publication import records
from reviews.publication.addresses import path_of
from reviews.publication.claimreview import claim_review
from seeds import story
from tests.reviews.publication.readers import machine_readable
from tests.reviews.publication.validators import by_shapes, by_vocabulary

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.either]


def test_every_published_check_holds_before_both_judges_and_stands_in_its_page() -> None:
    story.tell()
    found = {verdict: claim_review(verdict) or {} for verdict in records.every()}
    assert len(found) == PublishedCheck.objects.filter(withdrawn=False).count() > 5
    for verdict, record in found.items():
        assert by_shapes(record) == [], record["claimReviewed"]
        assert by_vocabulary(record) == [], record["claimReviewed"]
        assert machine_readable(Client().get(path_of(verdict)).content.decode()) == record
    assert any("correction" in record for record in found.values())
