"""`manage.py retrain_detector`: learn from what editors queued and dismissed; `--revert` forgets it again."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from claims.actions import learning
from claims.detection.desk import Figures
from claims.management.refusals import in_one_sentence


class Command(BaseCommand):
    help = "Fit the newsroom's own head on the detector's score, and use it if it is better on articles held back."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--revert", action="store_true", help="go back to the shipped model alone")

    def handle(self, *args: Any, revert: bool, **options: Any) -> None:
        with in_one_sentence():
            if revert:
                learning.revert()
                self.stdout.write("The shipped model scores alone again.")
            else:
                self._tell(learning.retrain())

    def _tell(self, lesson: learning.Lesson) -> None:
        fitted = lesson.fitted
        self.stdout.write(f"Learned from {fitted.learned_from} decisions, judged on {fitted.held_back} held back.")
        self.stdout.write(f"  before: {_in_words(lesson.before)}\n  after:  {_in_words(lesson.after)}")
        if lesson.better:
            self.stdout.write("It is better and in use from the next article on; --revert takes it back.")
        else:
            self.stdout.write("It is not better on both, so nothing was changed.")


def _in_words(figures: Figures) -> str:
    return f"log loss {figures.log_loss:.3f}, ROC AUC {figures.auc:.3f}"
