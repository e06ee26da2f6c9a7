"""The page on which editors decide: what differs, what readers will see, what a correction changes, what waits next."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.enums import Priority, Status
from claims.models import Claim
from reviews import queries
from reviews.actions import adjudication, assignments, conflicts, verdicts, wanted
from reviews.actions.conflicts import Interest
from reviews.actions.evidence import SourceDraft
from reviews.actions.verdicts import Correction
from reviews.models import Rules, VerdictVersion
from tests.factories import PersonFactory, claim_at, queued_claims, record
from tests.reviews.admin.typed import correction

pytestmark = pytest.mark.django_db

TABLE = SourceDraft(url="https://example.org/table", title="The table", stance="refutes", quote="3.9 percent")
SURVEY = SourceDraft(url="https://example.org/survey", title="The survey", stance="supports")


def page_of(claim: Claim) -> str:
    return reverse("admin:desk_claim", args=[claim.pk])


def words(client: Client, claim: Claim) -> str:
    """The page without its tags, as it is read aloud."""
    html = client.get(page_of(claim)).content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", html))


def found_by(*findings: dict[str, Any], editor: Any) -> Claim:
    """A claim with these findings, each by somebody else."""
    [claim] = queued_claims(0.9)
    if len(findings) > 1:
        wanted.want(claim.pk, actor=editor, reviews=len(findings))
    for finding in findings:
        record(assignments.assign(claim.pk, reviewer_id=PersonFactory(reviewer=True).pk, actor=editor), **finding)
    return Claim.objects.get(pk=claim.pk)


def test_of_two_findings_the_page_marks_what_only_one_says(client: Client, editor: Any) -> None:
    summary = {"summary": "Not quite."}
    one = summary | {"reasoning": "The table says 3.9 percent for May.", "sources": [TABLE]}
    other = summary | {"reasoning": "The table says 4.1 percent for May.", "sources": [TABLE, SURVEY], "rating": "true"}
    claim = found_by(one, other, editor=editor)
    client.force_login(editor)
    html = client.get(page_of(claim)).content.decode()
    marked = re.findall(r'<mark class="alone">(.+?)</mark>', html)
    assert [re.sub(r"<[^>]+>", "", mark) for mark in marked] == ["[only here: 4.1]", "[only here: 3.9]"]
    said = words(client, claim)
    assert "The ratings lie 4 steps apart; here any difference is a disagreement." in said
    assert (said.count("only here The survey"), said.count("in others too The table")) == (1, 2)


def test_a_source_that_is_read_otherwise_says_so(client: Client, editor: Any) -> None:
    otherwise = SourceDraft(url=TABLE.url, title=TABLE.title, stance="supports")
    claim = found_by({"sources": [TABLE]}, {"sources": [otherwise]}, editor=editor)
    client.force_login(editor)
    said = words(client, claim)
    assert "elsewhere: supports the claim" in said
    assert "elsewhere: refutes the claim" in said
    assert "The ratings are the same: False." in said


def test_while_reviewers_disagree_nobody_is_told_whose_finding_is_whose(client: Client, editor: Any) -> None:
    claim = found_by({}, {"rating": "true"}, editor=editor)
    client.force_login(editor)
    html = client.get(page_of(claim)).content.decode()
    sides = html[html.index('class="sides"') : html.index("data-article")]
    assert "Reviewer A" in sides
    assert "Reviewer B" in sides
    assert not any(review.reviewer.username in sides for review in claim.reviews.all())


def test_a_reviewer_of_a_claim_reads_their_own_finding_alone(client: Client, editor: Any) -> None:
    claim = found_by({"reasoning": "Mine."}, {"reasoning": "Theirs."}, editor=editor)
    client.force_login(claim.reviews.get(reasoning="Mine.").reviewer)
    said = words(client, claim)
    assert "Mine." in said
    assert "Theirs." not in said
    assert "steps apart" not in said
    assert "As readers will see it" not in said


def test_the_preview_is_what_is_published(client: Client, editor: Any) -> None:
    claim = found_by({"sources": [TABLE]}, {"sources": [SURVEY]}, editor=editor)
    client.force_login(editor)
    card = r'<article class="verdict-card.+?</article>'
    [before] = re.findall(card, client.get(page_of(claim)).content.decode(), re.DOTALL)
    for act in ("approve", "publish"):
        claim.refresh_from_db()
        client.post(page_of(claim), {"act": act, "version": claim.version})
    [after] = re.findall(card, client.get(page_of(claim)).content.decode(), re.DOTALL)
    assert "The survey" in before
    assert "The table" in before
    without_copies = re.compile(r'<span class="meta">Archived copy.+?</span>', re.DOTALL)
    assert without_copies.sub("", after).split() == without_copies.sub("", before).split()


def corrected(claim: Claim, **changes: Any) -> dict[str, Any]:
    words = {"rating": "false", "summary": "It was 4.0 percent.", "note": "A digit was wrong."}
    return correction(**{"version": str(claim.version)} | words | changes)


def test_a_correction_shows_what_it_changes_before_it_is_published(client: Client, editor: Any) -> None:
    claim = claim_at(Status.PUBLISHED)
    client.force_login(editor)
    answer = client.post(page_of(claim), corrected(claim, preview="correct", act=""))
    html = answer.content.decode()
    assert answer.status_code == 200
    assert "What would read differently" in html
    assert '<del><span class="visually-hidden">[removed: </span> 3.9' in html
    assert '<ins><span class="visually-hidden">[added: </span> 4.0' in html
    assert "A digit was wrong." in html
    assert VerdictVersion.objects.count() == 1


def test_a_preview_of_nothing_says_that_it_changes_nothing(client: Client, editor: Any) -> None:
    claim = claim_at(Status.PUBLISHED)
    client.force_login(editor)
    rows = {"sources-0-accessed_on": str(claim.verdict.shown.sources.get().accessed_on)}
    answer = client.post(
        page_of(claim), corrected(claim, preview="correct", act="", summary="It was 3.9 percent.", **rows)
    )
    assert answer.status_code == 400
    assert "changes nothing" in answer.content.decode()


def test_a_correction_of_what_changed_meanwhile_says_what_it_was_and_keeps_the_text(
    client: Client, editor: Any, second_editor: Any
) -> None:
    claim = claim_at(Status.PUBLISHED)
    verdicts.correct(claim.pk, actor=second_editor, correction=Correction(note="Worded better.", summary="3.9."))
    client.force_login(editor)
    answer = client.post(page_of(claim), corrected(claim, act="correct"))
    html = answer.content.decode()
    assert answer.status_code == 409
    assert f"{second_editor.username} corrected it" in html
    assert "It was 4.0 percent." in html
    assert f'name="version" value="{claim.version + 1}"' in html


def test_a_refused_act_stands_beside_its_form_with_the_words_in_it(client: Client, editor: Any) -> None:
    claim = claim_at(Status.REVIEWED)
    client.force_login(editor)
    typed = {"act": "dismiss", "version": claim.version - 1, "note": "An opinion after all."}
    html = client.post(page_of(claim), typed).content.decode()
    form = html[html.index('id="acts"') : html.index('value="dismiss"')]
    assert '<ul class="errorlist"><li>It has changed since you looked' in form
    assert "An opinion after all." in form
    assert 'id="error-summary"' in html


def test_every_version_says_word_by_word_what_it_changed(client: Client, editor: Any, second_editor: Any) -> None:
    claim = claim_at(Status.PUBLISHED)
    other = SourceDraft(url="https://example.org/final", title="The final table", stance="refutes")
    change = Correction(note="The final table is out.", rating="mostly_false", summary="It was 4.0.", sources=[other])
    verdicts.correct(claim.pk, actor=second_editor, correction=change)
    verdicts.withdraw(claim.pk, actor=second_editor, note="It was all wrong.")
    client.force_login(editor)
    said = words(client, claim)
    assert "Withdrawn" in said
    assert "[removed: False][added: Mostly false]" in said
    assert "[added: The final table, https://example.org/final" in said
    assert "[removed: The table, https://example.org/table" in said


def test_one_of_several_findings_is_chosen_to_be_sent_back(client: Client, editor: Any) -> None:
    claim = found_by({"reasoning": "One."}, {"reasoning": "Two."}, editor=editor)
    chosen = claim.reviews.get(reasoning="Two.")
    client.force_login(editor)
    assert f"False by {chosen.reviewer}" in words(client, claim)
    sent = {"act": "send_back", "version": claim.version, "review": chosen.pk, "note": "Which table?"}
    client.post(page_of(claim), sent)
    assert claim.assignments.get(closed_at=None).reviewer == chosen.reviewer
    assert "1 earlier finding, taken back or sent back" in words(client, claim)


def test_the_next_to_decide_is_one_key_away(client: Client, editor: Any) -> None:
    first, second = claim_at(Status.REVIEWED), claim_at(Status.REVIEWED)
    client.force_login(editor)
    link = f'href="{page_of(second)}"[^>]* data-key="n"'
    assert re.search(link, client.get(page_of(first)).content.decode())
    client.post(page_of(first), {"act": "approve", "version": first.version})
    assert re.search(link, client.get(page_of(first)).content.decode())


def waiting_for(person: Any) -> set[Claim]:
    return {claim for stream in queries.decisions_for(person) for claim in stream}


def test_what_waits_for_an_editor_is_what_only_they_have_not_done_yet(editor: Any, second_editor: Any) -> None:
    signed, entangled, mine = (claim_at(Status.REVIEWED) for _ in range(3))
    claims = {status: claim_at(status) for status in (Status.APPROVED, Status.ESCALATED)}
    disputed, settled = claim_at(Status.DISPUTED), claim_at(Status.DISPUTED)
    Rules.objects.create(approvals_wanted=2)
    verdicts.approve(signed.pk, actor=editor)
    conflicts.declare(Interest(kind="claim", claim=entangled.pk), person_id=editor.pk, actor=editor)
    adjudication.appoint(settled.pk, person_id=second_editor.pk, actor=second_editor)
    assert waiting_for(editor) == {mine, *claims.values(), disputed}
    assert waiting_for(second_editor) >= {signed, entangled, mine}


def test_who_reviews_a_claim_is_not_sent_to_decide_it(editor: Any) -> None:
    both = PersonFactory(roles=["Reviewer", "Editor"])
    claim_at(Status.REVIEWED, reviewer=both)
    assert waiting_for(both) == set()
    assert len(waiting_for(editor)) == 1


@pytest.mark.parametrize("findings", [1, 3])
def test_a_page_of_one_finding_and_of_three_costs_the_same(
    client: Client, editor: Any, django_assert_num_queries: Any, findings: int
) -> None:
    claim = found_by(*[{"sources": [TABLE, SURVEY]}] * findings, editor=editor)
    claim_at(Status.REVIEWED)
    client.force_login(editor)
    client.get(page_of(claim))
    with django_assert_num_queries(32):
        client.get(page_of(claim))


def test_priority_and_reviews_are_set_where_the_claim_stands(client: Client, editor: Any) -> None:
    claim = claim_at(Status.REVIEWED)
    client.force_login(editor)
    client.post(page_of(claim), {"act": "prioritise", "version": claim.version, "priority": Priority.URGENT})
    claim.refresh_from_db()
    assert claim.priority == Priority.URGENT
