"""What is tried with findings: type, record, take back, send back, want more of them, settle a dispute."""

from typing import Any

from reviews.actions import adjudication, drafts, findings, wanted
from reviews.actions.evidence import SourceDraft
from reviews.actions.findings import Finding
from tests.reviews.machine.acts_of_handing import Handing
from tests.reviews.machine.newsroom import Chance, one_of
from tests.reviews.machine.rows import Row

SOURCES = [
    SourceDraft(url="https://statistics.example/table", title="The table", quote="3.9 percent"),
    SourceDraft(title="Letter of the ministry", publisher="The ministry"),
]
RATINGS = (*["true"] * 6, *["false"] * 4, "mostly_true", "half_true", "unproven", "no such rating")
UNDECIDED = ("new", "queued", "in_review", "escalated", "disputed", "reviewed")


class Judging(Handing):
    def keep_a_draft(self, chance: Chance) -> None:
        if it := self.assignment(chance.it):
            person, typed = self.holder(it, chance.who), {"reasoning": f"So far {chance.how}."}
            look = [None, None, 1, 2][chance.look % 4]
            self.attempt("draft", lambda: drafts.keep(it.id, actor=person, words=typed, seen=look))

    def record(self, chance: Chance) -> None:
        """Mostly the holder's, with their token; refused it is kept as the draft of who wrote it."""
        if not (it := self.assignment(chance.it)):
            return
        person, token = self.holder(it, chance.who), self.token(it, chance.look)
        sources = SOURCES[: [*[2] * 8, 1, 0][chance.whom % 10]]
        found = Finding(rating=chance.of(*RATINGS), reasoning=f"Read {self.moment:%c}.", sources=sources)
        theirs = person.pk == it.reviewer_id
        self.attempt(
            "review" if it.role == "review" else "adjudicate",
            lambda: findings.record(it.id, actor=person, token=token, finding=found),
            keeps=("Draft",) if theirs else (),
        )
        if self.refusal is not None and theirs and self.rows.roles(person.pk):
            draft = drafts.Draft.objects.get(person=person, claim=it.claim_id)
            assert draft.words["reasoning"] == found.reasoning

    def retract(self, chance: Chance) -> None:
        if it := self.review(chance.it):
            person = self.somebody(chance.who, it.reviewer_id)
            self.attempt("retract", lambda: findings.retract(it.id, actor=person))

    def send_back(self, chance: Chance) -> None:
        it, editor = self.claim(chance.it, "reviewed", "approved"), self.editor(chance.who)
        among = [None, *(review.id for review in self.rows.where("Review", claim_id=it.id))]
        words: dict[str, Any] = {"note": "The year?", "review_id": chance.of(*among)}
        seen = self.seen(it, chance.look)
        self.attempt("send_back", lambda: findings.send_back(it.id, actor=editor, seen=seen, **words))

    def want(self, chance: Chance) -> None:
        among = [UNDECIDED, ("disputed",), ("escalated",)][chance.whom % 3]
        it, editor = self.claim(chance.it, *among), self.editor(chance.who)
        reviews, seen = chance.of(1, 1, 1, 2, 3, 3, 4, 0, 10), self.seen(it, chance.look)
        self.attempt("want", lambda: wanted.want(it.id, actor=editor, reviews=reviews, seen=seen))

    def appoint(self, chance: Chance) -> None:
        it, editor = self.claim(chance.it, "disputed"), self.editor(chance.who)
        wrote = {review.reviewer_id for review in self.rows.where("Review", claim_id=it.id)}
        able = [pk for pk in self.people.values() if self.rows.roles(pk) and pk not in wrote]
        person, seen = self.somebody(chance.whom, *able), self.seen(it, chance.look)
        self.attempt("appoint", lambda: adjudication.appoint(it.id, person_id=person.pk, actor=editor, seen=seen))

    def review(self, number: int) -> Row | None:
        """One that stands, now and then any; none when there are none."""
        every = self.rows["Review"]
        standing = {row.id for row in self.rows.where("Assignment", closed_as="reviewed")}
        return (
            one_of(every, [review for review in every if review.assignment_id in standing], number) if every else None
        )
