"""How many rows have a word: PostgreSQL's planner knows, and SQLite's list of words stays in step with the table."""

from collections import Counter

import pytest
from django.db import connection

from claims import postings
from claims.enums import Status
from claims.models import Claim
from tests.factories import receive, split

pytestmark = pytest.mark.django_db

TABLE, INDEX = "claims_claim", "claims_by_words"
SAID = ("The port moved 48 million tonnes.", "The port was closed in March.", "Steel was sold.")


@pytest.fixture
def claims() -> list[Claim]:
    return split(receive("\n".join(SAID)), dict.fromkeys(SAID, 0.9))


def having(*words: str) -> set[str]:
    return set(Claim.objects.filter(words__having_any=words).values_list("text", flat=True))


def test_claims_with_any_of_the_words_are_found_and_words_are_whole(claims: list[Claim]) -> None:
    assert having("steel", "tonnes") == {SAID[0], SAID[2]}
    assert having("ste", "xylophone") == set()
    assert having() == set()


def test_common_words_are_counted(claims: list[Claim]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {TABLE}")
    found = postings.frequencies(["port", "steel", "xylophone"], TABLE)
    assert found.total >= len(SAID)
    assert found.of["port"] == 2
    assert found.of.get("xylophone", 0) == 0


def test_a_desk_without_claims_has_none() -> None:
    assert postings.frequencies(["port"], TABLE).of.get("port", 0) == 0


@pytest.mark.sqlite
class TestTheListOfWords:
    def test_follows_every_change_also_in_bulk(self, claims: list[Claim]) -> None:
        claims[2].text = "Copper was sold."
        Claim.objects.bulk_update(claims[2:], ["text"])  # nobody named the column of words
        assert having("copper") == set()
        claims[2].save()
        assert (having("copper"), having("steel")) == ({"Copper was sold."}, set())
        Claim.objects.filter(pk=claims[0].pk).update(status=Status.DISMISSED)
        assert having("tonnes") == {SAID[0]}

    def test_is_made_anew_when_a_migration_took_its_triggers(self, claims: list[Claim]) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP TRIGGER {INDEX}_change")
        claims[2].text = "Copper was sold."
        claims[2].save()
        assert having("copper") == set()
        postings.look_after(using="default")
        assert (having("copper"), having("steel")) == ({"Copper was sold."}, set())

    def test_is_looked_after_only_where_something_is_missing(self, claims: list[Claim]) -> None:
        postings.look_after(using="default")
        with connection.cursor() as cursor:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s", [TABLE])
            names = Counter(name for (name,) in cursor.fetchall())
        assert names == Counter(f"{INDEX}_{what}" for what in ("enter", "strike", "change"))

    def test_there_is_none_of_a_table_that_named_none(self) -> None:
        with pytest.raises(ValueError, match="claims_event"):
            postings.of("claims_event")
