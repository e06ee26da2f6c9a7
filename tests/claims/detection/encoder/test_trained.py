"""The encoder as a whole: loaded only as it was trained, and joined to the sums without changing what they are."""

import subprocess
import sys
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np
import pytest

from claims.detection import read, score
from claims.detection.encoder import files, layers, tensors
from claims.detection.encoder.trained import Encoder, load
from claims.detection.encoder.wordpieces import numbers_of
from claims.detection.model import Judged
from tests.claims.detection.encoder import tiny

ARTICLE = (
    "Unemployment rose.\nThe minister said taxes fell by 5 per cent in 2019. “The protesters and the cafe,” the"
    " minister said, “rose.”\nDid unemployment fall?\nRead more: Taxes rose\n***"
)
PLAIN = Judged(news=0.3, debate=-0.4, register=-1.0)


@pytest.fixture
def folders(tmp_path: Path) -> tiny.Folders:
    return tiny.written(tmp_path)


@pytest.fixture
def encoder(folders: tiny.Folders) -> Encoder:
    return load(*folders)


class TestLoading:
    def test_merges_the_adapters_into_what_they_were_trained_on(self, encoder: Encoder) -> None:
        plain, learned = tiny.base_tables(), tiny.adapters(((0, 1, 0), (0, 1, 0)))
        for name in tiny.ADAPTED:
            up, down = (learned[f"{name}.{part}"].astype(np.float32) for part in ("up", "down"))
            plain[f"{name}.weight"] = plain[f"{name}.weight"] + up @ down
        pieces = numbers_of("Taxes rose.", encoder.vocabulary)
        expected = layers.means(plain, [pieces], tiny.LAYERS)[0] @ learned["head.weight"].astype(np.float32).T
        assert encoder.odds(["Taxes rose."])[0] == pytest.approx(expected.tolist(), abs=1e-5)

    @pytest.mark.parametrize("name", [files.TABLES, files.VOCABULARY])
    def test_names_the_file_that_is_missing_and_what_to_do(self, folders: tiny.Folders, name: str) -> None:
        (folders.fetched / name).unlink()
        with pytest.raises(files.NoEncoder, match=rf"has no {name}; `make encoder` .*fetches it"):
            load(*folders)

    @pytest.mark.parametrize(
        ("name", "said"),
        [
            (files.TABLES, "model.safetensors is not the file that the adapters were trained on; `make encoder`"),
            (files.VOCABULARY, "vocab.txt is not the file that the adapters were trained on; `make encoder`"),
            (files.ADAPTERS, "adapters.safetensors does not match encoder.sha256; restore both from one version"),
        ],
    )
    def test_refuses_a_file_of_which_a_single_bit_has_changed(
        self, folders: tiny.Folders, name: str, said: str
    ) -> None:
        [path] = [folder / name for folder in folders if (folder / name).exists()]
        data = bytearray(path.read_bytes())
        data[-2] ^= 1
        path.write_bytes(data)
        with pytest.raises(files.NoEncoder, match=said):
            load(*folders)

    def test_refuses_a_file_with_the_right_hash_that_is_no_table(self, folders: tiny.Folders) -> None:
        (folders.fetched / files.TABLES).write_bytes(b"{}")
        with patch("claims.detection.encoder.files.damaged", return_value=None), pytest.raises(files.NoEncoder):
            load(*folders)


class TestReading:
    def test_a_sentence_has_the_same_odds_alone_and_among_many(self, encoder: Encoder) -> None:
        texts = ["Taxes rose.", "", "The protesters said the minister fell.", "Unemployment."] * 40
        alone = [encoder.odds([text])[0] for text in texts[:4]]
        for found, expected in zip(encoder.odds(texts), alone * 40, strict=True):
            assert found == pytest.approx(expected, abs=1e-4)

    def test_joins_its_odds_to_those_of_the_sums_and_leaves_the_register(self, encoder: Encoder) -> None:
        [(news, debate)] = encoder.odds(["Taxes rose."])
        [both] = encoder.joined(["Taxes rose."], [PLAIN])
        assert both.news == pytest.approx(0.1 + 0.5 * 0.3 + news)
        assert both.debate == pytest.approx(-0.2 + 0.7 * -0.4 + 0.4 * debate)
        assert both.register == PLAIN.register

    def test_nothing_is_asked_of_nothing(self, encoder: Encoder) -> None:
        assert encoder.joined([], []) == []
        assert read("", "en", encoder) == []

    def test_moves_the_scores_of_an_article_and_nothing_else(self, encoder: Encoder) -> None:
        with patch.object(Encoder, "joined", autospec=True, side_effect=Encoder.joined) as asked:
            again = read(ARTICLE, "en", encoder)
        plain = read(ARTICLE)
        assert asked.call_count == 1
        assert [(one.start, one.end, one.claimant, one.paragraph) for one in again] == [
            (one.start, one.end, one.claimant, one.paragraph) for one in plain
        ]
        both = zip(again, plain, strict=True)
        moved = {one.text for one, other in both if one.check_worthiness != other.check_worthiness}
        assert moved >= {"The minister said taxes fell by 5 per cent in 2019.", "Unemployment rose."}
        # What is no prose has no score that could be moved.
        assert "***" not in moved
        assert "Read more: Taxes rose" not in moved

    def test_says_nothing_of_other_languages(self, encoder: Encoder) -> None:
        text = "El ministro dijo que los impuestos subieron un 5 por ciento en 2019."
        assert read(text, "es", encoder) == read(text, "es")

    def test_scores_a_sentence_by_itself_too(self, encoder: Encoder) -> None:
        assert score("Taxes rose by 5 per cent.", encoder) != score("Taxes rose by 5 per cent.")
        assert score("***", encoder) == score("***")


SWITCHED_OFF = """
import sys
from claims.detection import read, score
read("The court sat. It rose."), score("It rose.")
print(sorted(name for name in sys.modules if name.partition(".")[0] in ("numpy", "safetensors", "tokenizers", "jax")
    or name.startswith("claims.detection.encoder")))
"""


def test_switched_off_it_is_not_even_imported() -> None:
    done = subprocess.run([sys.executable, "-c", SWITCHED_OFF], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_what_is_shipped_is_as_it_was_trained_and_small() -> None:
    lines = (files.HERE / files.CHECKSUMS).read_text(encoding="ascii").splitlines()
    expected: dict[str, Any] = dict(line.split()[::-1] for line in lines)
    assert expected.keys() == {files.TABLES, files.VOCABULARY, files.ADAPTERS}
    assert files.digest(files.HERE / files.ADAPTERS) == expected[files.ADAPTERS]
    assert (files.HERE / files.ADAPTERS).stat().st_size < 1_000_000
    learned = tensors.read(files.HERE / files.ADAPTERS)
    assert (learned["mix"].shape, learned["head.weight"].shape) == ((2, 3), (2, 384))
    # Neither of the two may be drowned by the other.
    assert (learned["mix"][:, 1:] > 0).all()
