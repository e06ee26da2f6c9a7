"""Counting for the agreement page, by two at once: nothing is counted twice."""

from typing import Any

import pytest
from django.db import transaction

from claims.enums import Status
from reviews.actions import tallying
from reviews.models import Tally
from tests.concurrency.second_connection import Rival
from tests.factories import claim_at


@pytest.mark.postgres
def test_who_counts_waits_for_whoever_counts_already(desk: str, editor: Any) -> None:
    claim_at(Status.PUBLISHED)
    with transaction.atomic():
        assert tallying.keep() == 1
        rival = Rival(tallying.keep).until_it_waits_for_us()
    rival.finish()
    assert rival.result == 0
    assert Tally.objects.get(month="", scale="").compared["labels"] == [[[], 1]]
