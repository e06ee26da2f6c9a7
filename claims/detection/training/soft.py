"""What the teachers say of every sentence: log odds for news and for debates, kept without a word of the sentences."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import numpy as np

from claims.detection.training.fitting import Vector

SOFT_LABELS = Path(__file__).with_name("soft-labels.json")
# Kept as whole tenths. Beyond four a teacher is sure, and how sure it is says nothing that a student should follow.
_UNIT, _MOST = 10, 4.0


class OtherSentences(Exception):
    """The soft labels were made for other sentences, or for the same in another order."""


class Soft(NamedTuple):
    """Log odds that each sentence is worth checking, as news and as said in a debate."""

    news: Vector
    debate: Vector


class Heard(NamedTuple):
    """The same from the fine-tuned encoder, and whether it is verifiable at all, for what a debate says."""

    news: Vector
    debate: Vector
    verifiable: Vector


def write(soft: Soft | Heard, texts: Sequence[str], path: Path) -> None:
    """Keeps the labels with their checksum beside them."""
    stored = {"sentences": _digest(texts), **{name: _whole(odds) for name, odds in soft._asdict().items()}}
    data = json.dumps(stored, sort_keys=True, separators=(",", ":")).encode() + b"\n"
    path.write_bytes(data)
    path.with_suffix(".sha256").write_text(f"{sha256(data).hexdigest()}  {path.name}\n", encoding="ascii")


def read(texts: Sequence[str], path: Path) -> dict[str, Vector]:
    """The labels by their names. Raises OtherSentences unless they are whole and of exactly these sentences."""
    data = path.read_bytes()
    stored = json.loads(data)
    whole = sha256(data).hexdigest() == path.with_suffix(".sha256").read_text(encoding="ascii").split()[0]
    if not whole or stored["sentences"] != _digest(texts):
        raise OtherSentences(f"{path.name} is not about these sentences; make it anew, as the model card says.")
    return {name: np.array(odds) / _UNIT for name, odds in stored.items() if name != "sentences"}


def _whole(odds: Vector) -> list[int]:
    return [round(float(value) * _UNIT) for value in np.clip(odds, -_MOST, _MOST)]


def _digest(texts: Sequence[str]) -> str:
    return sha256("\n".join(texts).encode()).hexdigest()
