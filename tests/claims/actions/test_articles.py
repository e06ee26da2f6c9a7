"""Taking articles in: one action for three doors, the same text once, nothing half received."""

import hashlib
from typing import Any

import pytest
from django.db import DatabaseError, IntegrityError

from claims import intake, signals
from claims.actions import articles
from claims.enums import Act, ArticleStatus, Door
from claims.errors import DomainError, IllegalAct, NotAllowed, NotFound
from claims.intake import Details
from claims.models import Article, Event, Job, Revision
from tests.factories import PersonFactory, receive, split

pytestmark = pytest.mark.django_db

TEXT = "Exports grew by 5 percent in 2019.\nImports fell."
ADDRESS = "https://example.org/exports"


def brought(text: str, actor: Any, url: str = "", **details: Any) -> articles.Receipt:
    return articles.receive(text, actor=actor, door=Door.API, details=Details(url=url, **details))


def everything() -> list[list[dict[str, Any]]]:
    return [list(model.objects.order_by("pk").values()) for model in (Article, Revision, Event, Job)]


def failed(article: Article) -> Article:
    """As when its job was given up."""
    Article.objects.filter(pk=article.pk).update(status=ArticleStatus.FAILED, failure="No pencil.")
    return article


@pytest.mark.parametrize("door", Door)
def test_a_new_text_becomes_an_article_with_its_first_revision(door: Door, reviewer: Any) -> None:
    details = Details(
        title="Exports", url=ADDRESS, outlet="Herald", byline="A", language="es", published_on="2020-01-05"
    )
    receipt = articles.receive(TEXT, actor=reviewer, door=door, details=details)
    article = Article.objects.get()
    assert receipt == (article, article.latest, True)
    assert (article.status, article.door, article.brought_by) == (ArticleStatus.RECEIVED, door, reviewer)
    assert (article.title, article.url, article.outlet, article.byline) == ("Exports", ADDRESS, "Herald", "A")
    assert (article.language, article.published_on.isoformat()) == ("es", "2020-01-05")
    assert (article.latest.number, article.latest.body, article.latest.brought_by) == (1, TEXT, reviewer)
    assert article.latest.sha256 == hashlib.sha256(TEXT.encode()).hexdigest()


def test_receiving_is_recorded_once_and_causes_one_job(reviewer: Any) -> None:
    article = brought(TEXT, reviewer).article
    [event] = Event.objects.all()
    assert (event.act, event.before, event.after) == (Act.RECEIVE, "", ArticleStatus.RECEIVED)
    assert (event.actor, event.article, event.claim) == (reviewer, article, None)
    [job] = Job.objects.all()
    assert (job.kind, job.payload) == ("split_article", {"article": article.pk})


@pytest.mark.parametrize(
    "same",
    [
        TEXT,
        f"\ufeff{TEXT}\n\n",
        TEXT.replace("\n", "\r\n"),
        TEXT.replace("\n", "\r"),
        TEXT.replace("\n", "\u2028"),
    ],
    ids=["letter by letter", "mark and edges", "CRLF", "CR", "line separator"],
)
def test_the_same_text_twice_is_the_same_article_and_says_so(same: str, reviewer: Any, editor: Any) -> None:
    first = brought(TEXT, reviewer)
    before = everything()
    assert brought(same, editor, url=ADDRESS, title="Another") == (first.article, first.revision, False)
    assert everything() == before


def test_the_same_letters_composed_otherwise_are_the_same_text(reviewer: Any) -> None:
    first = brought("Café prices rose.", reviewer)
    assert brought("Cafe\u0301 prices rose.", reviewer) == (first.article, first.revision, False)


def test_another_text_at_the_same_address_is_the_next_revision(reviewer: Any, editor: Any) -> None:
    article = brought(TEXT, reviewer, url=ADDRESS).article
    receipt = brought(f"{TEXT} Corrected.", editor, url=ADDRESS)
    assert (receipt.article, receipt.revision.number, receipt.created) == (article, 2, True)
    assert Article.objects.count() == 1
    assert [event.act for event in article.events.all()] == [Act.RECEIVE, Act.REVISE]
    assert article.events.latest("id").note == "Revision 2"
    assert Job.objects.filter(kind="split_article").count() == 2


def test_texts_without_an_address_are_articles_of_their_own(reviewer: Any) -> None:
    brought(TEXT, reviewer)
    brought(f"{TEXT} More.", reviewer)
    assert Article.objects.count() == 2


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Exports grew.\nImports fell.", "Exports grew."),
        ("word " * 30, f"{'word ' * 15}word …"),
        ("x" * 400, f"{'x' * 80} …"),
    ],
)
def test_what_comes_without_a_title_is_named_by_its_first_line(text: str, title: str, reviewer: Any) -> None:
    assert brought(text, reviewer).article.title == title


@pytest.mark.parametrize("role", ["stranger", "clock"])
def test_receiving_refuses_who_may_not_and_keeps_nothing(role: str, request: pytest.FixtureRequest) -> None:
    with pytest.raises(NotAllowed):
        brought(TEXT, request.getfixturevalue(role))
    assert not any(everything())


@pytest.mark.parametrize(
    ("text", "details"),
    [
        ("", {}),
        (" \n\u200b", {}),
        ("a\x00b", {}),
        ("a\ud800b", {}),
        ("word " * 1_000_000, {}),
        (TEXT, {"url": "javascript:alert(1)"}),
        (TEXT, {"language": "xx"}),
        (TEXT, {"published_on": "2020-02-30"}),
        (TEXT, {"title": "x" * 301}),
        (TEXT, {"byline": "\x00"}),
    ],
    ids=["empty", "blanks", "NUL", "surrogate", "5 MB", "address", "language", "date", "title", "byline"],
)
def test_bad_input_is_refused_and_changes_nothing(text: str, details: dict[str, str], reviewer: Any) -> None:
    with pytest.raises(DomainError):
        brought(text, reviewer, **details)
    assert not any(everything())


def test_the_limit_is_a_setting(settings: Any, reviewer: Any) -> None:
    settings.ARTICLE_MAX_BYTES = 10
    with pytest.raises(DomainError, match="at most 10"):
        brought("Eleven byte", reviewer)


def test_an_article_its_revision_event_and_job_vanish_together(reviewer: Any) -> None:
    def fail(**kwargs: Any) -> None:
        assert all(everything())
        raise DatabaseError("disk full")

    signals.recorded.connect(fail)
    try:
        with pytest.raises(DatabaseError):
            brought(TEXT, reviewer)
    finally:
        signals.recorded.disconnect(fail)
    assert not any(everything())


def test_a_rival_with_the_same_text_between_look_and_write_is_the_one_that_is_known(
    reviewer: Any, editor: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    look, looks = articles._known, []

    def look_too_early(sha256: str) -> articles.Receipt | None:
        looks.append(sha256)
        return look(sha256) if len(looks) > 1 else None

    first = brought(TEXT, editor)
    monkeypatch.setattr(articles, "_known", look_too_early)
    assert brought(TEXT, reviewer) == (first.article, first.revision, False)
    assert Article.objects.count() == 1


def test_another_broken_constraint_is_no_known_text(reviewer: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: Any) -> None:
        raise IntegrityError("something else")

    monkeypatch.setattr(articles, "_first", fail)
    with pytest.raises(IntegrityError, match="something else"):
        brought(TEXT, reviewer)


# --- revise --------------------------------------------------------------------------------------


def test_a_revision_starts_the_splitting_anew_whatever_the_status(editor: Any) -> None:
    article = receive(TEXT)
    split(article)
    receipt = articles.revise(article.pk, "A changed text.", actor=editor)
    article.refresh_from_db()
    assert (receipt.revision.number, receipt.revision.body, receipt.created) == (2, "A changed text.", True)
    assert article.status == ArticleStatus.RECEIVED
    event = article.events.latest("id")
    assert (event.act, event.before, event.actor) == (Act.REVISE, ArticleStatus.SPLIT, editor)
    assert Job.objects.filter(key=f"split_article:{event.pk}").exists()


def test_a_revision_with_a_text_that_is_known_changes_nothing(editor: Any) -> None:
    article, other = receive(TEXT), receive("Another text.")
    before = everything()
    assert articles.revise(article.pk, TEXT, actor=editor) == (article, article.latest, False)
    assert articles.revise(article.pk, "Another text.", actor=editor).article == other
    assert everything() == before


def test_a_revision_makes_a_failed_article_forget_why(editor: Any) -> None:
    article = failed(receive(TEXT))
    articles.revise(article.pk, "A changed text.", actor=editor)
    article.refresh_from_db()
    assert (article.status, article.failure) == (ArticleStatus.RECEIVED, "")


def test_a_revision_of_nothing_is_refused(editor: Any) -> None:
    with pytest.raises(NotFound):
        articles.revise(987_654, TEXT, actor=editor)


def test_revising_refuses_who_may_not(stranger: Any) -> None:
    article = receive(TEXT)
    before = everything()
    with pytest.raises(NotAllowed):
        articles.revise(article.pk, "A changed text.", actor=stranger)
    assert everything() == before


@pytest.mark.parametrize("text", ["", "a\x00b", "a\ud800b"])
def test_a_revision_passes_the_same_door(text: str, editor: Any) -> None:
    article = receive(TEXT)
    before = everything()
    with pytest.raises(DomainError):
        articles.revise(article.pk, text, actor=editor)
    assert everything() == before


# --- retry ---------------------------------------------------------------------------------------


def test_a_failed_article_is_split_again(editor: Any) -> None:
    article = articles.retry(failed(receive(TEXT)).pk, actor=editor)
    article.refresh_from_db()
    assert (article.status, article.failure) == (ArticleStatus.RECEIVED, "")
    event = article.events.latest("id")
    assert (event.act, event.before, event.after, event.actor) == (Act.RETRY, "failed", "received", editor)
    assert Job.objects.filter(key=f"split_article:{event.pk}", payload={"article": article.pk}).exists()


def test_retry_refuses_an_article_that_has_not_failed(editor: Any) -> None:
    article = receive(TEXT)
    before = everything()
    with pytest.raises(IllegalAct):
        articles.retry(article.pk, actor=editor)
    assert everything() == before


def test_retry_refuses_a_reviewer(reviewer: Any) -> None:
    article = failed(receive(TEXT))
    before = everything()
    with pytest.raises(NotAllowed):
        articles.retry(article.pk, actor=reviewer)
    assert everything() == before


def test_an_actor_with_a_role_but_inactive_brings_nothing() -> None:
    with pytest.raises(NotAllowed):
        brought(TEXT, PersonFactory(reviewer=True, is_active=False))


def test_the_door_keeps_what_intake_makes_of_the_text(reviewer: Any, settings: Any) -> None:
    text = "\ufeff  Cafe\u0301 — “5\u00a0%”\r\nارتفعت 📈 "
    revision = brought(text, reviewer).revision
    revision.refresh_from_db()
    assert revision.body == intake.normalise(text, limit=settings.ARTICLE_MAX_BYTES) == "Café — “5\u00a0%”\nارتفعت 📈"
