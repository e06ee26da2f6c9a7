"""The learned layer over the rules: what it adds, what it must leave alone, and how its weights come about."""

from hashlib import sha256
from pathlib import Path

import pytest

from claims.detection import boundaries, split
from claims.detection.training import boundaries as training


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in split(text)]


@pytest.mark.parametrize(
    "sentences",
    [
        ["OTTAWA, March 3 —", "The transport ministry closed two bridges."],
        ["Please call the press office with any questions.", "____________________", "Press office"],
        ["Press office 08/16/2026 12:05 PM", "The minister opens the bridge at noon"],
    ],
)
def test_a_sentence_may_begin_where_no_full_stop_stands(sentences: list[str]) -> None:
    assert cut(" ".join(sentences)) == sentences


@pytest.mark.parametrize(
    "sentence",
    [
        "The Bank of England and the European Central Bank left their rates where they were.",
        "Turn to p. 55 of the report by the National Audit Office.",
        "The vote is set for Monday 12 May at the Palace of Westminster in London.",
        "Norway, Sweden and Denmark signed; Finland did not.",
        "Read more: Parliament adopts the budget after a long night",
    ],
)
def test_ordinary_prose_is_left_whole(sentence: str) -> None:
    assert cut(sentence) == [sentence]


@pytest.mark.parametrize("sentences", [["1) Wash the fruit.", "2) Dry it well."], ["• Schools", "• Roads and bridges"]])
def test_a_marker_stays_with_its_item(sentences: list[str]) -> None:
    assert cut(" ".join(sentences)) == sentences


def test_the_shipped_weights_are_the_trained_ones() -> None:
    data = boundaries.WEIGHTS.read_bytes()
    assert boundaries.CHECKSUM.read_text().split() == [sha256(data).hexdigest(), boundaries.WEIGHTS.name]


def test_other_weights_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    changed = tmp_path / "boundaries.json"
    changed.write_bytes(boundaries.WEIGHTS.read_bytes() + b" ")
    monkeypatch.setattr(boundaries, "WEIGHTS", changed)
    with pytest.raises(boundaries.CorruptWeights):
        boundaries._model.__wrapped__()


def test_training_twice_gives_the_same_weights_and_learns() -> None:
    lead, told = "Press office", "The court sat in Lima"
    text = f"{lead} {told}"
    documents = [(text, [(0, len(lead)), (len(lead) + 1, len(text))])] * 6
    rows = [row for document in documents for row in training.rows(document)]
    model = training.fit(rows)
    assert model == training.fit(rows)
    assert boundaries.settled(text, [], model) == [len(lead) + 1]


def test_the_trainer_writes_what_the_layer_reads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(boundaries, "WEIGHTS", tmp_path / "boundaries.json")
    monkeypatch.setattr(boundaries, "CHECKSUM", tmp_path / "boundaries.sha256")
    source = tmp_path / "open.jsonl"
    source.write_text('{"text": "LIMA — The court sat.", "spans": [[0, 6], [7, 21]]}\n' * 4, encoding="utf-8")
    assert training.main([str(source)]) == 0
    assert boundaries._model.__wrapped__().threshold == training.THRESHOLD
    assert training.main([]) == 2
