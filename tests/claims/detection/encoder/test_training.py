"""What the encoder is taught, and what of it is kept: the parts of training that need numpy only."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from claims.detection.encoder.trained import load
from claims.detection.features import features
from claims.detection.training import joining
from claims.detection.training.encoder import embed
from claims.detection.training.examples import UNIMPORTANT, Example
from claims.detection.training.targets import KINDS, OUTPUTS, targets
from tests.claims.detection.encoder import tiny


def example(text: str, *, worthy: bool = False, label: str = "") -> Example:
    return Example("d", text, features(text), worthy, label)


OURS = [
    example("Taxes rose by 5 per cent.", worthy=True, label="check_worthy"),
    example("It is a fine day.", label="opinion"),
    example("Did taxes rise?", label="question"),
    example("Read more", label="boilerplate"),
]
SPOKEN = [
    example("We cut taxes twice.", worthy=True),
    example("I like the harbour."),
    example("It has two cranes.", label=UNIMPORTANT),
]


class TestTargets:
    def test_news_teaches_its_own_output_and_kinds_and_debates_teach_theirs(self) -> None:
        labels, counts, kinds = targets(OURS, SPOKEN)
        assert labels[:, 0].tolist() == [1, 0, 0, 0, 1, 0, 0]
        assert labels[4:, 1:].tolist() == [[1, 1], [0, 0], [0, 1]]
        assert not counts[:4, 1:].any()
        assert [KINDS[kind] for kind in kinds[1:4]] == ["opinion", "question", "boilerplate"]
        assert kinds.tolist() == [-1, *kinds[1:4].tolist(), -1, -1, -1]

    def test_worthy_and_unworthy_count_alike_as_a_whole_and_debates_little_for_news(self) -> None:
        _, counts, _ = targets(OURS, SPOKEN)
        assert counts[0, 0] == pytest.approx(counts[1:4, 0].sum())
        assert counts[4, 1] == pytest.approx(counts[5:, 1].sum())
        assert counts[4:, 0].max() < 0.1 * counts[:4, 0].min()

    def test_what_is_verifiable_but_unimportant_counts_less_than_what_is_neither(self) -> None:
        _, counts, _ = targets(OURS, SPOKEN)
        assert 0 < counts[6, 1] < counts[5, 1]


class TestJoining:
    def test_finds_the_weights_of_what_the_labels_were_made_of(self) -> None:
        draw = np.random.default_rng(5)
        plain, heard = draw.normal(1, 2, 4000), draw.normal(-1, 3, 4000)
        odds = 0.4 + 0.8 * plain + 0.5 * heard
        labels = (draw.random(4000) < 1 / (1 + np.exp(-odds))).astype(float)
        assert joining.for_news(plain, heard, labels) == pytest.approx([0.4, 0.8, 0.5], abs=0.12)

    def test_for_debates_keeps_the_scale_of_the_sum_alone(self) -> None:
        spoken = [example(text, worthy="per cent" in text) for text in ("Taxes rose by 5 per cent.", "I like it.")] * 20
        plain = np.array([joining.model().judged(one.seen).debate for one in spoken])
        heard = np.random.default_rng(6).normal(0, 1, len(spoken))
        level, first, second = joining.for_debates(spoken, heard)
        joined = level + first * plain + second * heard
        assert (np.mean(joined), np.std(joined)) == pytest.approx((np.mean(plain), np.std(plain)))

    def test_keeps_the_adapters_and_the_two_outputs_that_are_asked(self, tmp_path: Path) -> None:
        folders = tiny.written(tmp_path)
        learned: dict[str, Any] = {
            name: table.astype(np.float32) for name, table in tiny.adapters(((0, 1, 0),) * 2).items() if name != "mix"
        }
        learned["head.weight"] = np.ones((len(OUTPUTS), tiny.WIDTH), np.float32)
        learned["head.bias"] = np.arange(len(OUTPUTS), dtype=np.float32)
        kept = joining.kept(learned)
        joining.write({**kept, "mix": np.zeros((2, 3), np.float32)}, folders.fetched, folders.ours)
        encoder = load(*folders)
        assert (encoder.head.shape, encoder.level.tolist()) == ((2, tiny.WIDTH), [0, 1])
        assert {kept[f"{name}.up"].dtype for name in tiny.ADAPTED} == {np.dtype(np.float16)}


def test_the_teachers_of_the_sums_read_lower_layers_in_the_order_that_they_were_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("claims.detection.training.encoder._LAYERS", tiny.LAYERS)
    monkeypatch.setattr("claims.detection.training.encoder._WIDTH", tiny.WIDTH)
    folder = tiny.written(tmp_path).fetched
    texts = ["The protesters said taxes rose by 5 per cent.", "Taxes.", "Unemployment fell."]
    both = embed(texts, folder)
    assert np.allclose(both, np.concatenate([embed([text], folder) for text in texts]), atol=1e-5)
