"""all-MiniLM-L6-v2 with low-rank adapters, in JAX: the frozen layers, and what is learned on top of them."""

from __future__ import annotations

import math
from typing import TypeAlias

import jax
import jax.numpy as jnp
import numpy as np
from numpy.typing import NDArray

from claims.detection.training.targets import OUTPUTS

Tensors: TypeAlias = dict[str, jax.Array]

HEADS, WIDTH = 12, 384
# The lower layers stay as they are, so that what they make of a sentence is computed once.
LOWER_LAYERS, ADAPTED_LAYERS = (0, 1, 2), (3, 4, 5)
# What is adapted in the others. An adapter is two thin matrices, "up" and "down", whose product is added to a weight.
ADAPTED = (
    "attention.self.query",
    "attention.self.key",
    "attention.self.value",
    "attention.output.dense",
    "intermediate.dense",
    "output.dense",
)
RANK = 8
_FAR_OUT, _TINY = -1e9, 1e-12


def fresh(frozen: dict[str, NDArray[np.float32]], seed: int) -> Tensors:
    """Adapters that change nothing yet, and a head that says nothing yet."""
    random = np.random.default_rng(seed)
    learned: dict[str, NDArray[np.float32]] = {}
    for name in adapted():
        out, into = frozen[f"{name}.weight"].shape
        learned[f"{name}.down"] = random.normal(0, 1 / math.sqrt(into), (RANK, into)).astype(np.float32)
        learned[f"{name}.up"] = np.zeros((out, RANK), np.float32)
    learned["head.weight"] = np.zeros((len(OUTPUTS), WIDTH), np.float32)
    learned["head.bias"] = np.zeros(len(OUTPUTS), np.float32)
    return {name: jnp.asarray(values) for name, values in learned.items()}


def adapted() -> list[str]:
    return [f"encoder.layer.{layer}.{part}" for layer in ADAPTED_LAYERS for part in ADAPTED]


def lower(frozen: Tensors, state: jax.Array, present: jax.Array) -> jax.Array:
    """What the lower layers make of embedded pieces; ``present`` is 0 where a row is padded."""
    for layer in LOWER_LAYERS:
        state = _layer(frozen, {}, f"encoder.layer.{layer}", state, present)
    return state


def outputs(frozen: Tensors, learned: Tensors, state: jax.Array, present: jax.Array) -> jax.Array:
    """Log odds of each output for each text, from its pieces as the lower layers left them."""
    for layer in ADAPTED_LAYERS:
        state = _layer(frozen, learned, f"encoder.layer.{layer}", state, present)
    mean = jnp.sum(state * present[:, :, None], axis=1) / jnp.sum(present, axis=1, keepdims=True)
    return mean @ learned["head.weight"].T + learned["head.bias"]


def _layer(frozen: Tensors, learned: Tensors, name: str, state: jax.Array, present: jax.Array) -> jax.Array:
    seen = _attended(frozen, learned, name, state, present)
    seen = _linear(frozen, learned, f"{name}.attention.output.dense", seen)
    state = _normal(frozen, f"{name}.attention.output", state + seen)
    inner = jax.nn.gelu(_linear(frozen, learned, f"{name}.intermediate.dense", state), approximate=False)
    return _normal(frozen, f"{name}.output", state + _linear(frozen, learned, f"{name}.output.dense", inner))


def _attended(frozen: Tensors, learned: Tensors, name: str, state: jax.Array, present: jax.Array) -> jax.Array:
    texts, longest, _ = state.shape
    asked, offered, held = (
        _linear(frozen, learned, f"{name}.attention.self.{part}", state).reshape(texts, longest, HEADS, -1)
        for part in ("query", "key", "value")
    )
    odds = jnp.einsum("tahd,tbhd->thab", asked, offered) / math.sqrt(WIDTH // HEADS)
    shares = jax.nn.softmax(odds + (1 - present)[:, None, None, :] * _FAR_OUT, axis=-1)
    return jnp.einsum("thab,tbhd->tahd", shares, held).reshape(texts, longest, WIDTH)


def _linear(frozen: Tensors, learned: Tensors, name: str, state: jax.Array) -> jax.Array:
    plain = state @ frozen[f"{name}.weight"].T + frozen[f"{name}.bias"]
    if f"{name}.up" not in learned:
        return plain
    return plain + (state @ learned[f"{name}.down"].T) @ learned[f"{name}.up"].T


def _normal(frozen: Tensors, name: str, state: jax.Array) -> jax.Array:
    centred = state - state.mean(axis=-1, keepdims=True)
    spread = jnp.sqrt(jnp.mean(centred * centred, axis=-1, keepdims=True) + _TINY)
    return centred / spread * frozen[f"{name}.LayerNorm.weight"] + frozen[f"{name}.LayerNorm.bias"]
