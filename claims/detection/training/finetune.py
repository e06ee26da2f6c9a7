"""Trains the encoder's adapters: ``python -m claims.detection.training.finetune --claimbuster F --encoder FOLDER``.

What is learned so far is written after every two hundred steps; joining.py makes of it what is shipped.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import jax
import jax.numpy as jnp
import numpy as np

from claims.detection.encoder import files, tensors
from claims.detection.training import adam, network
from claims.detection.training.batches import batches
from claims.detection.training.examples import debates, written
from claims.detection.training.network import Tensors
from claims.detection.training.states import States, padded, third_layer
from claims.detection.training.targets import Targets, targets

_EPOCHS, _AT_ONCE, _SEED = 2, 32, 7
_RATE, _WARM_UP = 1e-3, 0.06
_KINDS_COUNT = 0.5
_SAVED_EVERY, _TOLD_EVERY = 200, 100


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m claims.detection.training.finetune", description=__doc__)
    parser.add_argument("--claimbuster", type=Path, required=True, help="cw_claimbuster_crowdsourced.jsonl")
    parser.add_argument("--encoder", type=Path, required=True, help="model.safetensors and vocab.txt of MiniLM")
    parser.add_argument("--out", type=Path, required=True, help="where to keep what was learned")
    given = parser.parse_args(arguments)
    ours, spoken = written(), debates(given.claimbuster)
    frozen = tensors.read(given.encoder / files.TABLES)
    states = third_layer(frozen, given.encoder / files.VOCABULARY, [example.text for example in [*ours, *spoken]])
    for step, learned in trained(frozen, states, targets(ours, spoken)):
        given.out.write_bytes(tensors.written({name: np.asarray(table) for name, table in learned.items()}))
        print(f"{step} steps are in {given.out}", flush=True)


def trained(frozen: tensors.Tables, states: States, wanted: Targets) -> Iterator[tuple[int, Tensors]]:
    """What is learned after every few hundred steps, and at last."""
    random = np.random.default_rng(_SEED)
    todo = [rows for _ in range(_EPOCHS) for rows in batches(random, states, _AT_ONCE)]
    learned = network.fresh(frozen, _SEED)
    first = {name: jnp.zeros_like(table) for name, table in learned.items()}
    second, fixed = dict(first), {name: jnp.asarray(table) for name, table in frozen.items()}
    stepped, losses, began = jax.jit(_step), [], time.monotonic()
    for step, rows in enumerate(todo, start=1):
        rate = _RATE * min(step / (_WARM_UP * len(todo)), (1 - step / len(todo)) / (1 - _WARM_UP) + 1e-3)
        batch = padded([states[row] for row in rows])
        learned, first, second, loss = stepped(
            fixed, learned, first, second, float(step), rate, *batch, *(part[rows] for part in wanted)
        )
        losses.append(loss)
        if step % _TOLD_EVERY == 0:
            latest = np.mean(losses[-_TOLD_EVERY:])
            print(f"step {step} of {len(todo)}: loss {latest:.3f}, {time.monotonic() - began:.0f} s", flush=True)
        if step % _SAVED_EVERY == 0 or step == len(todo):
            yield step, learned


def _loss(
    learned: Tensors,
    frozen: Tensors,
    state: jax.Array,
    present: jax.Array,
    labels: jax.Array,
    counts: jax.Array,
    kinds: jax.Array,
) -> jax.Array:
    odds = network.outputs(frozen, learned, state, present)
    worthy, rest = odds[:, : labels.shape[1]], odds[:, labels.shape[1] :]
    logistic = jnp.sum(counts * (jnp.logaddexp(0.0, worthy) - labels * worthy))
    likely = jnp.take_along_axis(jax.nn.log_softmax(rest, -1), jnp.maximum(kinds, 0)[:, None], 1)[:, 0]
    return (logistic - _KINDS_COUNT * jnp.sum(jnp.where(kinds >= 0, likely, 0.0))) / state.shape[0]


def _step(
    frozen: Tensors, learned: Tensors, first: Tensors, second: Tensors, step: float, rate: float, *batch: jax.Array
) -> tuple[Tensors, Tensors, Tensors, jax.Array]:
    loss, slope = jax.value_and_grad(_loss)(learned, frozen, *batch)
    return *adam.stepped(learned, first, second, slope, step, rate), loss


if __name__ == "__main__":
    main()
