"""An encoder of the same form as the real one, with two layers, a few dozen pieces and weights drawn at random."""

from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from claims.detection.encoder import files, tensors
from claims.detection.encoder.layers import HEADS

WIDTH, INNER, LAYERS, RANK = 2 * HEADS, 4 * HEADS, 2, 2
PIECES = (
    "[PAD] [UNK] [CLS] [SEP] the tax ##es ##ed rose by 5 per cent . , % pro ##test ##er ##s cafe said un ##e ##mp ##loy"
    " ##ment fell in 2019 中 minister - ' σ “ and"
).split()
ADAPTED = ("encoder.layer.1.attention.self.query", "encoder.layer.1.output.dense")

Tables = dict[str, Any]


class Folders(NamedTuple):
    """Where the base lies, which newsrooms fetch, and where what we trained lies, which is shipped."""

    fetched: Path
    ours: Path


def written(place: Path, *, mix: tuple[tuple[float, ...], ...] = ((0.1, 0.5, 1.0), (-0.2, 0.7, 0.4))) -> Folders:
    """A whole encoder with its checksums."""
    found = Folders(place / "fetched", place / "ours")
    for folder in found:
        folder.mkdir()
    (found.fetched / files.TABLES).write_bytes(tensors.written(base_tables()))
    (found.fetched / files.VOCABULARY).write_text("".join(f"{piece}\n" for piece in PIECES), encoding="utf-8")
    (found.ours / files.ADAPTERS).write_bytes(tensors.written(adapters(mix)))
    paths = (found.fetched / files.TABLES, found.fetched / files.VOCABULARY, found.ours / files.ADAPTERS)
    lines = [f"{sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in paths]
    (found.ours / files.CHECKSUMS).write_text("".join(lines), encoding="ascii")
    return found


def base_tables() -> Tables:
    draw = np.random.default_rng(1)
    shapes: dict[str, tuple[int, ...]] = {
        "embeddings.word_embeddings.weight": (len(PIECES), WIDTH),
        "embeddings.position_embeddings.weight": (128, WIDTH),
        "embeddings.token_type_embeddings.weight": (2, WIDTH),
    }
    for layer in range(LAYERS):
        name = f"encoder.layer.{layer}"
        for part in ("attention.self.query", "attention.self.key", "attention.self.value", "attention.output.dense"):
            shapes |= {f"{name}.{part}.weight": (WIDTH, WIDTH), f"{name}.{part}.bias": (WIDTH,)}
        shapes |= {f"{name}.intermediate.dense.weight": (INNER, WIDTH), f"{name}.intermediate.dense.bias": (INNER,)}
        shapes |= {f"{name}.output.dense.weight": (WIDTH, INNER), f"{name}.output.dense.bias": (WIDTH,)}
    layers = [f"encoder.layer.{layer}.{part}" for layer in range(LAYERS) for part in ("attention.output", "output")]
    for part in ("embeddings", *layers):
        shapes |= {f"{part}.LayerNorm.weight": (WIDTH,), f"{part}.LayerNorm.bias": (WIDTH,)}
    return {name: draw.normal(0, 0.5, shape).astype(np.float32) for name, shape in shapes.items()}


def adapters(mix: tuple[tuple[float, ...], ...]) -> Tables:
    draw = np.random.default_rng(2)
    tables, found = base_tables(), {}
    for name in ADAPTED:
        out, into = tables[f"{name}.weight"].shape
        found[f"{name}.down"] = draw.normal(0, 0.5, (RANK, into)).astype(np.float16)
        found[f"{name}.up"] = draw.normal(0, 0.5, (out, RANK)).astype(np.float16)
    head = {"head.weight": draw.normal(0, 0.5, (2, WIDTH)).astype(np.float16), "head.bias": np.zeros(2, np.float32)}
    return {**found, **head, "mix": np.array(mix, np.float32)}
