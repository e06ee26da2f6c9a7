"""The benchmark's own measures, on figures that can be checked by hand."""

import json
from pathlib import Path

import pytest

from tests.benchmarks.detection import labelled, peers
from tests.benchmarks.detection.measures import auc, average_precision, exact


def test_a_span_counts_only_when_it_is_the_same_to_the_sign() -> None:
    result = exact([({(0, 5), (6, 9)}, [(0, 5), (6, 8), (8, 9)]), ({(0, 3)}, [(0, 3)])])
    assert result == (2, 4, 3)
    assert (result.precision, result.recall, result.f1) == pytest.approx((0.5, 2 / 3, 4 / 7))


def test_ranking_counts_a_tie_half() -> None:
    assert auc([0.9, 0.5, 0.5, 0.1], [True, True, False, False]) == pytest.approx(0.875)
    assert auc([0.1, 0.2], [True, True]) == 0.5


def test_average_precision_is_the_mean_over_the_positives() -> None:
    assert average_precision([0.9, 0.8, 0.7], [True, False, True]) == pytest.approx((1 + 2 / 3) / 2)
    assert average_precision([0.5], [False]) == 0.0


@pytest.mark.parametrize(
    ("record", "start"),
    [
        ({"text": "The court sat. It rose.", "spans": [[0, 14], [15, 23]]}, "ours         P 1.000  R 1.000  F1 1.000"),
        ({"text": "The court sat. It rose.", "sentences": ["The court sat.", "It rose."]}, "ours         1 of 1 rules"),
        ({"text": "The court sat.", "label": "check_worthy"}, "alone        AUC 0.500"),
        ({"text": "The court sat."}, "no spans"),
    ],
)
def test_a_file_is_read_by_what_its_records_hold(record: dict[str, object], start: str, tmp_path: Path) -> None:
    path = tmp_path / "own.jsonl"
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    (line,) = labelled.lines(path, {"ours": peers.available("en")[0]["ours"]})
    assert line.startswith(start)


def test_sentences_of_a_document_are_ranked_alone_and_in_their_article_without_those_held_back(tmp_path: Path) -> None:
    rows = [
        {"text": "Exports rose by 3 per cent last year, the ministry said.", "label": "check_worthy", "doc": "d"},
        {"text": "Swell. What a day!", "label": "opinion", "doc": "d"},
        {"text": "Swell.", "label": "check_worthy", "doc": "d"},
        {"text": "Who said so?", "label": None, "doc": "d"},
    ]
    path = tmp_path / "own.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)) + "\n", encoding="utf-8")
    alone, together = labelled.lines(path, {}, {labelled.key(" SWELL.")})
    assert alone == "alone        AUC 1.000  AP 1.000  (2 sentences)"
    assert together == "in articles  AUC 1.000  AP 1.000  (2 sentences)"


def test_a_missing_peer_is_said() -> None:
    running, missing = peers.available("en")
    assert "ours" in running
    assert running.keys() | missing.keys() == {"ours", "nupunkt", "pysbd", "syntok", "sentencizer", "blingfire"}
