"""The network of threes.py in JAX, and how it is taught."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from numpy.typing import NDArray

from claims.detection.training import adam
from claims.detection.training.adam import Tensors
from claims.detection.training.batches import batches

# How many numbers stand for a word, how many questions are asked of a window, and how wide the inner layer is.
SHORT, WIDTH, INNER = 32, 32, 16
# The first row stands for nothing at all: what is beyond a sentence's ends.
NOTHING = 0
_EPOCHS, _AT_ONCE, _SEED = 8, 128, 7
_RATE, _WARM_UP = 3e-3, 0.05
# Words are forgotten now and then, so that what stands in for them is learned; what windows say is too.
_FORGOTTEN, _UNHEARD = 0.05, 0.1
# Every other length of a batch would have to be compiled.
_STEP = 8

Numbers = NDArray[np.int32]


class Lesson(NamedTuple):
    """Rows of words, what to learn of each sentence and how much it counts, and what stands in for each word."""

    rows: Sequence[Sequence[int]]
    wanted: NDArray[np.float32]
    counts: NDArray[np.float32]
    instead: Numbers


def fresh(words: int, known: int, outputs: int) -> Tensors:
    """A network that knows nothing yet but how to read what is ``known`` of words."""
    random = np.random.default_rng(_SEED)

    def drawn(out: int, into: int) -> jax.Array:
        return jnp.asarray(random.normal(0, 1 / math.sqrt(into), (into, out)), jnp.float32)

    return {
        "short": drawn(SHORT, known),
        "own": jnp.asarray(random.normal(0, 0.02, (words, SHORT)), jnp.float32),
        "window": drawn(3 * WIDTH, SHORT),
        "window.level": jnp.zeros(3 * WIDTH),
        "inner": drawn(INNER, 2 * WIDTH),
        "inner.level": jnp.zeros(INNER),
        "outer": drawn(outputs, INNER),
        "outer.level": jnp.zeros(outputs),
    }


def said_by(learned: Tensors, known: jax.Array, own: jax.Array) -> jax.Array:
    """What words say to the next word, of themselves and to the one before: three times ``WIDTH`` numbers for each."""
    return (known @ learned["short"] + own) @ learned["window"] + learned["window.level"]


def outputs(learned: Tensors, known: jax.Array, rows: jax.Array, kept: jax.Array) -> jax.Array:
    """Log odds of each row of words; ``kept`` is how much is heard of what its windows say."""
    present = (rows != NOTHING).astype(jnp.float32)[:, :, None]
    said = said_by(learned, known[rows], learned["own"][rows]) * present
    before, own, after = jnp.split(said, 3, axis=2)
    seen = own + jnp.pad(before, ((0, 0), (1, 0), (0, 0)))[:, :-1] + jnp.pad(after, ((0, 0), (0, 1), (0, 0)))[:, 1:]
    seen = jax.nn.relu(seen) * present
    both = jnp.concatenate([jnp.sum(seen, 1) / jnp.sum(present, 1), jnp.max(seen, 1)], 1) * kept
    inner = jax.nn.relu(both @ learned["inner"] + learned["inner.level"])
    return inner @ learned["outer"] + learned["outer.level"]


def trained(known: NDArray[np.float32], lesson: Lesson) -> Iterator[tuple[Tensors, float]]:
    """What is learned after every epoch, and how far off it was on the way."""
    random, fixed = np.random.default_rng(_SEED), jnp.asarray(known)
    learned = fresh(len(known), known.shape[1], lesson.wanted.shape[1])
    first = {name: jnp.zeros_like(table) for name, table in learned.items()}
    second, stepped, step = dict(first), jax.jit(_step), 0
    steps = _EPOCHS * len(batches(random, lesson.rows, _AT_ONCE))
    for _ in range(_EPOCHS):
        losses = []
        for batch in batches(random, lesson.rows, _AT_ONCE):
            step += 1
            rate = _RATE * min(1, step / (_WARM_UP * steps)) * max(0.02, 1 - step / steps)
            rows = padded([lesson.rows[row] for row in batch])
            rows = np.where(random.random(rows.shape) < _FORGOTTEN, lesson.instead[rows], rows)
            kept = (random.random((len(rows), 2 * WIDTH)) >= _UNHEARD) / np.float32(1 - _UNHEARD)
            learned, first, second, loss = stepped(
                fixed, learned, first, second, float(step), rate, rows, kept, lesson.wanted[batch], lesson.counts[batch]
            )
            losses.append(loss)
        yield learned, float(np.mean(losses))


def padded(rows: Sequence[Sequence[int]]) -> Numbers:
    """The rows in one block, with nothing where they are shorter."""
    longest = -(-max(map(len, rows)) // _STEP) * _STEP
    block = np.full((len(rows), longest), NOTHING, np.int32)
    for at, row in enumerate(rows):
        block[at, : len(row)] = row
    return block


def _step(
    fixed: jax.Array, learned: Tensors, first: Tensors, second: Tensors, step: float, rate: float, *batch: jax.Array
) -> tuple[Tensors, Tensors, Tensors, jax.Array]:
    loss, slope = jax.value_and_grad(_loss)(learned, fixed, *batch)
    return *adam.stepped(learned, first, second, slope, step, rate), loss


def _loss(
    learned: Tensors, fixed: jax.Array, rows: jax.Array, kept: jax.Array, wanted: jax.Array, counts: jax.Array
) -> jax.Array:
    off = outputs(learned, fixed, rows, kept) - wanted
    return jnp.mean(counts[:, None] * off * off)
