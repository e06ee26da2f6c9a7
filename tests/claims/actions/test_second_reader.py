"""A newsroom that switched the encoder on: who scored a claim is known, and no article waits for files."""

import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from claims import detection
from claims.actions import learning, marking, second_reader, spans
from claims.detection.desk import SHIPPED
from claims.detection.encoder import files, trained
from claims.errors import TooFewDecisions
from claims.models import FittedHead
from tests.claims.actions.test_learning import decide, split_article
from tests.claims.detection.encoder import tiny
from tests.factories import receive, split

pytestmark = pytest.mark.django_db

TEXT = "Unemployment rose by 5 per cent in 2019. The law was passed in 2018."


@pytest.fixture
def switched_on(tmp_path: Path, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[tiny.Folders]:
    """A tiny encoder that thinks everything worth checking."""
    folders = tiny.written(tmp_path, mix=((3.0, 1.0, 0.01), (3.0, 1.0, 0.01)))
    load = trained.load
    monkeypatch.setattr(trained, "load", lambda folder: load(folder, folders.ours))
    settings.ENCODER_DIR = folders.fetched
    second_reader._loaded.cache_clear()
    yield folders
    second_reader._loaded.cache_clear()


def test_switched_off_claims_are_scored_by_the_shipped_model_alone() -> None:
    claims = split(receive(TEXT))
    assert [claim.by_encoder for claim in claims] == [False, False]


def test_switched_on_it_moves_what_workers_find_and_the_claims_say_so(switched_on: tiny.Folders) -> None:
    claims = split(receive(TEXT, language="en"))
    assert [claim.by_encoder for claim in claims] == [True, True]
    plain = [sentence.check_worthiness for sentence in detection.read(TEXT)]
    assert all((claim.shipped_score or 0) > alone for claim, alone in zip(claims, plain, strict=True))


@pytest.mark.parametrize("damage", [lambda path: path.unlink(), lambda path: path.write_bytes(b"{}")])
def test_without_its_files_the_article_is_split_all_the_same_and_the_log_says_why(
    switched_on: tiny.Folders, caplog: Any, damage: Any
) -> None:
    damage(switched_on.fetched / files.TABLES)
    with caplog.at_level(logging.ERROR):
        claims = split(receive(TEXT))
    assert [claim.by_encoder for claim in claims] == [False, False]
    assert "the encoder cannot read, so the shipped model reads alone: " in caplog.text
    assert "`make encoder`" in caplog.text


def test_files_that_cannot_be_read_keep_no_article(switched_on: tiny.Folders, monkeypatch: pytest.MonkeyPatch) -> None:
    def unreadable(folder: Path) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(trained, "load", unreadable)
    assert len(split(receive(TEXT))) == 2


def test_it_says_nothing_of_other_languages_and_of_whole_books(
    switched_on: tiny.Folders, monkeypatch: pytest.MonkeyPatch
) -> None:
    spanish = "El paro subió un 5 por ciento en 2019, dijo el ministro."
    assert second_reader.read(spanish, "es") == (detection.read(spanish, "es"), False)
    monkeypatch.setattr(second_reader, "LONGEST", len(TEXT) - 1)
    assert second_reader.read(TEXT, "en") == (detection.read(TEXT), False)


def test_files_that_were_mended_are_used_without_a_restart(switched_on: tiny.Folders) -> None:
    path = switched_on.fetched / files.TABLES
    whole = path.read_bytes()
    path.write_bytes(whole[:-1])
    assert not second_reader.read(TEXT, "en").by_encoder
    path.write_bytes(whole)
    assert second_reader.read(TEXT, "en").by_encoder


def test_what_a_person_marks_is_judged_at_once_by_the_shipped_model(switched_on: tiny.Folders, editor: Any) -> None:
    article = receive(TEXT)
    claim = marking.mark(article.pk, actor=editor, place=spans.Place(quote="Unemployment rose by 5 per cent"))
    assert not claim.by_encoder


def test_what_was_learned_of_one_kind_of_score_is_not_used_on_the_other_and_teaches_nothing_about_it(
    switched_on: tiny.Folders, settings: Any, editor: Any
) -> None:
    decide(editor, 20)
    assert learning.retrain().fitted.by_encoder
    assert learning.head_in_use(by_encoder=True) != SHIPPED
    settings.ENCODER_DIR = None
    assert {claim.check_worthiness for claim in split_article(editor)} == {0.7}
    with pytest.raises(TooFewDecisions):
        learning.retrain()


def test_heads_of_both_kinds_are_in_use_side_by_side_and_taken_back_together() -> None:
    fit: dict[str, Any] = {"bias": 1, "slope": 1, "learned_from": 1, "held_back": 1, "before": {}, "after": {}}
    for kind in (False, True):
        FittedHead.objects.create(**fit, in_use=True, by_encoder=kind)
    assert {learning.head_in_use(by_encoder=kind).bias for kind in (False, True)} == {1}
    learning.revert()
    assert {learning.head_in_use(by_encoder=kind) == SHIPPED for kind in (False, True)} == {True}
