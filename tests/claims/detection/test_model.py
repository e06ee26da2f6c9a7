"""The learned model: read only as it was trained, bounded on any text, and cheap."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from claims.detection import model, read, score
from claims.detection.cues import CUES, PHRASES, cues
from claims.detection.features import features
from claims.detection.words import CLASSES

TEXTS = st.text(max_size=200) | st.lists(
    st.sampled_from(
        [*"“”\"'?!.:;,%$€()[]|…#@-", " ", "\n", "5", "2019", "May", "US", "if", "will", "said", "\ud800", "\u202e"]
    )
).map(" ".join)


class TestTheFile:
    def test_is_the_one_that_was_trained(self) -> None:
        assert model.load(model.WEIGHTS, model.CHECKSUM) == model.model()

    def test_is_refused_when_a_single_digit_was_changed(self, tmp_path: Path) -> None:
        stored = json.loads(model.WEIGHTS.read_bytes())
        stored["cues"]["digits"][0] += 1
        changed = tmp_path / "weights.json"
        changed.write_text(json.dumps(stored, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n")
        with pytest.raises(model.CorruptModel, match=r"weights\.json does not match weights\.sha256"):
            model.load(changed, model.CHECKSUM)

    def test_is_small_enough_to_be_read_with_every_command(self) -> None:
        assert model.WEIGHTS.stat().st_size < 1_500_000

    def test_puts_few_cues_into_the_head_that_was_fitted_on_few_articles(self) -> None:
        assert len(model.model().head) <= 40


class TestRegister:
    def test_of_a_sentence_decides_whose_sum_counts_and_its_article_may_outweigh_it(self) -> None:
        judged = model.Judged(news=-1.0, debate=2.0, register=0.0)
        assert judged.mixed() == 0.5
        assert judged.mixed(-30) == pytest.approx(-1)
        assert judged.mixed(30) == pytest.approx(2)


class TestWords:
    def test_every_class_is_a_cue_and_every_cue_without_a_pattern_a_class(self) -> None:
        assert CLASSES.keys() == {cue.key for cue in CUES if cue.pattern is None}

    @pytest.mark.parametrize(
        ("sentence", "key"),
        [
            ("The treaty was signed.", "law"),
            ("Exports increased.", "comparison"),
            ("Fires are linked to drought.", "cause"),
            ("It is due to open.", "ahead"),
            ("We'll see.", "ahead"),
            ("We’ll see.", "ahead"),
        ],
    )
    def test_words_stems_and_phrases_are_found(self, sentence: str, key: str) -> None:
        assert key in {cue.key for cue, _ in cues(sentence)}

    def test_capitals_tell_the_month_from_the_verb_and_the_country_from_the_pronoun(self) -> None:
        month, verb = (dict(features(text).cues) for text in ("Prices fell in May.", "Prices may fall."))
        assert ("date" in month, "may" in month) == (True, False)
        assert "may" in verb
        country, pronoun = (dict(features(text).cues) for text in ("They left the US.", "They left us."))
        assert ("country" in country, "we" in country) == (True, False)
        assert "we" in pronoun

    def test_a_cue_counts_no_more_than_its_most(self) -> None:
        most = {cue.key: cue.most for cue in CUES}
        found = features(" ".join(["taxes", "5", "million", "Paris,", "said"] * 50)).cues
        assert found["digits"] == most["digits"]
        assert all(count <= most[key] for key, count in found.items() if key in most)


class TestAnyText:
    @given(TEXTS)
    @settings(max_examples=300, deadline=None)
    def test_has_a_score_from_nought_to_one(self, text: str) -> None:
        assert 0 <= score(text) <= 1

    @given(TEXTS)
    @settings(max_examples=100, deadline=None)
    def test_has_reasons_that_are_known_phrases_or_say_what_it_is(self, text: str) -> None:
        own = set(PHRASES.values()) | {"a full statement"}
        for sentence in read(text):
            assert sentence.reasons
            assert set(sentence.reasons[1:]) <= own

    @pytest.mark.parametrize("unit", ["a", "5 ", "“", "if it may ", "A. ", "($5) ", "was told ", "x, the ", "May 2 "])
    def test_costs_no_more_when_it_is_a_hundred_times_as_long(self, unit: str) -> None:
        def cost(times: int) -> float:
            began = time.process_time()
            score(unit * times)
            return time.process_time() - began

        score(unit)
        # Two thousand signs are looked at, whatever follows; half a second is far above what noise can add.
        assert cost(200_000) < 50 * cost(2_000) + 0.5
