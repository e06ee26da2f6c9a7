"""A Django without anything: for the view that ours is compared with."""

from factcheck.settings import *  # noqa: F403

MIDDLEWARE: list[str] = []
ROOT_URLCONF = "tests.benchmarks.verdicts.bare_urls"
