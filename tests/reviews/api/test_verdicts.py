"""Verdicts over HTTP: what everybody may read, and what is left of what was withdrawn."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from claims import clock
from claims.enums import Status
from reviews.actions import findings, verdicts
from reviews.actions.verdicts import Correction
from reviews.models import Verdict
from tests import factories
from tests.over_http import Caller, problem

MONDAY = datetime(2026, 3, 2, 12, tzinfo=UTC)
DAY = timedelta(days=1)


def published(at: datetime = MONDAY, **details: Any) -> Verdict:
    with clock.set_to(at):
        return factories.claim_at(Status.PUBLISHED, **details).verdict


def corrected(verdict: Verdict, editor: Any, at: datetime = MONDAY + DAY, **changes: Any) -> Verdict:
    with clock.set_to(at):
        verdicts.correct(
            verdict.claim_id, actor=editor, correction=Correction(note="The table was revised.", **changes)
        )
    return verdict


def withdrawn(verdict: Verdict, editor: Any, at: datetime = MONDAY + 2 * DAY) -> Verdict:
    with clock.set_to(at):
        verdicts.withdraw(verdict.claim_id, actor=editor, note="The table was wrong.")
    return verdict


@pytest.fixture
def corrected_verdict(editor: Any) -> Verdict:
    return corrected(published(language="en-GB", outlet="The Daily"), editor, rating="half_true", summary="It depends.")


def test_everybody_reads_a_published_verdict_with_its_sources(corrected_verdict: Verdict) -> None:
    shown = Caller().read(f"verdicts/{corrected_verdict.pk}")
    claim = corrected_verdict.claim
    assert shown["status"] == "published"
    assert shown["claim"]["id"] == claim.pk
    assert shown["claim"]["text"] == claim.text == shown["claim"]["anchors"][1]["exact"]
    assert shown["claim"]["claimant"] is None
    assert shown["claim"]["article"].items() >= {"outlet": "The Daily", "language": "en-GB"}.items()
    assert shown["rating"] == {
        "slug": "half_true",
        "label": "Half true",
        "value": 3,
        "on_line": True,
        "best": 5,
        "worst": 1,
        "scale": "truth",
        "scale_version": 1,
    }
    assert (shown["summary"], shown["reasoning"]) == ("It depends.", "The table says 3.9.")
    assert [source["quote"] for source in shown["sources"]] == ["3.9 percent"]


def test_a_correction_is_dated_and_says_publicly_what_changed(corrected_verdict: Verdict) -> None:
    shown = Caller().read(f"verdicts/{corrected_verdict.pk}")
    assert (shown["version"], shown["note"]) == (2, "The table was revised.")
    assert (shown["published_at"], shown["modified_at"]) == ("2026-03-02T12:00:00Z", "2026-03-03T12:00:00Z")
    versions = [(v["version"], v["edition"], v["rating"]["slug"], v["published_at"]) for v in shown["versions"]]
    assert versions == [
        (1, "original", "false", "2026-03-02T12:00:00Z"),
        (2, "correction", "half_true", "2026-03-03T12:00:00Z"),
    ]


def test_every_version_stays_readable(corrected_verdict: Verdict) -> None:
    first, second = Caller().read(f"verdicts/{corrected_verdict.pk}")["versions"]
    read = Caller().client.get(first["links"]["self"]).json()
    assert (read["summary"], read["rating"]["slug"]) == ("It was 3.9 percent.", "false")
    assert [source["title"] for source in read["sources"]] == ["The table"]
    assert Caller().client.get(second["links"]["self"]).json()["summary"] == "It depends."
    problem(Caller().get(f"verdicts/{corrected_verdict.pk}/versions/3"), 404, "not_found")


def test_a_withdrawn_verdict_says_only_that_and_why(corrected_verdict: Verdict, editor: Any) -> None:
    withdrawn(corrected_verdict, editor)
    shown = Caller().read(f"verdicts/{corrected_verdict.pk}")
    assert (shown["status"], shown["note"]) == ("withdrawn", "The table was wrong.")
    assert (shown["rating"], shown["summary"], shown["reasoning"], shown["sources"]) == (None, None, None, [])
    assert [(v["edition"], v["rating"]) for v in shown["versions"]] == [
        ("original", None),
        ("correction", None),
        ("withdrawal", None),
    ]
    assert shown["modified_at"] == "2026-03-04T12:00:00Z"
    for version in shown["versions"]:
        read = Caller().client.get(version["links"]["self"]).json()
        assert (read["rating"], read["summary"], read["reasoning"], read["sources"]) == (None, None, None, [])


def test_withdrawn_verdicts_are_listed_only_on_request(editor: Any) -> None:
    stands, gone = published().pk, withdrawn(published(), editor).pk
    ask = Caller().ids
    assert ask("verdicts") == [stands]
    assert ask("verdicts", status="published") == [stands]
    assert ask("verdicts", status="withdrawn") == [gone]
    assert ask("verdicts", status="any") == [gone, stands]
    assert ask("verdicts", status="") == [stands]


@pytest.mark.parametrize("status", [Status.REVIEWED, Status.APPROVED, Status.IN_REVIEW])
def test_what_is_being_prepared_is_nobodys_to_read_here(editor: Any, stranger: Any, status: Status) -> None:
    claim = factories.claim_at(Status.REVIEWED)
    if status == Status.APPROVED:
        verdicts.approve(claim.pk, actor=editor)
    if status == Status.IN_REVIEW:
        findings.send_back(claim.pk, actor=editor, note="One source more.")
    for caller in (Caller(), Caller(stranger), Caller(editor)):
        assert caller.ids("verdicts", status="any") == []
        problem(caller.get(f"verdicts/{claim.verdict.pk}"), 404, "not_found")
        problem(caller.get(f"verdicts/{claim.verdict.pk}/versions/1"), 404, "not_found")


def test_readers_do_not_learn_who_worked_on_it(corrected_verdict: Verdict, editor: Any) -> None:
    seen = Caller().get("verdicts").content.decode() + Caller().get(f"verdicts/{corrected_verdict.pk}").content.decode()
    review = corrected_verdict.review
    assert not [name for name in (review.reviewer.username, editor.username) if name in seen]


def test_verdicts_can_be_narrowed(editor: Any) -> None:
    false = published(language="en", outlet="The Daily")
    mixed = corrected(published(MONDAY + DAY, language="es-MX"), editor, MONDAY + 5 * DAY, rating="half_true")
    gone = withdrawn(published(MONDAY, outlet="The Daily"), editor, MONDAY + 6 * DAY)
    ask, tuesday = Caller().ids, (MONDAY + DAY).isoformat()
    assert ask("verdicts") == [mixed.pk, false.pk]
    assert ask("verdicts", rating="half_true") == [mixed.pk]
    assert ask("verdicts", rating="false") == [false.pk]
    assert ask("verdicts", rating="satire") == []
    assert ask("verdicts", language="es") == ask("verdicts", language="es-mx") == [mixed.pk]
    assert ask("verdicts", language="es-AR") == []
    assert ask("verdicts", outlet="daily") == [false.pk]
    assert ask("verdicts", outlet="daily", status="any") == [gone.pk, false.pk]
    assert ask("verdicts", claim=mixed.claim_id) == [mixed.pk]
    assert ask("verdicts", published_after=tuesday) == [mixed.pk]
    assert ask("verdicts", published_before=tuesday) == [false.pk]
    assert ask("verdicts", q=false.claim.text) == [false.pk]
    assert ask("verdicts", q="3.9 PERCENT") == [mixed.pk, false.pk]
    assert ask("verdicts", modified_after=(MONDAY + 3 * DAY).isoformat(), status="any") == [gone.pk, mixed.pk]


def test_what_readers_no_longer_see_is_not_searched(corrected_verdict: Verdict, editor: Any) -> None:
    ask = Caller().ids
    assert ask("verdicts", q="it was 3.9") == []
    assert ask("verdicts", q="it depends") == [corrected_verdict.pk]
    assert ask("verdicts", rating="false") == []
    withdrawn(corrected_verdict, editor)
    assert ask("verdicts", q="it depends", status="any") == []
    assert ask("verdicts", rating="half_true", status="any") == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("rating", "purple"),
        ("rating", "a\x00"),
        ("rating", "x" * 50),
        ("status", "approved"),
        ("published_after", "then"),
        ("published_before", "0001-01-01T00:00:00+14:00"),
        ("modified_after", "9999-12-31T23:59:59-14:00"),
        ("claim", str(2**63)),
        ("q", "x" * 201),
        ("search", "x"),
    ],
)
def test_a_bad_filter_of_verdicts_is_refused_by_name(db: None, name: str, value: str) -> None:
    problem(Caller().get("verdicts", **{name: value}), 400, "invalid", name)


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_verdicts_are_written_by_acts_on_claims_alone(editor: Any, method: str) -> None:
    answer = getattr(Caller(editor).client, method)("/api/v1/verdicts")
    problem(answer, 405, "method_not_allowed")


def test_the_ratings_in_use_are_public_and_in_order(db: None) -> None:
    found = Caller().read("ratings")
    assert [rating["slug"] for rating in found][:5] == ["true", "mostly_true", "half_true", "mostly_false", "false"]
    assert {rating["slug"]: rating["value"] for rating in found}["unproven"] is None
    assert all((rating["best"], rating["worst"], rating["scale_version"]) == (5, 1, 1) for rating in found)
    assert all(rating["definition"] for rating in found)
