"""The editors' desk: numbers that lead to exactly the claims that they count, lists to act on, plots with tables."""

import csv
import io
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from claims import clock
from claims.enums import Priority, Status
from claims.models import Claim
from reviews import pulse
from reviews.actions import assignments, daybook
from reviews.models import Assignment
from tests.factories import PersonFactory, claim_at, new_claims, queued_claims
from tests.reviews.about import topic
from tests.reviews.board.asking import found

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 3, 18, 12, tzinfo=timezone.get_default_timezone())


@pytest.fixture(autouse=True)
def at_noon(db: None) -> Iterator[None]:
    with clock.set_to(NOON):
        yield


def ago(**span: float) -> Any:
    return clock.set_to(NOON - timedelta(**span))


def small_desk() -> None:
    """Two overdue, one of them urgent; one nearly; one fresh; two late leases; one to approve, one published."""
    with ago(days=3):
        urgent, _ = queued_claims(0.9, 0.4)
        Claim.objects.filter(pk=urgent.pk).update(priority=Priority.URGENT)
        claim_at(Status.PUBLISHED).article.topics.add(topic("health"))
    with ago(hours=40):
        queued_claims(0.8)
    with ago(hours=30):
        for claim in queued_claims(0.7, 0.6):
            assignments.assign(claim.pk, reviewer_id=PersonFactory(reviewer=True).pk, actor=PersonFactory(editor=True))
    queued_claims(0.5), new_claims(0.3), claim_at(Status.REVIEWED)


def front_page(client: Client, person: Any) -> str:
    client.force_login(person)
    return client.get(reverse("admin:index")).content.decode()


def queries_of(page: str) -> list[str]:
    """The board's addresses on the page."""
    return [unescape(found) for found in re.findall(rf'href="{reverse("admin:desk_board")}\?([^"]+)"', page)]


def test_numbers_are_those_of_a_desk_counted_by_hand(editor: Any) -> None:
    small_desk()
    counted = pulse.numbers(pulse.questions(), actor=editor)
    assert {key: number for key, number in counted.items() if number} == {
        "at-new": 1,
        "at-queued": 4,
        "at-in_review": 2,
        "at-reviewed": 1,
        "at-published": 1,
        "overdue": 2,
        "due": 1,
        "lease-over": 2,
        "urgent-2": 1,
        "normal-0": 1,
        "normal-1": 1,
        "normal-2": 1,
    }


def test_every_number_leads_to_as_many_claims_as_it_counts(editor: Any) -> None:
    small_desk()
    counted = pulse.numbers(pulse.questions(), actor=editor)
    for question in pulse.questions():
        assert len(found(question.query, editor)) == counted[question.key], question.label


def test_every_bar_and_cell_of_a_plot_leads_to_as_many_claims_as_it_says(client: Client, editor: Any) -> None:
    small_desk()
    daybook.keep()
    client.force_login(editor)
    plots = client.get(reverse("admin:index")).context["editor"]["plots"]
    linked = [cell for plot in plots for row in plot.rows for cell in row if cell.href]
    assert len(linked) > 25
    for cell in linked:
        assert len(found(cell.href.partition("?")[2], editor)) == cell.value, cell.href


def test_every_address_on_the_page_is_one_that_the_board_understands(client: Client, editor: Any) -> None:
    small_desk()
    daybook.keep()
    addresses = set(queries_of(front_page(client, editor)))
    assert len(addresses) > 60
    for query in addresses:
        assert client.get(f"{reverse('admin:desk_board')}?{query}").status_code == 200, query


def test_an_overdue_claim_is_made_urgent_from_here(client: Client, editor: Any) -> None:
    with ago(days=3):
        [claim] = queued_claims(0.9)
    page = front_page(client, editor)
    assert f'name="row" value="{claim.pk}:{claim.version}"' in page
    given = {"row": f"{claim.pk}:{claim.version}", "act": "prioritise:3"}
    assert client.post(f"{reverse('admin:desk_board')}?overdue=1&shape=list", given).status_code == 200
    assert Claim.objects.get(pk=claim.pk).priority == Priority.URGENT


def test_a_late_claim_goes_back_to_the_queue_from_here(client: Client, editor: Any, reviewer: Any) -> None:
    with ago(days=2):
        [claim] = queued_claims(0.9)
        held = assignments.assign(claim.pk, reviewer_id=reviewer.pk, actor=editor)
    address = reverse("admin:desk_let_go", args=[held.pk])
    assert f'action="{address}"' in front_page(client, editor)
    client.post(address, {"act": "release", "note": "The lease had run out."})
    assert not Assignment.objects.open().exists()


def test_an_editor_who_reviewed_a_claim_is_not_shown_what_is_proposed_on_it(client: Client) -> None:
    both = PersonFactory(roles=["Reviewer", "Editor"])
    mine, other = claim_at(Status.REVIEWED, reviewer=both), claim_at(Status.REVIEWED)
    client.force_login(both)
    shown = client.get(reverse("admin:index")).context["editor"]["to_approve"]
    assert [verdict.claim_id for verdict in shown] == [other.pk]
    assert mine.pk != other.pk


def test_plots_are_told_in_a_sentence_and_a_file(client: Client, editor: Any) -> None:
    small_desk()
    daybook.keep()
    page = front_page(client, editor)
    assert "In the last 7 days 8 claims were queued and 1 published; in the 7 before 0 and 0." in page
    assert "shares are told from 30 on" in page
    answer = client.get(reverse("admin:desk_figures_file", args=["throughput"]))
    rows = list(csv.DictReader(io.StringIO(answer.getvalue().decode())))
    assert len(rows) == 4  # the desk is no older
    assert rows[3] == {"Day": "2026-03-15", "Queued": "3", "Dismissed": "0", "Published": "1", "Open at its end": "2"}
    assert client.get(reverse("admin:desk_figures_file", args=["nothing"])).status_code == 404


def test_before_the_first_count_the_page_says_that_it_is_on_its_way(client: Client, editor: Any) -> None:
    assert "The first figures are being counted" in front_page(client, editor)


def test_fresh_numbers_are_sent_only_when_one_has_changed(client: Client, editor: Any) -> None:
    queued_claims(0.9)
    client.force_login(editor)
    first = client.get(reverse("admin:desk_figures"))
    assert first.json()["numbers"]["at-queued"] == "1"
    with clock.set_to(NOON + timedelta(minutes=1)):
        again = client.get(reverse("admin:desk_figures"), headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content, again["As-Of"]) == (304, b"", f"{timezone.localtime(NOON):%H}:01")
    queued_claims(0.9)
    third = client.get(reverse("admin:desk_figures"), headers={"If-None-Match": first["ETag"]})
    assert third.json()["numbers"]["at-queued"] == "2"


def test_reviewers_are_shown_none_of_it(client: Client, reviewer: Any) -> None:
    small_desk()
    daybook.keep()
    assert "How the work flows" not in front_page(client, reviewer)
    assert client.get(reverse("admin:desk_figures")).status_code == 403
    assert client.get(reverse("admin:desk_figures_file", args=["throughput"])).status_code == 403


def test_a_reviewer_may_not_ask_the_board_what_was_done(client: Client, reviewer: Any) -> None:
    client.force_login(reviewer)
    assert client.get(f"{reverse('admin:desk_board')}?done=publish").status_code == 400


def test_the_page_takes_as_many_queries_for_one_row_as_for_three(
    client: Client, editor: Any, django_assert_num_queries: Any
) -> None:
    small_desk()
    daybook.keep()
    front_page(client, editor)
    for _ in range(2):
        with django_assert_num_queries(23):
            client.get(reverse("admin:index"))
        small_desk()
        claim_at(Status.APPROVED), claim_at(Status.ESCALATED), claim_at(Status.DISPUTED)
