"""What editors try: approve, publish, correct, withdraw; dismiss, restore, prioritise."""

from claims.actions import triage
from reviews.actions import verdicts
from reviews.actions.verdicts import Correction
from tests.reviews.machine.acts_of_judging import SOURCES, UNDECIDED, Judging
from tests.reviews.machine.newsroom import Chance


class Deciding(Judging):
    def approve(self, chance: Chance) -> None:
        it, editor = self.claim(chance.it, "reviewed"), self.editor(chance.who)
        self.attempt("approve", lambda: verdicts.approve(it.id, actor=editor, seen=self.seen(it, chance.look)))

    def publish(self, chance: Chance) -> None:
        it, editor = self.claim(chance.it, "approved"), self.editor(chance.who)
        self.attempt("publish", lambda: verdicts.publish(it.id, actor=editor, seen=self.seen(it, chance.look)))

    def correct(self, chance: Chance) -> None:
        it, editor = self.claim(chance.it, "published"), self.editor(chance.who)
        change = Correction(
            note="A slip.",
            rating=chance.of("true", "false", None, "half_true", "false"),
            sources=[None, SOURCES][chance.whom % 2],
            edition=chance.of("correction", "update", "clarification", "withdrawal"),
        )
        seen = self.seen(it, chance.look)
        self.attempt("correct", lambda: verdicts.correct(it.id, actor=editor, correction=change, seen=seen))

    def withdraw(self, chance: Chance) -> None:
        it, editor = self.claim(chance.it, "published"), self.editor(chance.who)
        note, seen = chance.of("The table was wrong.", ""), self.seen(it, chance.look)
        self.attempt("withdraw", lambda: verdicts.withdraw(it.id, actor=editor, note=note, seen=seen))

    def dismiss(self, chance: Chance) -> None:
        it, editor = self.claim(chance.it, *UNDECIDED), self.editor(chance.who)
        note, seen = chance.of("An opinion.", ""), self.seen(it, chance.look)
        self.attempt("dismiss", lambda: triage.dismiss(it.id, actor=editor, note=note, seen=seen))

    def restore(self, chance: Chance) -> None:
        it, editor = self.claim(chance.it, "dismissed"), self.editor(chance.who)
        self.attempt("restore", lambda: triage.restore(it.id, actor=editor, seen=self.seen(it, chance.look)))

    def prioritise(self, chance: Chance) -> None:
        it, editor = self.claim(chance.it, *UNDECIDED), self.editor(chance.who)
        priority, seen = chance.how % 5, self.seen(it, chance.look)
        self.attempt("prioritise", lambda: triage.prioritise(it.id, actor=editor, priority=priority, seen=seen))
