"""The OpenAPI document as it lies in docs/, and how such a document is read: in C, for it is long."""

from functools import cache
from pathlib import Path
from typing import Any

import yaml

SNAPSHOT = Path(__file__).resolve().parents[3] / "docs" / "openapi.yaml"


def read(text: str | bytes) -> Any:
    return yaml.load(text, Loader=yaml.CSafeLoader)


@cache
def snapshot() -> Any:
    """Whoever asks is given the same one, to look at."""
    return read(SNAPSHOT.read_text())
