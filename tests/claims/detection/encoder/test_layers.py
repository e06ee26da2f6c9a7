"""The layers in numpy, against the same sums written out one number at a time."""

import math
from typing import Any

import numpy as np
import pytest

from claims.detection.encoder.layers import HEADS, means
from tests.claims.detection.encoder.tiny import LAYERS, WIDTH, base_tables

ROWS = [[2, 4, 5, 6, 8, 13, 3], [2, 3], [2, 16, 17, 18, 3]]
SIZE = WIDTH // HEADS
Row = list[float]


class ByHand:
    """After the papers (Vaswani and others 2017, Devlin and others 2019), in loops over Python's own numbers."""

    def __init__(self, tables: dict[str, Any]) -> None:
        self.weights = {name: table.astype(float).tolist() for name, table in tables.items()}

    def mean(self, numbers: list[int]) -> Row:
        words, places, kinds = (self.weights[f"embeddings.{n}_embeddings.weight"] for n in self.EMBEDDED)
        state = [self.normal("embeddings", added(words[n], places[at], kinds[0])) for at, n in enumerate(numbers)]
        for layer in range(LAYERS):
            state = self.layer(f"encoder.layer.{layer}", state)
        return [sum(column) / len(state) for column in zip(*state, strict=True)]

    EMBEDDED = ("word", "position", "token_type")

    def layer(self, name: str, state: list[Row]) -> list[Row]:
        seen = [self.linear(f"{name}.attention.output.dense", row) for row in self.attended(name, state)]
        state = [self.normal(f"{name}.attention.output", added(*both)) for both in zip(state, seen, strict=True)]
        inner = [self.linear(f"{name}.intermediate.dense", row) for row in state]
        curved = [[x * (1 + math.erf(x / math.sqrt(2))) / 2 for x in row] for row in inner]
        outer = [self.linear(f"{name}.output.dense", row) for row in curved]
        return [self.normal(f"{name}.output", added(*both)) for both in zip(state, outer, strict=True)]

    def attended(self, name: str, state: list[Row]) -> list[Row]:
        parts = (f"{name}.attention.self.{part}" for part in ("query", "key", "value"))
        asked, offered, held = ([self.linear(part, row) for row in state] for part in parts)
        found = [[0.0] * WIDTH for _ in state]
        for first in range(0, WIDTH, SIZE):
            own = range(first, first + SIZE)
            for at in range(len(state)):
                odds = [math.exp(sum(asked[at][i] * row[i] for i in own) / math.sqrt(SIZE)) for row in offered]
                for i in own:
                    found[at][i] = sum(odd * row[i] for odd, row in zip(odds, held, strict=True)) / sum(odds)
        return found

    def linear(self, name: str, row: Row) -> Row:
        both = zip(self.weights[f"{name}.weight"], self.weights[f"{name}.bias"], strict=True)
        return [sum(x * y for x, y in zip(row, column, strict=True)) + bias for column, bias in both]

    def normal(self, name: str, row: Row) -> Row:
        mean = sum(row) / len(row)
        spread = math.sqrt(sum((x - mean) ** 2 for x in row) / len(row) + 1e-12)
        scale, shift = self.weights[f"{name}.LayerNorm.weight"], self.weights[f"{name}.LayerNorm.bias"]
        return [(x - mean) / spread * a + b for x, a, b in zip(row, scale, shift, strict=True)]


def added(*rows: Row) -> Row:
    return [sum(column) for column in zip(*rows, strict=True)]


def test_the_layers_say_what_their_sums_say_written_out() -> None:
    tables = base_tables()
    found = means(tables, ROWS, LAYERS)
    assert found.shape == (len(ROWS), WIDTH)
    for row, numbers in zip(found.tolist(), ROWS, strict=True):
        assert row == pytest.approx(ByHand(tables).mean(numbers), abs=2e-5)


def test_a_sentence_is_read_the_same_whoever_stands_beside_it() -> None:
    tables = base_tables()
    alone = np.concatenate([means(tables, [row], LAYERS) for row in ROWS])
    assert np.abs(means(tables, ROWS, LAYERS) - alone).max() < 1e-5
