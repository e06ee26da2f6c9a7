"""`manage.py crowd`: fills an empty desk with as many claims as asked for, to measure on."""

import argparse
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.management.patience import patience
from claims.management.refusals import in_one_sentence, need_migrated_database
from claims.models import Article, Claim
from seeds.crowd import filling
from seeds.crowd.people import PASSWORD


class Command(BaseCommand):
    help = "Fill an empty desk with a crowd of invented claims, to measure on. Only in debug."
    requires_system_checks = ()

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--claims", type=_positive, default=10_000, help="how many (default: 10000)")
        parser.add_argument("--waiting", type=_share, default=0.1, help="the share that waits, 0 to 1 (default: 0.1)")
        parser.add_argument(
            "--wanted", type=_reviews, help="reviews that each claim wants (default: as its topic says)"
        )
        parser.add_argument("--reviewers", type=_positive, default=50, help="how many (default: 50)")
        parser.add_argument("--seed", type=int, default=1, help="another number draws another crowd (default: 1)")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError("The crowd's log-ins are known to everybody: `crowd` works only with DEBUG=true.")
        names = ("claims", "waiting", "wanted", "reviewers", "seed")
        with in_one_sentence():
            need_migrated_database()
            try:
                with patience("Crowding the desk"):
                    filling.fill(filling.Wish(**{name: options[name] for name in names}))
            except filling.Crowded:
                raise CommandError("There are articles or a crowd on this desk; a crowd wants an empty one.") from None
        articles, claims = Article.objects.count(), Claim.objects.count()
        self.stdout.write(f"{claims} claims in {articles} articles. Log in as crowd-reviewer-1 or crowd-editor-1,")
        self.stdout.write(f"or another of them; everybody's password is {PASSWORD}.")


def _positive(value: str) -> int:
    if (number := int(value)) < 1:
        raise argparse.ArgumentTypeError("it must be 1 or more")
    return number


def _share(value: str) -> float:
    if not 0 <= (share := float(value)) <= 1:
        raise argparse.ArgumentTypeError("it must be between 0 and 1")
    return share


def _reviews(value: str) -> int:
    if not 1 <= (number := int(value)) <= 9:
        raise argparse.ArgumentTypeError("it must be between 1 and 9")
    return number
