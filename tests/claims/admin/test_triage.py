"""The page of one article as an editor works on it, without scripts and with them: the same forms, the same answers."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.actions import articles, reshaping, triage
from claims.admin.triage import ACTS as OFFERED
from claims.enums import Act, ArticleStatus, Priority, Status
from claims.models import Article, Claim
from tests.factories import claim_at, new_claims, receive, split
from tests.over_http import nothing_changes

pytestmark = pytest.mark.django_db

PART = {"X-Desk-Part": "triage"}


def page_of(claim: Claim) -> str:
    return reverse("admin:desk_article", args=[claim.article_id])


def sent(claim: Claim, **given: Any) -> dict[str, Any]:
    return {"claim": claim.pk, "version": claim.version} | given


def read(client: Client, address: str, **query: Any) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def at_work(client: Client, editor: Any) -> Client:
    client.force_login(editor)
    return client


ACTS = [
    ({"act": "queue"}, Status.NEW, Status.QUEUED),
    ({"act": "dismiss", "note": "An opinion."}, Status.NEW, Status.DISMISSED),
    ({"act": "restore"}, Status.DISMISSED, Status.NEW),
    ({"priority": "3"}, Status.NEW, Status.NEW),
]


@pytest.mark.parametrize(("given", "before", "after"), ACTS)
def test_an_act_is_a_plain_form_that_leads_back_to_its_row(
    at_work: Client, given: dict[str, str], before: Status, after: Status
) -> None:
    claim = claim_at(before)
    answer = at_work.post(f"{page_of(claim)}?order=worth", sent(claim, **given))
    assert answer.headers["Location"] == f"{page_of(claim)}?order=worth#row-{claim.pk}"
    moved = Claim.objects.get(pk=claim.pk)
    assert (moved.status, moved.version) == (after, claim.version + 1)
    assert moved.priority == (Priority.URGENT if "priority" in given else Priority.NORMAL)


@pytest.mark.parametrize(("given", "before", "after"), ACTS)
def test_a_script_is_answered_with_the_list_alone_and_what_was_done(
    at_work: Client, given: dict[str, str], before: Status, after: Status
) -> None:
    claim = claim_at(before)
    answer = at_work.post(page_of(claim), sent(claim, **given), headers=PART)
    body = answer.content.decode()
    assert answer.status_code == 200
    assert f'id="row-{claim.pk}" data-row="{claim.pk}" data-status="{after}"' in body
    assert "data-said=" in body
    assert "<html" not in body


REFUSED = [
    ({"act": "dismiss", "note": " "}, 400, "Say why in a few words"),
    ({"act": "restore"}, 409, "does not start from “new”"),
    ({"act": "publish"}, 409, "“publish”"),
    ({"priority": "7"}, 400, "is not a priority"),
    ({"act": "queue", "version": "9"}, 409, "It has changed since you looked"),
    ({"act": "queue", "version": "x"}, 409, "It has changed since you looked"),
]


@pytest.mark.parametrize(("given", "status", "said"), REFUSED, ids=range(len(REFUSED)))
def test_what_is_refused_is_said_in_its_row_and_what_was_typed_stays(
    at_work: Client, given: dict[str, str], status: int, said: str
) -> None:
    claim, other = new_claims(0.9, 0.8)
    with nothing_changes():
        answer = at_work.post(page_of(claim), sent(claim) | {"note": "An opinion held."} | given, headers=PART)
    row, _, rest = answer.content.decode().partition(f'id="row-{other.pk}"')
    assert answer.status_code == status
    assert said in row
    assert said not in rest
    assert "An opinion held." in row or given.get("note") == " "
    assert f'data-refused="{claim.pk}"' in row


def test_a_claim_of_another_article_is_not_acted_on_here(at_work: Client) -> None:
    [claim], [elsewhere] = new_claims(0.9), new_claims(0.9)
    with nothing_changes():
        answer = at_work.post(page_of(claim), sent(elsewhere, act="queue"))
    assert answer.status_code == 404


def test_a_reviewer_sees_no_triage_and_cannot_send_it(client: Client, reviewer: Any) -> None:
    [claim] = new_claims(0.9)
    client.force_login(reviewer)
    body = read(client, page_of(claim))
    assert "Queue the best" not in body
    assert 'value="queue"' not in body
    assert "Make a claim" in body
    with nothing_changes():
        assert client.post(page_of(claim), sent(claim, act="queue")).status_code == 403
        client.post(reverse("admin:desk_article_bulk", args=[claim.article_id]), {"row": f"{claim.pk}.1", "number": 1})


def test_the_list_can_be_narrowed_and_ordered_and_says_ranks(at_work: Client, editor: Any) -> None:
    low, high = new_claims(0.4, 0.9)
    triage.queue(low.pk, actor=editor)
    body = read(at_work, page_of(low))
    assert body.index(f'id="row-{low.pk}"') < body.index(f'id="row-{high.pk}"')
    assert "no. 2 of 2, worth 0.40" in body
    body = read(at_work, page_of(low), order="worth")
    assert body.index(f'id="row-{high.pk}"') < body.index(f'id="row-{low.pk}"')
    body = read(at_work, page_of(low), status="queued")
    assert f'id="row-{low.pk}"' in body
    assert f'id="row-{high.pk}"' not in body
    assert f'id="claim-{high.pk}"' in body  # the text shows all of them
    assert read(at_work, page_of(low), status="nonsense", order="nonsense")


def test_the_bar_tells_how_many_stand_where(at_work: Client, editor: Any) -> None:
    claims = new_claims(0.9, 0.8, 0.7)
    triage.queue(claims[0].pk, actor=editor)
    body = read(at_work, page_of(claims[0]))
    assert '<rect class="is-new" x="0" y="0" width="666"' in body
    assert '<rect class="is-queued" x="666" y="0" width="334"' in body
    assert "Waiting for a reviewer 1" in body


def test_reasons_given_before_are_offered_again_the_last_one_first(at_work: Client, editor: Any) -> None:
    claims = new_claims(0.9, 0.8, 0.7, 0.6)
    for claim, why in zip(claims, ("An opinion.", "Known.", "An opinion."), strict=False):
        triage.dismiss(claim.pk, actor=editor, note=why)
    body = read(at_work, page_of(claims[0]))
    assert body.index('<option value="An opinion.">') < body.index('<option value="Known.">')
    assert 'value="An opinion." required' in body


# --- several at once -----------------------------------------------------------------------------------------------


def in_bulk(client: Client, claims: list[Claim], **given: Any) -> str:
    rows = [f"{claim.pk}.{claim.version}" for claim in claims]
    address = reverse("admin:desk_article_bulk", args=[claims[0].article_id])
    return client.post(address, {"row": rows} | given, follow=True).content.decode()


def test_the_best_are_queued_and_what_was_refused_is_said_for_each(at_work: Client, editor: Any) -> None:
    claims = new_claims(0.9, 0.8, 0.7)
    seen = [Claim.objects.get(pk=claim.pk) for claim in claims]
    triage.prioritise(claims[1].pk, actor=editor, priority=3)
    body = in_bulk(at_work, seen, act="queue", number="2")
    assert "Queued: 1 of 2." in body
    assert f"Not “{claims[1]}”: It has changed since you looked" in body
    assert [Claim.objects.get(pk=claim.pk).status for claim in claims] == ["queued", "new", "new"]


def test_what_is_left_is_dismissed_with_one_reason(at_work: Client) -> None:
    claims = new_claims(0.9, 0.8)
    assert "Say why in a few words" in in_bulk(at_work, claims, act="dismiss", note=" ")
    assert "Dismissed: 2 of 2." in in_bulk(at_work, claims, act="dismiss", note="Not for us.")
    assert {claim.events.latest("id").note for claim in claims} == {"Not for us."}


def test_rows_of_another_article_and_nonsense_are_left_out(at_work: Client) -> None:
    [claim], [elsewhere] = new_claims(0.9), new_claims(0.9)
    address = reverse("admin:desk_article_bulk", args=[claim.article_id])
    with nothing_changes():
        at_work.post(address, {"row": [f"{elsewhere.pk}.1", "x.y", "", "9.9.9"], "act": "dismiss", "note": "No."})


# --- the text ------------------------------------------------------------------------------------------------------


def test_claims_of_an_earlier_text_are_lit_where_their_words_still_stand(at_work: Client, editor: Any) -> None:
    article = receive("Exports grew. Imports fell.")
    kept, gone = split(article, {"Exports grew.": 0.8, "Imports fell.": 0.7})
    articles.revise(article.pk, "News of today.\n\nExports grew.", actor=editor)
    split(article, {})
    body = read(at_work, page_of(kept))
    assert f'id="claim-{kept.pk}"' in body
    assert f'id="claim-{gone.pk}"' not in body
    assert body.count("no longer in this text") == 1
    body = read(at_work, page_of(kept), revision=1)
    assert f'id="claim-{gone.pk}"' in body
    assert "This is revision 1 of 2" in body
    assert at_work.get(page_of(kept), {"revision": "7"}).status_code == 404


def test_a_dismissed_claim_is_lit_where_no_other_has_its_words(at_work: Client, editor: Any) -> None:
    article = receive("Exports grew. Imports fell.")
    kept, gone = split(article, {"Exports grew.": 0.8, "Imports fell.": 0.7})
    reshaping.merge(kept.pk, actor=editor, other=gone.pk)
    body = read(at_work, page_of(kept))
    assert f'id="claim-{kept.pk}"' in body
    assert f'id="claim-{gone.pk}"' not in body


def test_a_text_that_waits_to_be_split_says_so_and_asks_again(at_work: Client, editor: Any) -> None:
    article = receive(by=editor)
    assert 'data-splitting="2"' in read(at_work, reverse("admin:desk_article", args=[article.pk]))
    split(article)
    assert 'data-splitting=""' in read(at_work, reverse("admin:desk_article", args=[article.pk]))


def test_a_reviewer_is_told_what_to_do_where_splitting_failed(client: Client, reviewer: Any) -> None:
    article = receive()
    Article.objects.filter(pk=article.pk).update(status=ArticleStatus.FAILED, failure="A wall.")
    client.force_login(reviewer)
    assert "Meanwhile you can make claims by hand" in read(client, reverse("admin:desk_article", args=[article.pk]))


def test_every_act_of_triage_is_one_that_the_workflow_knows() -> None:
    assert set(OFFERED) == {Act.QUEUE, Act.DISMISS, Act.RESTORE, Act.PRIORITISE}


def test_an_act_takes_the_same_number_of_queries_among_one_claim_and_among_three(
    at_work: Client, django_assert_num_queries: Any
) -> None:
    for worth in ([0.9], [0.9, 0.8, 0.7]):
        claim = new_claims(*worth)[0]
        with django_assert_num_queries(22):
            at_work.post(page_of(claim), sent(claim, act="queue"), headers=PART)
