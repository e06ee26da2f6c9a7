"""What is tried with claims in hand and out of it: queue, take, assign, give back, let the clock see to it."""

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import rule

from claims.actions import triage
from reviews import tasks
from reviews.actions import assignments, letting_go
from reviews.models import Assignment
from tests.reviews.machine import suited
from tests.reviews.machine.newsroom import MINUTE, Newsroom, numbers
from tests.reviews.machine.rows import EDITOR, REVIEWER, Row

NOTES = st.sampled_from(["The source is mine.", "Too busy.", "  "])
AT_WORK = ("queued", "in_review")


class Handing(Newsroom):
    @rule(claim=numbers, who=numbers, look=numbers)
    def queue(self, claim: int, who: int, look: int) -> None:
        it, editor = self.claim(claim, "new", "escalated"), self.somebody(who, *self.with_role(EDITOR))
        self.attempt("queue", lambda: triage.queue(it.id, actor=editor, seen=self.seen(it, look)))

    @rule(who=numbers)
    def take(self, who: int) -> None:
        """Who takes is handed the first of what waits for them, or told why not."""
        person = self.somebody(who, *self.with_role(REVIEWER))
        queue = suited.queue_of(self.rows, person.pk, self.moment + MINUTE)
        has_room = suited.held(self.rows, person.pk) < suited.capacity(self.rows, person.pk)
        taken = self.attempt("take", lambda: assignments.take_next(actor=person))
        if taken is not None:
            assert taken.claim_id == queue[0].id, f"{taken.claim_id} was taken before {[row.id for row in queue]}"
            return
        assert self.refusal is not None
        reviews = REVIEWER in self.rows.roles(person.pk)
        wrongly = {"not_allowed": reviews, "at_capacity": has_room, "nothing_to_take": bool(queue)}
        assert not wrongly[self.refusal.code], f"{person} was refused: {self.refusal}"

    @rule(claim=numbers, who=numbers, whom=numbers, look=numbers)
    def assign(self, claim: int, who: int, whom: int, look: int) -> None:
        it, editor = self.claim(claim, "queued"), self.somebody(who, *self.with_role(EDITOR))
        reviewer = self.somebody(whom, *self.with_role(REVIEWER))
        self.attempt(
            "assign",
            lambda: assignments.assign(it.id, reviewer_id=reviewer.pk, actor=editor, seen=self.seen(it, look)),
        )

    @rule(held=numbers, who=numbers, note=NOTES)
    def release(self, held: int, who: int, note: str) -> None:
        if it := self.assignment(held):
            person = self.holder_or_editor(it, who)
            self.attempt("release", lambda: letting_go.release(it.id, actor=person, note=note))

    @rule(held=numbers, who=numbers, note=NOTES, days=st.sampled_from([0, 1, 3, 400]))
    def postpone(self, held: int, who: int, note: str, days: int) -> None:
        if it := self.assignment(held, *AT_WORK):
            person, until = self.holder_or_editor(it, who), (self.moment + timedelta(days=days)).date()
            self.attempt("postpone", lambda: letting_go.postpone(it.id, actor=person, until=until, note=note))

    @rule(held=numbers, who=numbers, whom=numbers, note=NOTES)
    def hand_over(self, held: int, who: int, whom: int, note: str) -> None:
        if it := self.assignment(held, *AT_WORK):
            person = self.holder_or_editor(it, who)
            colleague = self.somebody(whom, *self.with_role(REVIEWER))
            self.attempt(
                "hand_over",
                lambda: letting_go.hand_over(it.id, actor=person, reviewer_id=colleague.pk, note=note),
            )

    @rule(held=numbers, who=numbers, note=NOTES)
    def escalate(self, held: int, who: int, note: str) -> None:
        if it := self.assignment(held, *AT_WORK):
            person = self.somebody(who, it.reviewer_id)
            self.attempt("escalate", lambda: letting_go.escalate(it.id, actor=person, note=note))

    @rule(held=numbers, who=numbers)
    def recuse(self, held: int, who: int) -> None:
        if it := self.assignment(held):
            person = self.somebody(who, it.reviewer_id)
            self.attempt("recuse", lambda: letting_go.recuse(it.id, actor=person, note="A cousin."))

    @rule(held=numbers, who=numbers, other=numbers)
    def renew(self, held: int, who: int, other: int) -> None:
        if it := self.assignment(held):
            person, token = self.somebody(who, it.reviewer_id), self.token(it, other)
            self.attempt("renew", lambda: assignments.renew(it.id, actor=person, token=token))

    @rule(minutes=st.sampled_from([10, 45, 90, 600, 1500, 5000, 30000]))
    def time_passes(self, minutes: int) -> None:
        self.moment += timedelta(minutes=minutes)

    @rule()
    def the_clock_ends_leases(self) -> None:
        """All that ran out with its grace, and nothing else."""
        over = self.moment + MINUTE - timedelta(minutes=self.rows.rules.grace_minutes)
        late = [row.id for row in self.rows.where("Assignment", closed_as="") if row.leased_until < over]
        ended = self.attempt("expire" if late else "look for leases that ran out", assignments.expire_overdue)
        assert ended == len(late)
        assert not Assignment.objects.filter(pk__in=late, closed_at=None).exists()

    @rule()
    def the_clock_assigns(self) -> None:
        self.attempt("assign by the clock", tasks.assign_waiting)
        assert self.refusal is None

    @rule()
    def the_clock_tells(self) -> None:
        self.attempt("tell of deadlines", lambda: (tasks.warn_of_leases(), tasks.tell_of_overdue()))
        assert self.refusal is None

    def holder_or_editor(self, assignment: Row, number: int) -> Any:
        return self.somebody(number, assignment.reviewer_id, assignment.reviewer_id, *self.with_role(EDITOR))

    def token(self, assignment: Row, number: int) -> Any:
        """The token of this assignment, now and then of another."""
        others = self.rows["Assignment"]
        return others[number // 5 % len(others)].token if number % 5 == 4 else assignment.token
