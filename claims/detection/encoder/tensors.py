"""Files of named tables of numbers, in the safetensors format: a header in JSON, then the numbers as they are."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Table: TypeAlias = NDArray[np.float32]
Tables: TypeAlias = dict[str, Table]

_LENGTH = 8
_TYPES: dict[str, np.dtype[Any]] = {"F32": np.dtype("<f4"), "F16": np.dtype("<f2")}


class NotTables(Exception):
    """The file is not whole, or not in the safetensors format."""


def read(path: Path) -> Tables:
    """The tables of floating-point numbers in a file; those of 32 bits are read from disk as they are needed.

    So several processes share one copy of a large file. Raises NotTables.
    """
    try:
        data = np.memmap(path, np.uint8, "r")
        start = _LENGTH + int.from_bytes(data[:_LENGTH].tobytes(), "little")
        if start > len(data):
            raise NotTables(f"{path.name} is not a whole file of tables.")
        header: dict[str, Any] = json.loads(data[_LENGTH:start].tobytes())
        return {
            name: _table(data[start:], entry)
            for name, entry in header.items()
            if name != "__metadata__" and entry["dtype"] in _TYPES
        }
    except (ValueError, KeyError, TypeError, AttributeError) as problem:
        raise NotTables(f"{path.name} is not a whole file of tables.") from problem


def written(tables: Mapping[str, NDArray[Any]]) -> bytes:
    """The bytes of a file with these tables, of 16 or 32 bits a number, in the order of their names."""
    names = {kind: name for name, kind in _TYPES.items()}
    header, parts, place = {}, [], 0
    for name in sorted(tables):
        table = np.ascontiguousarray(tables[name])
        parts.append(table.tobytes())
        header[name] = {
            "dtype": names[table.dtype],
            "shape": list(table.shape),
            "data_offsets": [place, place + table.nbytes],
        }
        place += table.nbytes
    head = json.dumps(header, separators=(",", ":")).encode()
    head += b" " * (-len(head) % _LENGTH)
    return b"".join([len(head).to_bytes(_LENGTH, "little"), head, *parts])


def _table(data: NDArray[np.uint8], entry: Mapping[str, Any]) -> Table:
    start, end = entry["data_offsets"]
    numbers: NDArray[Any] = data[start:end].view(_TYPES[entry["dtype"]])
    return numbers.reshape(entry["shape"]).astype(np.float32, copy=False)
