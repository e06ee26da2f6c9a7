"""What three words in a row say: read only as it was trained, the order of words heard, any word taken."""

import json
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.detection import threes
from claims.detection.cues import words_of

# Two questions: "taxes before rose" by what they say to each other, and whether there is a figure. No layer adds to it.
SAYS = {"taxes": (6, 0, 0, 0, 0, 0), "rose": (0, 0, 5, 0, 0, 0), threes.NUMBER: (0, 0, 0, 8, 0, 0)}
WORDS = [*threes.STANDING_IN, "taxes", "rose"]


def small(folder: Path) -> threes.Threes:
    """A network that knows two words, kept and read again."""
    table = bytes(one % 256 for word in WORDS for one in SAYS.get(word, (0,) * 6))
    whole = threes.UNIT
    stored = {
        "words": " ".join(WORDS),
        "width": 2,
        "table": b64encode(table).decode(),
        # Means of both questions, then the most of both.
        "inner": [[0, 0, 0, whole, 0], [0, 0, 0, 0, whole], [-whole, 0, 0, 0, 0]],
        "outer": [[0, whole, 0, whole], [whole // 2, 0, whole, whole]],
    }
    data = json.dumps(stored).encode()
    (folder / "small.json").write_bytes(data)
    (folder / "small.sha256").write_text(f"{sha256(data).hexdigest()}  small.json\n")
    return threes.load(folder / "small.json", folder / "small.sha256")


class TestTheFile:
    def test_is_refused_when_a_single_sign_was_changed(self, tmp_path: Path) -> None:
        changed = tmp_path / "threes.json"
        changed.write_bytes(threes.NETWORK.read_bytes().replace(b" president ", b" resident  ", 1))
        with pytest.raises(threes.CorruptNetwork, match=r"threes\.json does not match threes\.sha256"):
            threes.load(changed, threes.CHECKSUM)

    def test_is_small_enough_to_be_read_with_every_command(self) -> None:
        assert threes.NETWORK.stat().st_size < 2_500_000

    def test_has_a_row_for_every_word_and_for_all_that_stands_in_for_others(self) -> None:
        found = threes.threes()
        assert len(found.table) == len(found.numbers) * 3 * found.width
        assert found.numbers.keys() >= set(threes.STANDING_IN)
        assert {byte - 128 for byte in found.table[: 3 * found.width]} == {0}


class TestWindows:
    def test_hear_two_words_beside_each_other_and_in_their_order(self, tmp_path: Path) -> None:
        found = small(tmp_path)
        together, apart, turned = (
            found.odds(text.split())[0] for text in ("taxes rose", "taxes it rose", "rose taxes")
        )
        assert (together, apart, turned) == (11, 6, 6)

    def test_figures_are_heard_as_figures_and_a_constant_is_added(self, tmp_path: Path) -> None:
        found = small(tmp_path)
        assert [found.odds(text.split())[1] for text in ("by 4.5", "by 300,000", "by")] == [8.5, 8.5, 0.5]

    def test_no_more_than_sixty_words_are_looked_at(self, tmp_path: Path) -> None:
        found = small(tmp_path)
        assert found.odds([*["it"] * 59, "7"])[1] == 8.5
        assert found.odds([*["it"] * 60, "7"])[1] == 0.5

    @given(st.lists(st.lists(st.integers(-127, 127), min_size=9, max_size=9), min_size=3, max_size=62))
    def test_side_by_side_say_what_they_say_one_by_one(self, says: list[list[int]]) -> None:
        table = bytes(one + 128 for row in says for one in row)
        network = threes.Threes({}, 3, table, [], [])
        total, most = map(network._lanes, network._windows(range(len(says))))
        answers = [
            [max(0, left[at] + middle[3 + at] + right[6 + at]) for at in range(3)]
            for left, middle, right in zip(says, says[1:], says[2:], strict=False)
        ]
        assert list(total) == [sum(one) for one in zip(*answers, strict=True)]
        assert list(most) == [max(one) for one in zip(*answers, strict=True)]

    def test_nothing_at_all_has_odds_too(self) -> None:
        assert all(abs(odds) < 10 for odds in threes.threes().odds([]))


class TestTheShippedNetwork:
    def test_hears_who_does_what_to_whom_where_sums_of_words_cannot(self) -> None:
        odds = threes.threes().odds
        assert odds(words_of("The law cut taxes for millions.")) != odds(words_of("Millions cut taxes for the law."))

    def test_puts_what_can_be_checked_above_what_cannot(self) -> None:
        odds = threes.threes().odds
        checkable = odds(words_of("Unemployment fell to 4 percent last year, the lowest since 1969."))
        rest = odds(words_of("I want to thank you all for coming tonight."))
        assert all(one > other + 2 for one, other in zip(checkable, rest, strict=True))


@pytest.mark.parametrize(
    ("word", "stands_in"),
    [
        ("1969", threes.YEAR),
        ("4.5", threes.NUMBER),
        ("$300", threes.MONEY),
        ("Zzyzxovar", threes.NAME),
        ("zzyzxing", "<ing>"),
        ("zzyzx", threes.WORD),
        ("‽", threes.SIGN),
    ],
)
def test_a_word_that_nobody_learned_is_read_by_its_look(word: str, stands_in: str) -> None:
    found = threes.threes()
    assert found.number(word) == found.numbers[stands_in]


def test_a_word_that_was_learned_is_read_whatever_its_case() -> None:
    found = threes.threes()
    assert found.number("President") == found.number("president") != found.numbers[threes.NAME]
