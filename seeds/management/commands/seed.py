"""`manage.py seed`: tells the sample newsroom's story once, and says who can log in."""

import io
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from rich import box
from rich.console import Console
from rich.table import Table

from claims.management.patience import patience
from claims.management.refusals import in_one_sentence, need_migrated_database
from seeds import cast, story
from seeds.newsroom import PEOPLE
from seeds.stage import Untellable


class Command(BaseCommand):
    help = "Fill the desk with a sample newsroom: people, articles, reviews, verdicts. Only in debug, and only once."
    requires_system_checks = ()  # `migrate` runs them

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--migrate", action="store_true", help="Bring the database up to date first.")

    def handle(self, *args: Any, migrate: bool, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("The sample log-ins are known to everybody: `seed` works only with DEBUG=true.")
        if migrate:
            call_command("migrate", verbosity=0, skip_checks=False)
        with in_one_sentence():
            need_migrated_database()
            told = self._tell()
        if told:
            self.stdout.write(f"The story of the sample newsroom is told: {told} articles and what became of them.")
        else:
            self.stdout.write("The story of the sample newsroom is already told; nothing was changed.")
        self.stdout.write(log_ins())

    def _tell(self) -> int:
        try:
            with patience("Telling the story of the sample newsroom"):
                return story.tell()
        except Untellable as why:
            raise CommandError(f"{why} Nothing was kept.") from why


def log_ins() -> str:
    table = Table("Log-in", "Password", "Role", box=box.ASCII2)  # ASCII: it is read in every log
    for person in PEOPLE:
        table.add_row(person.username, cast.password_of(person), person.role or "none, a reader")
    drawing = io.StringIO()
    Console(file=drawing, width=80, highlight=False).print(table)
    return drawing.getvalue()
