"""Files of tables in the safetensors format: read as they were written, refused when they are not whole."""

import json
from pathlib import Path

import numpy as np
import pytest

from claims.detection.encoder.tensors import NotTables, read, written


def test_tables_come_back_as_they_were_in_either_precision(tmp_path: Path) -> None:
    whole, half = np.arange(6, dtype=np.float32).reshape(2, 3), np.array([0.5, -2], np.float16)
    (tmp_path / "file").write_bytes(written({"whole": whole, "half": half}))
    found = read(tmp_path / "file")
    assert {name: table.tolist() for name, table in found.items()} == {"whole": whole.tolist(), "half": [0.5, -2]}
    assert {table.dtype for table in found.values()} == {np.dtype(np.float32)}


def test_the_format_is_a_length_a_header_in_json_and_the_numbers(tmp_path: Path) -> None:
    data = written({"a": np.array([1.0, 2.0], np.float32)})
    length = int.from_bytes(data[:8], "little")
    assert json.loads(data[8 : 8 + length]) == {"a": {"dtype": "F32", "shape": [2], "data_offsets": [0, 8]}}
    assert data[8 + length :] == b"\x00\x00\x80\x3f\x00\x00\x00\x40"


def test_tables_of_whole_numbers_and_what_is_said_of_the_file_are_passed_over(tmp_path: Path) -> None:
    header = {
        "__metadata__": {"format": "pt"},
        "ids": {"dtype": "I64", "shape": [1], "data_offsets": [0, 8]},
        "a": {"dtype": "F32", "shape": [1], "data_offsets": [8, 12]},
    }
    head = json.dumps(header).encode()
    (tmp_path / "file").write_bytes(len(head).to_bytes(8, "little") + head + bytes(8) + b"\x00\x00\x80\x3f")
    assert {name: table.tolist() for name, table in read(tmp_path / "file").items()} == {"a": [1.0]}


@pytest.mark.parametrize("data", [b"", b"\x01", b"not at all such a file", (2**60).to_bytes(8, "little") + b"{}"])
def test_what_is_no_such_file_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "file").write_bytes(data)
    with pytest.raises(NotTables, match="file is not a whole file of tables"):
        read(tmp_path / "file")


def test_a_file_that_was_cut_short_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(written({"a": np.ones((4, 4), np.float32)})[:-3])
    with pytest.raises(NotTables):
        read(tmp_path / "file")
