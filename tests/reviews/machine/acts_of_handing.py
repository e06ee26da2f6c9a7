"""What is tried with claims in hand and out of it: queue, take, assign, let go, let the clock see to it."""

from datetime import timedelta
from typing import Any

from claims.actions import triage
from reviews import tasks
from reviews.actions import assignments, letting_go
from tests.reviews.machine import suited
from tests.reviews.machine.newsroom import MINUTE, WILD, Chance, Newsroom
from tests.reviews.machine.rows import EDITOR, REVIEWER, Row

AT_WORK = ("queued", "in_review")


class Handing(Newsroom):
    def queue(self, chance: Chance) -> None:
        it, editor = self.claim(chance.it, "new", chance.of("new", "new", "escalated")), self.editor(chance.who)
        self.attempt("queue", lambda: triage.queue(it.id, actor=editor, seen=self.seen(it, chance.look)))

    def take(self, chance: Chance) -> None:
        """Who takes is handed the first of what waits for them, or told why not."""
        person = self.reviewer(chance.who)
        queue = suited.queue_of(self.rows, person.pk, self.moment + MINUTE)
        has_room = suited.held(self.rows, person.pk) < suited.capacity(self.rows, person.pk)
        taken = self.attempt("take", lambda: assignments.take_next(actor=person))
        if taken is not None:
            assert taken.claim_id == queue[0].id, f"{taken.claim_id} was taken before {[row.id for row in queue]}"
            return
        assert self.refusal is not None
        reviews = REVIEWER in self.rows.roles(person.pk)
        wrongly = {"not_allowed": reviews, "at_capacity": has_room, "nothing_to_take": bool(queue)}
        assert not wrongly.get(self.refusal.code, True), f"{person} was refused: {self.refusal}"

    def assign(self, chance: Chance) -> None:
        it, editor, reviewer = self.claim(chance.it, "queued"), self.editor(chance.who), self.reviewer(chance.whom)
        seen = self.seen(it, chance.look)
        self.attempt("assign", lambda: assignments.assign(it.id, reviewer_id=reviewer.pk, actor=editor, seen=seen))

    def release(self, chance: Chance) -> None:
        if it := self.assignment(chance.it):
            person, note = self.holder_or_editor(it, chance.who), chance.of("Too busy.", "Too busy.", "  ")
            self.attempt("release", lambda: letting_go.release(it.id, actor=person, note=note))

    def postpone(self, chance: Chance) -> None:
        if it := self.assignment(chance.it, *AT_WORK):
            person = self.holder_or_editor(it, chance.who)
            until = (self.moment + timedelta(days=chance.of(1, 1, 3, 0, 400))).date()
            self.attempt("postpone", lambda: letting_go.postpone(it.id, actor=person, until=until, note="Closed."))

    def hand_over(self, chance: Chance) -> None:
        if it := self.assignment(chance.it, *AT_WORK):
            person, colleague = self.holder_or_editor(it, chance.who), self.reviewer(chance.whom)
            note = chance.of("You know them.", "You know them.", "")
            self.attempt(
                "hand_over", lambda: letting_go.hand_over(it.id, actor=person, reviewer_id=colleague.pk, note=note)
            )

    def escalate(self, chance: Chance) -> None:
        if it := self.assignment(chance.it, *AT_WORK):
            person, note = self.holder(it, chance.who), chance.of("A lawyer?", "A lawyer?", "")
            self.attempt("escalate", lambda: letting_go.escalate(it.id, actor=person, note=note))

    def recuse(self, chance: Chance) -> None:
        if it := self.assignment(chance.it):
            person = self.holder(it, chance.who)
            self.attempt("recuse", lambda: letting_go.recuse(it.id, actor=person, note="A cousin."))

    def renew(self, chance: Chance) -> None:
        if it := self.assignment(chance.it):
            person, token = self.holder(it, chance.who), self.token(it, chance.look)
            self.attempt("renew", lambda: assignments.renew(it.id, actor=person, token=token))

    def let_time_pass(self, chance: Chance) -> None:
        """Often to a moment after a lease has ended, when it is still honoured."""
        self.refusal = None
        if chance.it % 2 and (held := self.assignment(chance.who)) and held.closed_as == "":
            self.moment = max(self.moment, held.leased_until + MINUTE)
        else:
            self.moment += timedelta(minutes=chance.of(10, 45, 90, 600, 1500, 5000, 30000))

    def end_leases(self, chance: Chance) -> None:
        """All that ran out with its grace, and nothing else."""
        late = self.late()
        ended = self.attempt("expire" if late else "look for leases that ran out", assignments.expire_overdue)
        assert ended == len(late)
        assert not assignments.Assignment.objects.filter(pk__in=late, closed_at=None).exists()

    def late(self) -> list[int]:
        """Assignments of which lease and grace are over in a minute."""
        over = self.moment + MINUTE - timedelta(minutes=self.rows.rules.grace_minutes)
        return [row.id for row in self.rows.where("Assignment", closed_as="") if row.leased_until < over]

    def let_the_clock_assign(self, chance: Chance) -> None:
        self.attempt("assign by the clock", tasks.assign_waiting)
        assert self.refusal is None

    def let_the_clock_tell(self, chance: Chance) -> None:
        self.attempt("tell of deadlines", lambda: (tasks.warn_of_leases(), tasks.tell_of_overdue()))
        assert self.refusal is None

    def holder(self, assignment: Row, number: int) -> Any:
        """Mostly; then somebody else who is at work on the same claim."""
        others = [row.reviewer_id for row in self.rows.open(assignment.claim_id)]
        return self.somebody(number, *[assignment.reviewer_id] * 3, *others)

    def holder_or_editor(self, assignment: Row, number: int) -> Any:
        return self.somebody(number, assignment.reviewer_id, assignment.reviewer_id, *self.with_role(EDITOR))

    def token(self, assignment: Row, number: int) -> Any:
        """The token of this assignment, now and then of another."""
        others = self.rows["Assignment"]
        return others[number % len(others)].token if number % WILD == WILD - 1 else assignment.token
