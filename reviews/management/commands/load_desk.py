"""`manage.py load_desk FILE`: an empty desk becomes the one that was written to the file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.management.refusals import in_one_sentence
from reviews.management.desk_file import Unfit, read_desk


class Command(BaseCommand):
    help = "Fill an empty, migrated desk from a file that dump_desk wrote: all of it, or nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", type=Path)

    def handle(self, *args: Any, file: Path, verbosity: int, **options: Any) -> None:
        if not file.is_file():
            raise CommandError(f"There is no file {file}.")

        def told(name: str, count: int) -> None:
            if verbosity:
                self.stdout.write(f"{count:>10,}  {name}")

        try:
            with in_one_sentence():
                counts = read_desk(file, told)
        except Unfit as unfit:
            raise CommandError(str(unfit)) from None
        self.stdout.write(f"{sum(counts.values()):,} rows were loaded from {file}. Everybody logs in anew.")
