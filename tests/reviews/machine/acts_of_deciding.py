"""What is tried in public, and what editors decide about a claim: approve to withdraw, dismiss, restore, prioritise."""

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from claims.actions import triage
from reviews.actions import verdicts
from reviews.actions.verdicts import Correction
from tests.reviews.machine.acts_of_judging import SOURCES, Judging
from tests.reviews.machine.newsroom import numbers
from tests.reviews.machine.rows import EDITOR


class Deciding(Judging):
    @rule(claim=numbers, who=numbers, look=numbers)
    def approve(self, claim: int, who: int, look: int) -> None:
        it, editor = self.claim(claim, "reviewed"), self.editor(who)
        self.attempt("approve", lambda: verdicts.approve(it.id, actor=editor, seen=self.seen(it, look)))

    @rule(claim=numbers, who=numbers, look=numbers)
    def publish(self, claim: int, who: int, look: int) -> None:
        it, editor = self.claim(claim, "approved"), self.editor(who)
        self.attempt("publish", lambda: verdicts.publish(it.id, actor=editor, seen=self.seen(it, look)))

    @rule(
        claim=numbers,
        who=numbers,
        look=numbers,
        rating=st.sampled_from([None, "true", "false"]),
        sources=st.sampled_from([None, SOURCES]),
        edition=st.sampled_from(["correction", "update", "withdrawal"]),
    )
    def correct(self, claim: int, who: int, look: int, rating: str | None, sources: Any, edition: str) -> None:
        it, editor = self.claim(claim, "published"), self.editor(who)
        change = Correction(note="A slip.", rating=rating, sources=sources, edition=edition)
        self.attempt(
            "correct", lambda: verdicts.correct(it.id, actor=editor, correction=change, seen=self.seen(it, look))
        )

    @rule(claim=numbers, who=numbers, look=numbers, sure=numbers)
    def withdraw(self, claim: int, who: int, look: int, sure: int) -> None:
        it, editor = self.claim(claim, "published"), self.editor(who)
        note = "The table was wrong." if sure % 3 else ""  # or nothing published would live long enough to be corrected
        self.attempt("withdraw", lambda: verdicts.withdraw(it.id, actor=editor, note=note, seen=self.seen(it, look)))

    @rule(claim=numbers, who=numbers, look=numbers, sure=numbers)
    def dismiss(self, claim: int, who: int, look: int, sure: int) -> None:
        it = self.claim(claim, "new", "queued", "in_review", "escalated", "disputed", "reviewed")
        editor, note = self.editor(who), "An opinion." if sure % 3 == 0 else ""
        self.attempt("dismiss", lambda: triage.dismiss(it.id, actor=editor, note=note, seen=self.seen(it, look)))

    @rule(claim=numbers, who=numbers, look=numbers)
    def restore(self, claim: int, who: int, look: int) -> None:
        it, editor = self.claim(claim, "dismissed"), self.editor(who)
        self.attempt("restore", lambda: triage.restore(it.id, actor=editor, seen=self.seen(it, look)))

    @rule(claim=numbers, who=numbers, look=numbers, priority=st.integers(0, 4))
    def prioritise(self, claim: int, who: int, look: int, priority: int) -> None:
        it, editor = self.claim(claim, "new", "queued", "escalated"), self.editor(who)
        self.attempt(
            "prioritise", lambda: triage.prioritise(it.id, actor=editor, priority=priority, seen=self.seen(it, look))
        )

    def editor(self, number: int) -> Any:
        return self.somebody(number, *self.with_role(EDITOR))
