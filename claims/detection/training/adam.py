"""One step of Adam with decay (Loshchilov and Hutter), in JAX; its slope is cut to a length."""

from __future__ import annotations

from typing import TypeAlias

import jax
import jax.numpy as jnp

Tensors: TypeAlias = dict[str, jax.Array]

_FIRST, _SECOND, _TINY, _LONGEST_SLOPE, _DECAY = 0.9, 0.999, 1e-8, 1.0, 0.01


def stepped(
    learned: Tensors, first: Tensors, second: Tensors, slope: Tensors, step: float, rate: float
) -> tuple[Tensors, Tensors, Tensors]:
    """What is learned after step number ``step``, from one, and the two moments that the next step needs."""
    length = jnp.sqrt(sum(jnp.sum(table * table) for table in slope.values()))
    slope = {name: table * jnp.minimum(1.0, _LONGEST_SLOPE / length) for name, table in slope.items()}
    first = {name: _FIRST * first[name] + (1 - _FIRST) * table for name, table in slope.items()}
    second = {name: _SECOND * second[name] + (1 - _SECOND) * table**2 for name, table in slope.items()}
    moved = {
        name: (first[name] / (1 - _FIRST**step)) / (jnp.sqrt(second[name] / (1 - _SECOND**step)) + _TINY)
        for name in slope
    }
    return {name: table - rate * (moved[name] + _DECAY * table) for name, table in learned.items()}, first, second
