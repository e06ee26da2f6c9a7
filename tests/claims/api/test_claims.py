"""Claims over HTTP: where they are anchored, what their history is, what they can be narrowed by."""

from datetime import timedelta
from typing import Any

import pytest

from claims.enums import Status
from claims.models import Claim
from tests import factories
from tests.over_http import Caller, nothing_changes, problem


def test_a_claim_says_where_it_stands_twice(reviewer: Any) -> None:
    text = "Before it.\nExports grew by 5 percent in 2019.\nAfter it."
    [claim] = factories.split(factories.receive(text), {"Exports grew by 5 percent in 2019.": 0.9})
    shown = Caller(reviewer).read(f"claims/{claim.pk}")
    assert (shown["start"], shown["end"]) == (11, 45)
    assert shown["anchors"] == [
        {"type": "TextPositionSelector", "start": 11, "end": 45},
        {
            "type": "TextQuoteSelector",
            "exact": "Exports grew by 5 percent in 2019.",
            "prefix": "Before it.\n",
            "suffix": "\nAfter it.",
        },
    ]
    assert shown["revision"]["sha256"] == claim.revision.sha256
    assert shown.items() >= {"kind": "check_worthy", "check_worthiness": 0.9, "reasons": ["number"]}.items()
    assert shown.items() >= {"claimant": None, "status": "new", "version": 1}.items()
    assert shown["article"].items() >= {"id": claim.article_id, "language": "en"}.items()


def test_a_known_claimant_is_named(reviewer: Any) -> None:
    [claim] = factories.new_claims(0.9)
    Claim.objects.update(claimant="The ministry")
    assert Caller(reviewer).read(f"claims/{claim.pk}")["claimant"] == "The ministry"


SETS = ["dismiss", "prioritise", "want"]
WORDS = ["adjust", "split", "merge", "clarify"]
HOLDER = [*WORDS, "release", "postpone", "hand_over", "escalate", "recuse", "review"]


@pytest.mark.parametrize(
    ("status", "editors", "reviewers"),
    [
        (Status.NEW, [*WORDS, "queue", *SETS], WORDS),
        (Status.QUEUED, [*WORDS, "assign", "release", "postpone", "hand_over", *SETS], [*WORDS, "take"]),
        (Status.IN_REVIEW, ["clarify", "release", "postpone", "hand_over", *SETS], HOLDER),
        (Status.ESCALATED, [*WORDS, "queue", "release", *SETS], WORDS),
        (Status.DISPUTED, ["clarify", "release", "appoint", *SETS], ["retract"]),
        (Status.REVIEWED, ["clarify", "send_back", "approve", *SETS], ["retract"]),
        (Status.APPROVED, ["send_back", "publish"], []),
        (Status.PUBLISHED, ["correct", "withdraw"], []),
        (Status.WITHDRAWN, [], []),
        (Status.DISMISSED, ["restore"], []),
    ],
)
def test_a_claim_says_what_its_reader_may_do_now(
    editor: Any, reviewer: Any, status: Status, editors: list[str], reviewers: list[str]
) -> None:
    claim = factories.claim_at(status, reviewer=reviewer)
    assert Caller(editor).read(f"claims/{claim.pk}")["acts"] == editors
    assert Caller(reviewer).read(f"claims/{claim.pk}")["acts"] == reviewers


def test_claims_are_for_the_newsroom(reviewer: Any, stranger: Any) -> None:
    [claim] = factories.new_claims(0.9)
    assert Caller(reviewer).ids("claims") == [claim.pk]
    assert Caller(stranger).ids("claims") == []
    for path in (f"claims/{claim.pk}", f"claims/{claim.pk}/events"):
        problem(Caller(stranger).get(path), 404, "not_found")
        problem(Caller().get(path), 401, "not_authenticated")
    problem(Caller().get("claims"), 401, "not_authenticated")


def test_the_history_of_a_claim_reads_from_its_beginning(editor: Any, reviewer: Any) -> None:
    [claim] = factories.new_claims(0.9)
    Caller(editor).post(f"claims/{claim.pk}/dismissal", note="An opinion.")
    found = Caller(reviewer).read(f"claims/{claim.pk}/events")["results"]
    acts = [(event["act"], event["before"], event["after"], event["actor"], event["note"]) for event in found]
    assert acts == [
        ("find", "", "new", "clock", ""),
        ("dismiss", "new", "dismissed", "first-editor", "An opinion."),
    ]


def test_claims_can_be_narrowed(editor: Any) -> None:
    low, high = factories.new_claims(0.2, 0.8, language="pt-BR")
    [other] = factories.queued_claims(0.5, language="en")
    Claim.objects.filter(pk=high.pk).update(claimant="Ministry of Trade", created_at=high.created_at - timedelta(9))
    noon = (low.created_at - timedelta(1)).isoformat()
    ask = Caller(editor).ids
    assert ask("claims") == [other.pk, high.pk, low.pk]
    assert ask("claims", status="queued") == [other.pk]
    assert ask("claims", article=low.article_id) == [high.pk, low.pk]
    assert ask("claims", language="pt") == [high.pk, low.pk]
    assert ask("claims", language="PT-br") == [high.pk, low.pk]
    assert ask("claims", claimant="trade") == [high.pk]
    assert ask("claims", min_check_worthiness="0.5") == [other.pk, high.pk]
    assert ask("claims", q=low.text.upper()) == [low.pk]
    assert ask("claims", created_after=noon) == [other.pk, low.pk]
    assert ask("claims", created_before=noon) == [high.pk]
    assert ask("claims", created_after=noon, status="queued") == [other.pk]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("status", "purple"),
        ("article", "nine"),
        ("article", "-1"),
        ("article", "٣"),
        ("article", str(2**63)),
        ("article", "9" * 5_000),
        ("article", "1.5"),
        ("min_check_worthiness", "much"),
        ("min_check_worthiness", "2"),
        ("min_check_worthiness", "-0.1"),
        ("min_check_worthiness", "nan"),
        ("min_check_worthiness", "1e999"),
        ("created_after", "yesterday"),
        ("created_after", "2020-02-30T00:00:00Z"),
        ("created_after", "0001-01-01T00:00:00+14:00"),
        ("created_before", "9999-12-31T23:59:59-14:00"),
        ("q", "a\x00b"),
        ("q", "x" * 201),
        ("claimant", "x" * 60_000),
        ("language", "x" * 21),
        ("stauts", "queued"),
        ("format", "xml"),
        ("page_size", "0"),
        ("page_size", "201"),
        ("page_size", "-5"),
        ("page_size", "ten"),
        ("page_size", "٣"),
        ("page_size", "9" * 5_000),
        ("cursor", "garbage"),
        ("cursor", "٣"),
        ("cursor", ""),
        ("cursor", "YWZ0ZXI6OTIyMzM3MjAzNjg1NDc3NTgwOA=="),  # after:9223372036854775808
        ("cursor", "YWZ0ZXI6LTE="),  # after:-1
        ("cursor", "\x00"),
    ],
)
def test_a_bad_filter_is_refused_by_name(editor: Any, name: str, value: str) -> None:
    problem(Caller(editor).get("claims", **{name: value}), 400, "invalid", name)


def test_the_largest_id_is_a_number_like_any_other(editor: Any) -> None:
    assert Caller(editor).ids("claims", article=2**63 - 1) == []


@pytest.mark.parametrize("number", ["0", "-1", "٣", "1.5", "one", "9" * 30, "9" * 5_000, str(2**63), "1%00", "1/"])
@pytest.mark.parametrize("path", ["claims/{}", "claims/{}/events", "articles/{}", "claims/{}/dismissal"])
def test_an_id_that_is_nobodys_is_not_found(editor: Any, path: str, number: str) -> None:
    caller, url = Caller(editor), path.format(number)
    with nothing_changes():
        answer = caller.post(url, note="x") if "dismissal" in url else caller.get(url)
    problem(answer, 404, "not_found")
