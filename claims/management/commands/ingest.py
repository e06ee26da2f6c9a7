"""`manage.py ingest`: the door for operators and scripts. Takes a text in, splits it here and now, shows its claims."""

import io
import json
import sys
import time
from contextlib import nullcontext
from pathlib import Path
from typing import IO, Any, cast

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from claims import intake
from claims.actions import articles, jobs
from claims.actions.articles import Receipt
from claims.enums import ArticleStatus, Door, JobState
from claims.errors import ArticleTooLarge
from claims.management.acting import acting_as
from claims.management.patience import patience
from claims.management.reading_along import while_somebody_reads
from claims.management.refusals import in_one_sentence, need_migrated_database, tracebacks_left_out
from claims.models import Article, Claim, Event, Job
from claims.tasks import WORK

WAIT_SECONDS = 120  # for a worker that was faster than we; splitting the longest text takes a fraction of it
LOOK_AGAIN_SECONDS = 0.2

STOPPED = "Stopped. What was taken in is kept, and the desk goes on with it."
NOT_NOW = "Article {id} could not be split: {why}. It will be tried again."
NOT_YET = "Article {id} is still being split by a worker. Run this again to see its claims."
GIVEN_UP = "Article {id} could not be split: {why}. An editor can have it split again."


class Command(BaseCommand):
    help = "Take in an article, split it into claims and show them. The same text twice is the same article."
    requires_system_checks = ()  # they look at the web site, which this does not use

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", metavar="FILE", help="UTF-8 text, or a page ending in .html or .htm; - reads stdin")
        parser.add_argument("--title", default="")
        parser.add_argument("--url", default="", help="where it was published; a known address gets a new revision")
        parser.add_argument("--publisher", default="", help="the outlet")
        parser.add_argument("--language", default="", help="such as en, es or pt-BR; recognised when not given")
        parser.add_argument("--topic", action="append", default=[], dest="topics", help="what it is about; repeatable")
        parser.add_argument("--published", default="", metavar="YYYY-MM-DD")
        parser.add_argument("--html", action="store_true", help="read it as a page whatever its name")
        parser.add_argument("--by", default="", metavar="USERNAME", help="who brings it; history names them")
        parser.add_argument("--json", action="store_true", help="print one JSON object instead of a table")

    def handle(self, *args: Any, **options: Any) -> None:
        quiet = nullcontext() if options["traceback"] else tracebacks_left_out(jobs.__name__)
        try:
            with in_one_sentence(), quiet:
                receipt = self._take_in(options)
                _split(receipt.article)
                self._show(receipt, as_json=options["json"])
        except KeyboardInterrupt:
            raise CommandError(STOPPED, returncode=130) from None  # 128 + SIGINT, as shells count

    def _take_in(self, options: dict[str, Any]) -> Receipt:
        text = intake.decode(_read(options["file"]))
        details = intake.Details(
            title=options["title"],
            url=options["url"],
            outlet=options["publisher"],
            language=options["language"],
            published_on=options["published"],
            topics=options["topics"],
        )
        if options["html"] or options["file"].lower().endswith((".html", ".htm")):
            text, details = intake.read_page(text, details)
        need_migrated_database()
        return articles.receive(text, actor=acting_as(options["by"]), door=Door.COMMAND, details=details)

    def _show(self, receipt: Receipt, *, as_json: bool) -> None:
        out = cast("IO[str] | None", self.stdout._out)
        if out is None:
            return  # the standard output was closed: nobody wants to know
        found = list(receipt.revision.claims.order_by("start"))
        # JSON in ASCII gets through every locale and pipe.
        result = json.dumps(_as_data(receipt, found)) if as_json else _as_table(receipt, found, like=out)
        try:
            with while_somebody_reads():
                self.stdout.write(result)
                self.stdout.flush()
        except OSError as error:
            raise CommandError(f"The result cannot be written: {error.strerror}.") from error


def _read(name: str) -> bytes:
    limit = settings.DATA_UPLOAD_MAX_MEMORY_SIZE  # of the other doors as well; a page is longer than its text
    try:
        with _standard_input() if name == "-" else Path(name).open("rb") as file:
            raw = file.read(limit + 1)
    except OSError as error:
        what = "Standard input" if name == "-" else name
        raise CommandError(f"{what} cannot be read: {error.strerror or error}.") from error
    if len(raw) > limit:
        raise ArticleTooLarge(f"{name} has more than {limit:,} bytes, which is longer than any article.")
    return raw


def _standard_input() -> Any:
    if sys.stdin is None:
        raise OSError("it is closed")
    if sys.stdin.isatty():
        print("Paste the article, then press Ctrl-D on an empty line.", file=sys.stderr)
    return nullcontext(sys.stdin.buffer)


def _split(article: Article) -> None:
    """Do the article's own job, or wait for the worker that was faster. Raises CommandError when it fails."""
    job = _job_of(article)
    deadline = time.monotonic() + WAIT_SECONDS
    with patience(f"Splitting article {article.pk}"):
        while job.state not in (JobState.DONE, JobState.DEAD) and not jobs.execute(job.pk, WORK):
            job.refresh_from_db()
            if job.state == JobState.READY and job.error:
                raise CommandError(NOT_NOW.format(id=article.pk, why=job.error))
            if time.monotonic() > deadline:
                raise CommandError(NOT_YET.format(id=article.pk))
            time.sleep(LOOK_AGAIN_SECONDS)
    article.refresh_from_db()
    if article.status == ArticleStatus.FAILED:
        raise CommandError(GIVEN_UP.format(id=article.pk, why=article.failure))


def _job_of(article: Article) -> Job:
    """The last split that an event of the article asked for."""
    events = Event.objects.filter(article=article, claim=None).values_list("pk", flat=True)
    return Job.objects.filter(key__in=[f"split_article:{pk}" for pk in events]).latest("pk")


def _as_data(receipt: Receipt, found: list[Claim]) -> dict[str, Any]:
    article = receipt.article
    return {
        "article": {
            "id": article.pk,
            "revision": receipt.revision.number,
            "status": article.status,
            "created": receipt.created,
        },
        "claims": [
            {
                "id": claim.pk,
                "start": claim.start,
                "end": claim.end,
                "text": claim.text,
                "check_worthiness": claim.check_worthiness,
                "claimant": claim.claimant or None,
                "status": claim.status,
            }
            for claim in found
        ],
    }


def _as_table(receipt: Receipt, found: list[Claim], *, like: IO[str]) -> str:
    """A line about the article and a table of its claims, in the width and the characters that the stream can show."""
    encoding = getattr(like, "encoding", None) or "utf-8"

    def fit(words: str) -> Text:  # Text: the words of an article are no markup
        return Text(words.encode(encoding, "backslashreplace").decode(encoding))

    table = Table("Score", "Status", "Claimant", "Claim", box=box.SIMPLE_HEAD)
    for claim in found:
        cells = (f"{claim.check_worthiness:.2f}", claim.get_status_display(), claim.claimant or "-", claim.text)
        table.add_row(*map(fit, cells))
    drawing = _Drawing(encoding)
    console = Console(file=drawing, force_terminal=like.isatty(), highlight=False)
    console.print(fit(_what_it_is(receipt, len(found))), soft_wrap=True)
    if found:
        console.print(table)
    return drawing.getvalue()


class _Drawing(io.StringIO):
    """A drawing for a stream of that encoding: rich asks for it, and makes lines of ASCII where it must."""

    def __init__(self, encoding: str) -> None:
        super().__init__()
        self._encoding = encoding

    @property
    def encoding(self) -> str:  # type: ignore[override]
        return self._encoding


def _what_it_is(receipt: Receipt, count: int) -> str:
    article, number = receipt.article, receipt.revision.number
    claims = "no claims" if not count else "1 claim" if count == 1 else f"{count} claims"
    if not receipt.created:
        return f"This text is already known as article {article.pk} (revision {number}), “{article}”: {claims}."
    if number > 1:
        return f"Article {article.pk} has a new revision, {number}, “{article}”: {claims} that are new in it."
    return f"Article {article.pk} is new, “{article}”: {claims}."
