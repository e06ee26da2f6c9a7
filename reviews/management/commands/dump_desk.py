"""`manage.py dump_desk FILE`: the whole desk in one file, while it goes on working."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.management.refusals import in_one_sentence
from reviews.management.desk_file import write_desk


class Command(BaseCommand):
    help = "Write every row of this desk and the copies of pages it keeps to one file, which load_desk reads."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path, help="such as desk.tar.gz; it must not be there yet")

    def handle(self, *args: Any, file: Path, verbosity: int, **options: Any) -> None:
        if file.exists():
            raise CommandError(f"{file} is there already. Name another file, or move that one away.")
        if not file.parent.is_dir():
            raise CommandError(f"There is no folder {file.parent}.")

        def told(name: str, count: int) -> None:
            if verbosity > 1 or (verbosity and count):
                self.stdout.write(f"{count:>10,}  {name}")

        with in_one_sentence():
            counts = write_desk(file.absolute(), told)
        self.stdout.write(
            f"{sum(counts.values()):,} rows are in {file}. Keep it safe: it holds everybody's drafts and addresses."
        )
