"""What other publishers found is taken in once, in versions, byte for byte, and never at the cost of another record."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from claims.actions.actors import clock_actor, console_actor
from claims.errors import NotAllowed
from reviews import elsewhere
from reviews.actions.importing import Outcome, take_in
from reviews.models import ImportedReview
from tests.reviews.elsewhere.test_record import GOOD, OWN
from tests.reviews.models.test_constraints import a_copy, assert_refused

pytestmark = pytest.mark.django_db

OTHER = {"@context": "https://schema.org", "@type": "ClaimReview", "url": "https://b.example/2", "claimReviewed": "B."}


def imported(*records: Any) -> Outcome:
    return take_in(json.dumps(records).encode(), origin="some.json", actor=console_actor())


def counts(outcome: Outcome) -> tuple[int, int, int]:
    return outcome.new, outcome.changed, outcome.known


def test_a_record_is_kept_as_it_came_and_as_it_reads(editor: Any) -> None:
    raw = json.dumps(GOOD, indent=3, ensure_ascii=False)
    assert counts(take_in(f"[{raw}]".encode(), origin="desk.json", actor=editor)) == (1, 0, 0)
    kept = ImportedReview.objects.get()
    assert bytes(kept.raw) == raw.encode()
    assert (kept.origin, kept.imported_by, kept.version, kept.current, kept.forms) == ("desk.json", editor, 1, True, [])
    assert kept.fields == elsewhere.read(GOOD)[0]
    assert str(kept) == GOOD["claimReviewed"]


def test_the_same_record_twice_is_once_however_it_is_spaced() -> None:
    assert counts(imported(GOOD, GOOD, OTHER)) == (2, 0, 1)
    assert counts(take_in(json.dumps(GOOD, indent=2).encode(), origin="x", actor=console_actor())) == (0, 0, 1)
    assert ImportedReview.objects.count() == 2


def test_a_changed_record_is_one_version_more_and_the_earlier_one_stays() -> None:
    imported(GOOD)
    changed = GOOD | {"reviewRating": {"alternateName": "True"}}
    assert counts(imported(changed)) == (0, 1, 0)
    assert counts(imported(changed)) == (0, 0, 1)
    assert counts(imported(GOOD)) == (0, 1, 0)
    found = ImportedReview.objects.order_by("version").values_list("version", "rating", "current")
    assert list(found) == [(1, "False", False), (2, "True", False), (3, "False", True)]


def test_two_things_that_one_file_says_of_one_record_are_no_news_the_next_time() -> None:
    other = GOOD | {"reviewRating": {"alternateName": "True"}}
    assert counts(imported(GOOD, other)) == (1, 1, 0)
    assert counts(imported(GOOD, other)) == counts(imported(other, GOOD)) == (0, 0, 2)
    assert ImportedReview.objects.current().get().rating == "True"


def test_an_address_is_no_name_a_page_may_have_many_reviews() -> None:
    several = [{**OTHER, "claimReviewed": f"Claim {number}."} for number in range(3)]
    assert counts(imported(*several)) == (3, 0, 0)
    assert counts(imported(*several[::-1])) == (0, 0, 3)


def test_an_id_that_a_page_gives_to_all_its_reviews_names_none_of_them() -> None:
    several = [{**GOOD, "claimReviewed": f"Claim {number}."} for number in range(3)]
    assert counts(imported(*several)) == (3, 0, 0)
    assert counts(imported(*several)) == (0, 0, 3)


def test_one_bad_record_stops_no_other() -> None:
    content = b'{"@type": "ClaimReview"}\n{"@type": "ClaimReview", "url": \n' + json.dumps(GOOD).encode()
    outcome = take_in(content, origin="x.ndjson", actor=console_actor())
    assert counts(outcome) == (1, 0, 0)
    assert {(one.where, one.why[:22]) for one in outcome.not_understood} == {
        ("record 1", "it has neither a claim"),
        ("line 2", "it is no JSON that hol"),
    }


def test_malformed_forms_are_counted_by_record_and_kept_with_each() -> None:
    outcome = imported(*({**GOOD, "@id": f"urn:x:{form}", **changed} for form, (changed, _) in OWN.items()))
    assert outcome.understood == len(OWN)
    assert set(OWN) - {"no_context"} <= set(outcome.forms)
    slug = ImportedReview.objects.get(record_id="urn:x:label_slug")
    assert slug.forms == ["label_slug", "rating_no_number"]


@pytest.mark.parametrize("form", OWN)
def test_whatever_form_it_has_it_comes_out_of_the_database_as_it_was_read(form: str) -> None:
    record = {name: value for name, value in (GOOD | OWN[form][0]).items() if value is not None}
    imported(record)
    kept = ImportedReview.objects.get()
    assert kept.fields == elsewhere.read(record)[0]
    imported(elsewhere.claim_review(kept.fields))
    assert ImportedReview.objects.current().get().fields == kept.fields


@pytest.mark.parametrize("moment", ["2020-03-27T23:46:13+02:00", "2020-03-28T01:46:13+1400", "2020-03-27T00:01:00Z"])
def test_a_moment_keeps_its_day_wherever_it_was_written(moment: str) -> None:
    imported(GOOD | {"datePublished": moment})
    kept = ImportedReview.objects.get()
    assert kept.published_at == datetime.fromisoformat(moment).astimezone(UTC)
    assert kept.published_on == date.fromisoformat(moment[:10])
    assert elsewhere.read(elsewhere.claim_review(kept.fields))[0] == kept.fields


def test_only_editors_and_the_command_line_import(reviewer: Any, stranger: Any, editor: Any) -> None:
    for somebody in (reviewer, stranger, clock_actor()):
        with pytest.raises(NotAllowed):
            take_in(b"[]", origin="x", actor=somebody)
    assert counts(take_in(b"[]", origin="x", actor=editor)) == (0, 0, 0)


def test_a_record_has_one_current_version_and_each_version_once() -> None:
    imported(GOOD)
    kept = ImportedReview.objects.get()
    assert_refused("imported_versions_in_sequence", a_copy(kept, current=False).save)
    assert_refused("one_current_import_of_a_record", a_copy(kept, version=2).save)


@pytest.mark.parametrize("number", [1, 3])
def test_a_known_record_costs_one_look_and_its_transaction(number: int, django_assert_num_queries: Any) -> None:
    several = [{**OTHER, "claimReviewed": f"Claim {one}."} for one in range(number)]
    imported(*several)
    actor, content = console_actor(), json.dumps(several).encode()
    with django_assert_num_queries(3 * number):
        take_in(content, origin="x", actor=actor)
