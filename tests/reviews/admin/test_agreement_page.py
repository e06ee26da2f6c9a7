"""The agreement page: figures in tables, a line, files, and for nobody but editors."""

import csv
import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from reviews.admin.agreement_page import SHOWN
from reviews.admin.agreement_tables import Column, Table
from tests.factories import PersonFactory
from tests.reviews.several_reviews import NOON, approved, reviewed

pytestmark = pytest.mark.django_db
TABLES = ["figures", "months", "reviewers", "pairs", "approvers", "drift"]


@pytest.fixture
def at_desk(client: Client, editor: Any) -> Client:
    client.force_login(editor)
    return client


def show(client: Client, **asked: Any) -> str:
    answer = client.get(reverse("admin:desk_agreement"), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def sheet(client: Client, table: str, **asked: Any) -> list[dict[str, str]]:
    answer = client.get(reverse("admin:desk_agreement_file", args=[table]), asked)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    return list(csv.DictReader(answer.content.decode().splitlines()))


def test_the_front_page_leads_editors_there_and_nobody_else(client: Client, editor: Any, reviewer: Any) -> None:
    for person, led in ((editor, True), (reviewer, False)):
        client.force_login(person)
        assert (reverse("admin:desk_agreement") in client.get(reverse("admin:index")).content.decode()) is led


@pytest.mark.parametrize("name", ["desk_agreement", "desk_agreement_file"])
def test_reviewers_and_strangers_do_not_see_it(client: Client, reviewer: Any, stranger: Any, name: str) -> None:
    address = reverse(f"admin:{name}", args=["figures"] if name.endswith("file") else [])
    assert client.get(address).status_code == 302
    client.force_login(reviewer)
    assert client.get(address).status_code == 403
    client.force_login(stranger)
    assert client.get(address).status_code == 302


def test_an_empty_desk_has_tables_that_say_so(at_desk: Client) -> None:
    page = show(at_desk)
    assert page.count("<caption>") == len(TABLES)
    assert "no claim has two findings to compare" in page
    assert "<svg class" not in page
    for table in TABLES[1:]:
        assert sheet(at_desk, table) == []


def test_figures_are_shown_with_what_was_used_and_left_out(
    at_desk: Client, reviewer: Any, second_reviewer: Any
) -> None:
    reviewed((reviewer, "true"), (second_reviewer, "true"))
    reviewed((reviewer, "false"), (second_reviewer, "false"))
    reviewed((reviewer, "false"))
    page = show(at_desk)
    assert "100.0%" in page
    assert "1.000" in page
    assert "claims with fewer than two findings to compare: 1" in page
    rows = {row["Figure"]: row for row in sheet(at_desk, "figures")}
    assert rows["Krippendorff's alpha, ordinal"]["Value"] == "1.000"
    assert rows["Fleiss' kappa"]["Claims used"] == "2"


def test_the_page_and_its_files_say_the_same_rows(at_desk: Client, editor: Any, reviewer: Any) -> None:
    second = PersonFactory(reviewer=True, username="@second")
    approved(reviewed((reviewer, "true"), (second, "half_true")), editor, 30)
    reviewed((reviewer, "true"), (second, "true"), at=NOON + timedelta(days=40))
    shown = re.findall(r"<tbody>(.*?)</tbody>", show(at_desk), re.DOTALL)
    assert len(shown) == len(TABLES)
    for table, body in zip(TABLES, shown, strict=True):
        on_the_page = [unescape(first) for first in re.findall(r'<th scope="row">(.*?)</th>', body)]
        in_the_file = [next(iter(row.values())).removeprefix("'") for row in sheet(at_desk, table)]
        assert on_the_page == in_the_file != []
    # A name that a spreadsheet would take for a formula is kept a name.
    assert {row["Reviewer"] for row in sheet(at_desk, "reviewers")} == {"'@second", "first-reviewer"}


def test_months_are_a_line_with_a_table_beside_it(at_desk: Client, reviewer: Any, second_reviewer: Any) -> None:
    reviewed((reviewer, "true"), (second_reviewer, "true"))
    assert "<polyline" not in show(at_desk)  # one month is no line
    reviewed((reviewer, "true"), (second_reviewer, "false"), at=NOON + timedelta(days=31))
    page = show(at_desk)
    assert 'points="181.5,14.0 452.5,194.0"' in page
    assert "2026-04: 0.0%, claims compared: 1" in page
    assert [row["Month"] for row in sheet(at_desk, "months")] == ["2026-03", "2026-04"]


def test_the_page_needs_no_inline_style_or_script(at_desk: Client, reviewer: Any, second_reviewer: Any) -> None:
    for days in (0, 31):
        reviewed((reviewer, "true"), (second_reviewer, "true"), at=NOON + timedelta(days=days))
    page = show(at_desk)
    content = page[page.index('id="content"') :]
    assert not re.search(r"\sstyle=|<style|\son\w+=|<script(?![^>]*src=)", content)


def test_what_is_worth_a_question_is_said_in_a_sentence(
    at_desk: Client, editor: Any, reviewer: Any, second_reviewer: Any
) -> None:
    for _ in range(10):
        approved(reviewed((reviewer, "true"), (second_reviewer, "true"), seconds=60), editor, 5)
    page = show(at_desk)
    assert "<strong>first-reviewer</strong>: 10 of 10 findings were recorded within 2 minutes" in page
    assert "<strong>first-editor</strong>: 10 of 10 approvals came within 60 seconds" in page


def test_the_form_narrows_the_page_and_its_files(at_desk: Client, reviewer: Any, second_reviewer: Any) -> None:
    third = PersonFactory(reviewer=True)
    reviewed((reviewer, "true"), (second_reviewer, "true"), outlet="The Daily")
    reviewed((reviewer, "true"), (third, "false"), at=NOON + timedelta(days=40))
    asked = {"since": "2026-03-10", "until": "2026-03-10", "outlet": "daily", "one": reviewer.pk, "scale": "truth"}
    asked["other"] = second_reviewer.pk
    assert "<strong>1</strong> claim " in show(at_desk, **asked)
    assert "months.csv?since=2026-03-10&amp;until=2026-03-10&amp;outlet=daily" in show(at_desk, **asked)
    assert [row["Month"] for row in sheet(at_desk, "months", **asked)] == ["2026-03"]
    assert sheet(at_desk, "months", until="2026-03-09") == []


@pytest.mark.parametrize(
    "asked",
    [
        {"since": "yesterday"},
        {"since": "0001-01-01"},
        {"until": "9999-12-31"},
        {"since": "2026-03-02", "until": "2026-03-01"},
        {"one": "first"},
        {"one": "-1", "other": "99999999999999999999"},
        {"one": "{reviewer}"},
        {"one": "{reviewer}", "other": "{reviewer}"},
        {"scale": "no-such-scale"},
        {"outlet": "x" * 201},
        {"outlet": "\0"},
    ],
)
def test_a_bad_filter_is_refused_beside_its_field(at_desk: Client, reviewer: Any, asked: dict[str, str]) -> None:
    reviewed((reviewer, "true"))
    asked = {name: value.format(reviewer=reviewer.pk) for name, value in asked.items()}
    answer = at_desk.get(reverse("admin:desk_agreement"), asked)
    assert answer.status_code == 400
    assert "errorlist" in answer.content.decode()
    assert "Error: Agreement" in answer.content.decode()
    refused = at_desk.get(reverse("admin:desk_agreement_file", args=["months"]), asked)
    assert (refused.status_code, refused["Content-Type"]) == (400, "text/plain; charset=utf-8")


def test_there_is_no_file_of_an_unknown_table(at_desk: Client) -> None:
    assert at_desk.get(reverse("admin:desk_agreement_file", args=["passwords"])).status_code == 404


def test_a_long_table_is_cut_on_the_page_alone() -> None:
    table = Table("long", "Long", [Column("Number")], range(SHOWN + 1), lambda number: [number])
    assert len(table.shown(SHOWN)) == SHOWN


def test_the_page_costs_as_many_queries_for_many_claims_as_for_one(
    at_desk: Client, editor: Any, reviewer: Any, second_reviewer: Any, django_assert_num_queries: Any
) -> None:
    for claims in (1, 4):
        for number in range(claims):
            moment = NOON + timedelta(days=31 * number)
            approved(reviewed((reviewer, "true"), (second_reviewer, "true"), at=moment), editor, 30)
        # log-in 2, roles 1, the form's people and scales 2, the report 8, permissions for the admin's frame 2
        with django_assert_num_queries(14):
            show(at_desk)
