"""What the model was trained on, and how agreement and ranking are measured; training itself needs numpy."""

import json
from collections import Counter
from hashlib import sha256
from pathlib import Path

import pytest

from claims.detection import model, threes
from claims.detection.encoder import files
from claims.detection.kinds import Kind
from claims.detection.training.examples import UNIMPORTANT, WRITTEN, debates, rows
from claims.detection.training.measures import average_precision, kappa, roc_auc

CARD = (WRITTEN.parent / "MODEL_CARD.md").read_text(encoding="utf-8")
FIRST = {(row["doc"], row["n"]): row for path in sorted(WRITTEN.glob("[abc]-*.jsonl")) for row in rows(path)}
SECOND = rows(WRITTEN / "second-labels.jsonl")


def test_every_written_sentence_has_one_of_the_six_labels() -> None:
    assert {row["label"] for row in FIRST.values()} == {kind.value for kind in Kind}
    assert len(FIRST) == sum(len(rows(path)) for path in WRITTEN.glob("[abc]-*.jsonl"))


def test_the_second_labelling_covers_thirty_six_whole_articles() -> None:
    second = Counter(row["doc"] for row in SECOND)
    assert len(second) == 36
    assert second == Counter(document for document, _ in FIRST if document in second)


def test_two_labellers_agree_as_the_model_card_says() -> None:
    pairs = [(FIRST[row["doc"], row["n"]]["label"], row["label"]) for row in SECOND]
    worthy = [tuple(str(label == Kind.CHECK_WORTHY) for label in pair) for pair in pairs]
    found = (f"{kappa(pairs):.2f}", f"{kappa([(one, other) for one, other in worthy]):.2f}")
    card = " ".join(CARD.split())
    assert "kappa {} on the six labels, {} on check-worthy against the rest".format(*found) in card
    differ = [sum(one != other for one, other in labelled) for labelled in (pairs, worthy)]
    assert "({} sentences differ in the label, {} in whether it is check-worthy)".format(*differ) in card
    assert f"({len(SECOND):,} sentences) were labelled again" in card


def test_the_model_card_speaks_of_the_weights_that_are_shipped() -> None:
    shipped = model.model()
    assert f"Figures of the weights {model.CHECKSUM.read_text(encoding='ascii')[:12]}:" in CARD
    assert f"({model.WEIGHTS.stat().st_size / 1e6:.1f} MB, SHA-256 beside it)" in CARD
    assert f"over {len(shipped.cues)} readable cues" in CARD
    assert f"{len(shipped.head)} numbers (`head.py`)" in CARD


def test_the_model_card_speaks_of_the_network_that_is_shipped() -> None:
    said = f"({threes.NETWORK.stat().st_size / 1e6:.1f} MB, SHA-256 {threes.CHECKSUM.read_text(encoding='ascii')[:12]})"
    card = " ".join(CARD.split())
    assert said in card
    assert f"{len(threes.threes().numbers) - len(threes.STANDING_IN):,} words" in card


def test_the_model_card_speaks_of_the_adapters_that_are_shipped() -> None:
    adapters = files.HERE / files.ADAPTERS
    said = f"({adapters.stat().st_size / 1e6:.2f} MB, half precision, SHA-256 {files.digest(adapters)[:12]})"
    assert said in " ".join(CARD.split())


def test_the_model_card_counts_the_written_sentences_by_label() -> None:
    card, labels = " ".join(CARD.split()), Counter(row["label"] for row in FIRST.values())
    assert f"{len(FIRST):,} sentences of {len({document for document, _ in FIRST})} articles" in card
    assert ", ".join(f"{label} ({count:,})" for label, count in labels.most_common()) in card


@pytest.mark.parametrize(
    ("name", "kinds"), [("soft-labels", {"news", "debate"}), ("threes-labels", {"news", "debate", "verifiable"})]
)
def test_soft_labels_are_whole_and_hold_numbers_only(name: str, kinds: set[str]) -> None:
    path = WRITTEN.parent / f"{name}.json"
    data = path.read_bytes()
    assert sha256(data).hexdigest() == path.with_suffix(".sha256").read_text().split()[0]
    stored = json.loads(data)
    assert set(stored) == {"sentences", *kinds}
    assert {len(stored[kind]) > len(FIRST) for kind in kinds} == {True}
    assert {len(stored[kind]) for kind in kinds} == {len(stored["news"])}
    assert all(abs(odds) <= 40 for kind in kinds for odds in stored[kind])


def test_soft_labels_are_refused_for_other_sentences(tmp_path: Path) -> None:
    numpy = pytest.importorskip("numpy")
    from claims.detection.training import soft

    texts = ["It rained.", "Taxes rose."]
    soft.write(soft.Soft(numpy.array([-9, 0.26]), numpy.array([1, -2])), texts, tmp_path / "soft.json")
    found = soft.read(texts, tmp_path / "soft.json")
    assert {name: list(odds) for name, odds in found.items()} == {"news": [-4, 0.3], "debate": [1, -2]}
    with pytest.raises(soft.OtherSentences, match="make it anew"):
        soft.read(texts[::-1], tmp_path / "soft.json")


def test_batches_hold_rows_of_about_one_length_each_at_most_once_and_the_same_each_time() -> None:
    numpy = pytest.importorskip("numpy")
    from claims.detection.training.batches import batches

    rows = ["x" * (number % 50) for number in range(1_000)]
    made = batches(numpy.random.default_rng(7), rows, 16)
    assert made == batches(numpy.random.default_rng(7), rows, 16)
    places = [place for batch in made for place in batch]
    assert len(set(places)) == len(places) > 1_000 - 2 * 16
    assert {len(batch) for batch in made} == {16}
    assert max(max(len(rows[at]) for at in batch) - min(len(rows[at]) for at in batch) for batch in made) < 5


def test_a_straight_fit_finds_what_the_targets_were_made_of() -> None:
    numpy = pytest.importorskip("numpy")
    from claims.detection.training.fitting import stacked, straight

    rows = stacked([([1], [1.0]), ([2], [1.0]), ([1, 2], [1.0, 1.0]), ([], [])], 3)
    found = straight(rows, numpy.array([3.5, -0.5, 2.5, 0.5]), numpy.ones(4), 1e6, 20)
    assert [round(float(weight), 2) for weight in found] == [0.5, 3, -1]


def test_agreement_is_nought_by_chance_and_one_when_whole() -> None:
    assert kappa([("a", "a"), ("b", "b")]) == 1
    assert kappa([("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")]) == 0


@pytest.mark.parametrize(
    ("scores", "auc", "precision"),
    [
        ([0.9, 0.8, 0.2, 0.1], 1, 1),
        ([0.1, 0.2, 0.8, 0.9], 0, (1 / 3 + 2 / 4) / 2),
        ([0.5, 0.5, 0.5, 0.5], 0.5, 0.5),
        ([0.9, 0.2, 0.8, 0.1], 0.75, (1 + 2 / 3) / 2),
    ],
)
def test_ranking_is_measured_with_ties_taken_together(scores: list[float], auc: float, precision: float) -> None:
    labels = [True, True, False, False]
    assert roc_auc(scores, labels) == pytest.approx(auc)
    assert average_precision(scores, labels) == pytest.approx(precision)


def test_what_is_held_back_is_not_trained_on_whatever_its_case_and_blanks(tmp_path: Path) -> None:
    spoken = [
        {"text": "We cut taxes twice.", "label": 1, "verdict": 1, "doc": "d"},
        {"text": "I like the harbour.", "label": 0, "verdict": -1, "doc": "d"},
        {"text": "It has two cranes.", "label": 0, "verdict": 0, "doc": "d"},
    ]
    for name, kept in (("all", spoken), ("held", [{"text": "we  cut TAXES twice."}])):
        (tmp_path / name).write_text("\n".join(map(json.dumps, kept)) + "\n", encoding="utf-8")
    plain, unimportant = debates(tmp_path / "all", [tmp_path / "held"])
    assert not plain.worthy
    assert not unimportant.worthy
    assert (plain.label, unimportant.label) == ("", UNIMPORTANT)
