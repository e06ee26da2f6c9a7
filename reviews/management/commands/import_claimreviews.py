"""`manage.py import_claimreviews`: take in what other publishers found, and say what could be read and what not."""

import sys
from collections import Counter
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.management.acting import acting_as
from claims.management.reading_along import while_somebody_reads
from claims.management.refusals import in_one_sentence, need_migrated_database
from reviews.actions.importing import Outcome, take_in
from reviews.elsewhere import FORMS

SHOWN = 20  # places that could not be read, of each file


class Command(BaseCommand):
    help = "Import ClaimReviews of other publishers: JSON, one to a line, DataFeeds, or pages with JSON-LD in them."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", metavar="FILE", nargs="+", help="- reads stdin; the same record twice is once")
        parser.add_argument("--by", default="", metavar="USERNAME", help="the editor who imports; default: the console")

    def handle(self, *args: Any, files: list[str], by: str, **options: Any) -> None:
        total, unread = Counter[str](), []
        with in_one_sentence():
            need_migrated_database()
            actor = acting_as(by)
            for name in files:
                try:
                    content = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
                except OSError as error:
                    unread.append(f"{name} cannot be read: {error.strerror or error}.")
                    continue
                outcome = take_in(content, origin="stdin" if name == "-" else Path(name).name, actor=actor)
                self._tell(name, outcome)
                total.update(outcome.forms)
        self._tell_forms(total)
        if unread:
            raise CommandError(" ".join(unread))

    def _tell(self, name: str, outcome: Outcome) -> None:
        kinds = f"{outcome.new} new, {outcome.changed} changed, {outcome.known} known"
        lost = len(outcome.not_understood)
        self._say(f"{name}: {outcome.understood} understood ({kinds}), {lost} not")
        for where, why in outcome.not_understood[:SHOWN]:
            self._say(f"  {where}: {why}")
        if lost > SHOWN:
            self._say(f"  and {lost - SHOWN} more")

    def _tell_forms(self, forms: Counter[str]) -> None:
        if forms:
            self._say("Read all the same, records by form:")
        for code, number in forms.most_common():
            self._say(f"  {number:>6}  {code}: {FORMS[code]}")

    def _say(self, line: str) -> None:
        with while_somebody_reads():
            self.stdout.write(line)
            self.stdout.flush()
