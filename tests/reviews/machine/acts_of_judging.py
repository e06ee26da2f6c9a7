"""What is tried with findings: type, record, take back, send back, want more, settle a dispute."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from reviews.actions import adjudication, drafts, findings, wanted
from reviews.actions.evidence import SourceDraft
from reviews.actions.findings import Finding
from tests.reviews.machine.acts_of_handing import Handing
from tests.reviews.machine.newsroom import numbers, one_of
from tests.reviews.machine.rows import EDITOR, Row

SOURCES = [
    SourceDraft(url="https://statistics.example/table", title="The table", quote="3.9 percent"),
    SourceDraft(title="Letter of the ministry", publisher="The ministry"),
]
FEW_RATINGS = ["true", "true", "mostly_true", "false", "false", "unproven", "gone"]  # the last one nobody has


class Judging(Handing):
    @rule(held=numbers, who=numbers, words=numbers, look=st.sampled_from([None, None, 1, 2]))
    def type_a_draft(self, held: int, who: int, words: int, look: int | None) -> None:
        if it := self.assignment(held):
            person, typed = self.somebody(who, it.reviewer_id), {"reasoning": f"So far {words}."}
            self.attempt("draft", lambda: drafts.keep(it.id, actor=person, words=typed, seen=look))

    @rule(
        held=numbers, who=numbers, rating=st.sampled_from(FEW_RATINGS), sources=st.sampled_from([1, 2, 2, 0]), other=numbers
    )
    def record(self, held: int, who: int, rating: str, sources: int, other: int) -> None:
        """Mostly the holder's, with their token; refused it is kept as the draft of who wrote it."""
        if not (it := self.assignment(held)):
            return
        person, token = self.somebody(who, it.reviewer_id), self.token(it, other)
        found = Finding(rating=rating, reasoning=f"Read the table {other} times.", sources=SOURCES[:sources])
        act = "review" if it.role == "review" else "adjudicate"
        keeps = ("Draft",) if person.pk == it.reviewer_id else ()
        self.attempt(
            act, lambda: findings.record(it.id, actor=person, token=token, finding=found), keeps=keeps
        )
        if self.refusal is not None and keeps and self.rows.roles(person.pk):
            self.kept(person, it, found)

    def kept(self, person: Any, assignment: Row, found: Finding) -> None:
        draft = drafts.Draft.objects.get(person=person, claim=assignment.claim_id)
        assert draft.words["reasoning"] == found.reasoning

    @rule(review=numbers, who=numbers)
    def retract(self, review: int, who: int) -> None:
        if it := self.review(review):
            person = self.somebody(who, it.reviewer_id)
            self.attempt("retract", lambda: findings.retract(it.id, actor=person))

    @rule(claim=numbers, who=numbers, look=numbers, named=st.booleans(), review=numbers)
    def send_back(self, claim: int, who: int, look: int, named: bool, review: int) -> None:
        it, editor = self.claim(claim, "reviewed", "approved"), self.somebody(who, *self.with_role(EDITOR))
        among = self.rows.where("Review", claim_id=it.id)
        chosen = among[review % len(among)].id if named and among else None
        self.attempt(
            "send_back",
            lambda: findings.send_back(
                it.id, actor=editor, note="The year?", review_id=chosen, seen=self.seen(it, look)
            ),
        )

    @rule(claim=numbers, who=numbers, look=numbers, reviews=st.sampled_from([1, 2, 2, 3, 3, 4, 0, 10]))
    def want(self, claim: int, who: int, look: int, reviews: int) -> None:
        it = self.claim(claim, "new", "queued", "in_review", "escalated", "disputed", "reviewed")
        editor = self.somebody(who, *self.with_role(EDITOR))
        self.attempt("want", lambda: wanted.want(it.id, actor=editor, reviews=reviews, seen=self.seen(it, look)))

    @rule(claim=numbers, who=numbers, whom=numbers, look=numbers)
    def appoint(self, claim: int, who: int, whom: int, look: int) -> None:
        it, editor = self.claim(claim, "disputed"), self.somebody(who, *self.with_role(EDITOR))
        wrote = {review.reviewer_id for review in self.rows.where("Review", claim_id=it.id)}
        person = self.somebody(whom, *(pk for pk in self.people.values() if self.rows.roles(pk) and pk not in wrote))
        self.attempt(
            "appoint",
            lambda: adjudication.appoint(it.id, person_id=person.pk, actor=editor, seen=self.seen(it, look)),
        )

    def review(self, number: int) -> Row | None:
        """One that stands, now and then any."""
        every = self.rows["Review"]
        standing = {row.id for row in self.rows.where("Assignment", closed_as="reviewed")}
        fitting = [review for review in every if review.assignment_id in standing]
        return one_of(every, fitting, number) if every else None
