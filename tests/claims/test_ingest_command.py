"""`manage.py ingest`: what comes out is exact, the same text twice is one article, and every refusal is a sentence."""

import io
import json
import logging
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from django.core.management import CommandError, call_command
from django.db.models.functions import Now

from claims.actions import jobs
from claims.enums import ArticleStatus, Door, JobState
from claims.management.commands import ingest as command
from claims.models import Article, Claim, Event, Job, Revision, Topic
from claims.tasks import WORK
from tests.factories import found

EXPORTS = "Exports rose by 31 percent in 2019, said the ministry of trade."
IMPORTS = "Imports fell by 4 percent in 2020."
TEXT = f"{EXPORTS}\nIt rained.\n{IMPORTS}\n"
PAGE = """<html><head><title>Trade in figures</title><meta property="og:site_name" content="The Page"></head>
<body><script>var evil = "Exports rose by 99 percent";</script><article><h1>Trade in figures</h1>
<p>Exports rose by 31 percent in 2019, said the ministry of trade.</p></article></body></html>"""
MODELS = (Article, Revision, Claim, Event, Job)

Ingest = Callable[..., str]


def counts() -> dict[str, int]:
    return {model.__name__: model.objects.count() for model in MODELS}


@pytest.fixture
def ingest(db: None, tmp_path: Path) -> Ingest:
    """Run the command on a text; returns what it prints."""

    def run(text: str | bytes = TEXT, *options: str, name: str = "article.txt", **more: Any) -> str:
        file = tmp_path / name
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        out = io.StringIO()
        call_command("ingest", str(file), *options, stdout=out, **more)
        return out.getvalue()

    return run


class TestWhatComesOut:
    def test_json_is_one_object_of_exactly_this_shape(self, ingest: Ingest) -> None:
        said = replace(found(TEXT, EXPORTS, 0.75), claimant="the ministry", claimant_start=41, claimant_end=53)
        with patch("claims.detection.read", return_value=[found(TEXT, IMPORTS, 0.5), said]):
            printed = ingest(TEXT, "--json")
        article, (first, second) = Article.objects.get(), Claim.objects.order_by("start")
        assert json.loads(printed) == {
            "article": {"id": article.pk, "revision": 1, "status": "split", "created": True},
            "claims": [
                {
                    "id": first.pk,
                    "start": 0,
                    "end": 63,
                    "text": EXPORTS,
                    "check_worthiness": 0.75,
                    "claimant": "the ministry",
                    "status": "new",
                },
                {
                    "id": second.pk,
                    "start": 75,
                    "end": 109,
                    "text": IMPORTS,
                    "check_worthiness": 0.5,
                    "claimant": None,
                    "status": "new",
                },
            ],
        }
        assert printed.count("\n") == 1

    @pytest.mark.parametrize(
        ("text", "sentence"),
        [
            (
                "\U0001f469\U0001f3fd\u200d\U0001f52c First. Exports rose by 31 percent 📈 in 2019.",
                "Exports rose by 31 percent 📈 in 2019.",
            ),
            ("שלום לכולם.\nExports of קפה rose by 31 percent in 2019.", "Exports of קפה rose by 31 percent in 2019."),
            (
                "Cafe\u0301s.\nExports of cafe\u0301s rose by 31 percent in 2019.",
                "Exports of cafés rose by 31 percent in 2019.",
            ),
            ("One.\r\n\r\nExports rose by 31 percent in 2019.\r\nTwo.\r", "Exports rose by 31 percent in 2019."),
            ("\ufeffExports rose by 31 percent in 2019.", "Exports rose by 31 percent in 2019."),
            ("𝔄𝔅 𐍈.\n\u202bExports rose by 31 percent in 2019.\u202c", "Exports rose by 31 percent in 2019."),
        ],
        ids=["emoji", "right to left", "combining marks", "CRLF", "byte-order mark", "beyond the first plane"],
    )
    def test_anchors_are_exact_in_code_points(self, ingest: Ingest, text: str, sentence: str) -> None:
        claims = json.loads(ingest(text, "--json"))["claims"]
        body = Revision.objects.get().body
        assert [claim["text"] for claim in claims] == [body[claim["start"] : claim["end"]] for claim in claims]
        assert any(sentence in claim["text"] for claim in claims)
        assert "\r" not in body
        assert body == unicodedata.normalize("NFC", body)

    def test_claims_come_in_the_order_of_the_text(self, ingest: Ingest) -> None:
        text = "\n".join(f"Exports of region {n} rose by {n} percent in 2019." for n in range(30, 0, -1))
        starts = [claim["start"] for claim in json.loads(ingest(text, "--json"))["claims"]]
        assert len(starts) == 30
        assert starts == sorted(starts)

    def test_people_get_a_table_under_a_line_about_the_article(self, ingest: Ingest) -> None:
        first, *table = ingest(TEXT, "--title", "Trade [bold]2019[/bold] :smile:").splitlines()
        article, claim = Article.objects.get(), Claim.objects.get(start=0)
        assert first == f"Article {article.pk} is new, “Trade [bold]2019[/bold] :smile:”: 2 claims."
        shown = " ".join(" ".join(table).split())
        assert "Score Status Claimant Claim" in shown
        assert f"{claim.check_worthiness:.2f} New" in shown
        assert "the ministry of trade" in shown

    def test_a_text_without_claims_has_no_table(self, ingest: Ingest) -> None:
        printed = ingest("Good morning.")
        assert printed.strip() == f"Article {Article.objects.get().pk} is new, “Good morning.”: no claims."


class TestTheSameTextTwice:
    def test_the_second_run_creates_nothing_and_says_so(self, ingest: Ingest) -> None:
        first = json.loads(ingest(TEXT, "--json"))
        before = counts()
        second = json.loads(ingest(TEXT.replace("\n", "\r\n"), "--json", "--title", "Another title"))
        assert second == first | {"article": first["article"] | {"created": False}}
        assert counts() == before

    def test_people_are_told_which_article_it_is(self, ingest: Ingest) -> None:
        ingest()
        assert f"already known as article {Article.objects.get().pk} " in ingest()

    def test_a_changed_text_at_a_known_address_is_a_new_revision(self, ingest: Ingest) -> None:
        ingest(TEXT, "--url", "https://example.org/trade")
        printed = json.loads(
            ingest(TEXT + "Rents rose by 9 percent in 2021.", "--url", "https://example.org/trade", "--json")
        )
        assert printed["article"] == {"id": Article.objects.get().pk, "revision": 2, "status": "split", "created": True}
        assert [claim["text"] for claim in printed["claims"]] == ["Rents rose by 9 percent in 2021."]

    def test_what_was_left_unsplit_is_split_by_the_second_run(self, ingest: Ingest) -> None:
        with patch.object(command, "_split"):
            ingest()
        assert Article.objects.get().status == ArticleStatus.RECEIVED
        printed = json.loads(ingest(TEXT, "--json"))
        assert printed["article"]["status"] == "split"
        assert len(printed["claims"]) == 2


class TestWhatIsKnownOfIt:
    def test_the_options_are_kept(self, ingest: Ingest) -> None:
        ingest(
            TEXT,
            *("--title", "Trade", "--url", "https://example.org/trade", "--publisher", "The Ledger"),
            *("--language", "pt-BR", "--published", "2020-05-01"),
        )
        article = Article.objects.get()
        assert (article.title, article.url, article.outlet) == ("Trade", "https://example.org/trade", "The Ledger")
        assert (article.language, article.published_on) == ("pt-BR", date(2020, 5, 1))
        assert article.door == Door.COMMAND

    def test_its_topics_are_kept_and_an_unknown_one_is_refused(self, ingest: Ingest) -> None:
        for slug in ("trade", "health"):
            Topic.objects.create(slug=slug, name=slug.capitalize())
        with pytest.raises(CommandError, match=r"“gardening” is not a topic of this desk\. Known are: health, trade\."):
            ingest(TEXT, "--topic", "gardening")
        ingest(TEXT, "--topic", "Trade", "--topic", "health")
        assert {topic.slug for topic in Article.objects.get().topics.all()} == {"trade", "health"}

    @pytest.mark.parametrize(("name", "option"), [("page.HTML", ()), ("page.htm", ()), ("page", ("--html",))])
    def test_a_page_is_read_without_its_scripts(self, ingest: Ingest, name: str, option: tuple[str, ...]) -> None:
        ingest(PAGE, *option, name=name)
        article = Article.objects.get()
        assert article.title == "Trade in figures"
        assert "evil" not in article.latest.body
        assert "<" not in article.latest.body
        assert [claim.text for claim in article.claims.all()] == [EXPORTS]

    def test_what_is_given_wins_over_what_the_page_says(self, ingest: Ingest) -> None:
        ingest(PAGE, "--title", "My title", "--publisher", "My outlet", name="page.html")
        article = Article.objects.get()
        assert (article.title, article.outlet) == ("My title", "My outlet")

    def test_without_a_name_the_console_brings_it(self, ingest: Ingest, console: Any) -> None:
        ingest()
        assert Article.objects.get().brought_by == console

    def test_history_names_who_brings_it(self, ingest: Ingest, reviewer: Any) -> None:
        ingest(TEXT, "--by", reviewer.username)
        assert Article.objects.get().brought_by == reviewer
        assert Event.objects.get(act="receive").actor == reviewer


class TestRefusals:
    @pytest.mark.parametrize(
        ("text", "options", "sentence"),
        [
            ("", (), "The article has no words. Send its text. (empty_article)"),
            (" \n\t\u00a0\n", (), "The article has no words. Send its text. (empty_article)"),
            (b"caf\xe9", (), "byte 4 is not UTF-8. Save it as UTF-8 and send it again. (not_text)"),
            ("one\0two", (), "it holds the control character U+0000."),
            ("x" * 5_000_000, (), "The article has 5,000,000 bytes of text; at most 2,000,000 are taken."),
            ("x" * 13_000_000, (), "which is longer than any article. (article_too_large)"),
            (TEXT, ("--published", "2020-13-01"), "“2020-13-01” is not a date that an article can carry"),
            (TEXT, ("--published", "yesterday"), "(wrong_date)"),
            (TEXT, ("--language", "klingon"), "“klingon” is not a language code."),
            (TEXT, ("--url", "example.org"), "“example.org” is not a web address."),
            (TEXT, ("--title", "x" * 301), "The title has 301 characters; at most 300 fit. (too_long)"),
            (TEXT, ("--by", "nobody"), "There is no user “nobody”."),
            (TEXT, ("--by", "stranger"), "or a machine that may bring in articles. (not_allowed)"),
            ("<html><script>x()</script></html>", ("--html",), "The page has no readable text in it."),
        ],
    )
    def test_bad_input_gets_a_sentence_and_changes_nothing(
        self, ingest: Ingest, stranger: Any, text: str | bytes, options: tuple[str, ...], sentence: str
    ) -> None:
        before = counts()
        with pytest.raises(CommandError) as refused:
            ingest(text, *options)
        assert sentence in str(refused.value)
        assert "\n" not in str(refused.value)
        assert refused.value.returncode == 1
        assert counts() == before

    @pytest.mark.parametrize(
        ("name", "sentence"),
        [("missing.txt", "No such file or directory."), (".", "Is a directory."), ("x" * 300, "File name too long.")],
    )
    def test_what_cannot_be_read_gets_a_sentence(self, db: None, tmp_path: Path, name: str, sentence: str) -> None:
        with pytest.raises(CommandError, match="cannot be read") as refused:
            call_command("ingest", str(tmp_path / name))
        assert str(refused.value).endswith(sentence)


class TestSplittingThatFails:
    @pytest.fixture(autouse=True)
    def broken(self) -> Iterator[None]:
        with patch("claims.detection.read", side_effect=RuntimeError("the model is gone")):
            yield

    def test_says_why_and_that_it_is_tried_again(self, ingest: Ingest) -> None:
        with pytest.raises(
            CommandError, match=r"could not be split: RuntimeError: the model is gone\. It will be tried"
        ):
            ingest()
        assert Job.objects.get().state == JobState.READY

    def test_says_so_as_well_when_it_was_given_up(self, ingest: Ingest) -> None:
        for _attempt in range(jobs.MAX_ATTEMPTS):
            Job.objects.update(run_at=Now())
            with pytest.raises(CommandError):
                ingest()
        assert Article.objects.get().status == ArticleStatus.FAILED
        with pytest.raises(CommandError, match=r"the model is gone\. An editor can have it split"):
            ingest()

    @pytest.mark.parametrize("wanted", [False, True])
    def test_a_traceback_is_for_who_asks(self, ingest: Ingest, caplog: pytest.LogCaptureFixture, wanted: bool) -> None:
        with pytest.raises(CommandError):
            ingest(traceback=wanted)
        [failed] = [record for record in caplog.records if record.name == "claims.actions.jobs"]
        assert bool(failed.exc_info) == wanted

    def test_who_interrupts_it_leaves_the_work_to_the_desk(self, ingest: Ingest) -> None:
        with patch("claims.detection.read", side_effect=KeyboardInterrupt), pytest.raises(CommandError) as stopped:
            ingest()
        assert stopped.value.returncode == 130
        job = Job.objects.get()
        assert (job.state, job.attempts, job.token) == (JobState.READY, 0, None)
        assert jobs.execute(job.pk, WORK) is False  # the patch of this class fails it: it was free to be taken
        job.refresh_from_db()
        assert job.attempts == 1


class TestAWorkerThatWasFaster:
    @pytest.fixture
    def held(self, ingest: Ingest) -> Job:
        """The job of a text that was taken in, in the hands of a worker."""
        with patch.object(command, "_split"):
            ingest()
        Job.objects.update(state=JobState.RUNNING, token="0" * 32, lease_until=Now() + timedelta(minutes=1))
        return Job.objects.get()

    def test_is_waited_for(self, ingest: Ingest, held: Job) -> None:
        def worker_finishes(seconds: float) -> None:
            Job.objects.update(state=JobState.READY, token=None, lease_until=None)
            assert jobs.execute(held.pk, WORK)

        with patch.object(command.time, "sleep", worker_finishes):
            assert len(json.loads(ingest(TEXT, "--json"))["claims"]) == 2

    def test_is_not_waited_for_without_end(self, ingest: Ingest, held: Job) -> None:
        with (
            patch.object(command, "WAIT_SECONDS", 0.3),
            pytest.raises(CommandError, match="is still being split by a worker"),
        ):
            ingest()


class TestTakingLong:
    def test_is_said_on_stderr_and_leaves_stdout_clean(
        self, ingest: Ingest, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with patch("claims.management.patience.SHORT", 0.0):
            printed = ingest(TEXT, "--json")
        assert json.loads(printed)
        assert capsys.readouterr().err == f"Splitting article {Article.objects.get().pk} …\n"

    def test_is_not_mentioned_when_it_does_not(self, ingest: Ingest, capsys: pytest.CaptureFixture[str]) -> None:
        ingest()
        assert capsys.readouterr().err == ""


def test_the_log_keeps_its_tracebacks_for_everybody_else() -> None:
    """The command takes its filter away again."""
    assert not logging.getLogger(jobs.__name__).filters
