"""``python -m tests.benchmarks.detection [--language CODE] FILE...``: quality on labelled files, speed beside peers.

``--written`` measures the texts written for it as well: sentences in five languages, speakers, and speeches.
``--encoder`` puts figures with the encoder beside those without; its folder is what `make encoder` prints.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from claims.detection import Encoder
from tests.benchmarks.detection import labelled, peers, speed, written

# Speed needs a text: this one where no file is given. Nobody's words but this project's.
_SAMPLE = (
    "The finance ministry said on Tuesday that the deficit had risen to 4.2 per cent of national income. “We will not"
    " raise taxes,” the minister told parliament. “It cost 3.5 million euros to build. We keep it.” Dr. Weber of the"
    " U.S. branch disagreed … Prices fell in May, according to the statistics office.\nWhat happens next?"
)
_DISTRIBUTIONS = ("nupunkt", "pysbd", "syntok", "spacy", "blingfire")


def main() -> None:
    """Prints everything; the exit code is 0 unless a file cannot be read."""
    parser = argparse.ArgumentParser(prog="tests.benchmarks.detection", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, metavar="FILE", help="JSON lines, labelled")
    parser.add_argument("--language", default="en", help="BCP 47 tag of the files, en unless told")
    parser.add_argument("--written", action="store_true", help="also the texts written for this")
    parser.add_argument(
        "--without", nargs="*", type=Path, default=[], metavar="FILE", help="count no sentence of these"
    )
    parser.add_argument("--encoder", type=Path, metavar="FOLDER", help="measure with the encoder as well")
    parser.add_argument("--no-speed", action="store_true", help="quality only")
    options = parser.parse_args()
    encoder = _encoder(options.encoder) if options.encoder else None
    running, missing = peers.available(options.language)
    print(speed.machine())
    print("versions:", ", ".join(_versions()))
    for name, reason in missing.items():
        print(f"{name} is not measured: {reason}")
    texts: list[str] = []
    without = {labelled.key(record["text"]) for path in options.without for record in labelled.records(path)}
    for path in options.files:
        print(f"\n{path.name}")
        print(*labelled.lines(path, running, without, encoder), sep="\n")
        texts.extend(record["text"] for record in labelled.records(path) if "spans" in record)
    if options.written:
        print(*_written(encoder), sep="\n")
    if not options.no_speed:
        print("\nspeed, CPU time of one process")
        print(*speed.lines(running, texts or [_SAMPLE]), sep="\n")
        print(*speed.own_lines(texts or [_SAMPLE], options.encoder), sep="\n")


def _encoder(folder: Path) -> Encoder:
    from claims.detection.encoder import trained

    return trained.load(folder)


def _written(encoder: Encoder | None) -> Iterator[str]:
    """The written sentences under every splitter that knows their language, and our speakers."""
    for language in written.LANGUAGES:
        running, missing = peers.available(language)
        for lot in written.LOTS:
            yield f"\nwritten, {language}{lot}"
            yield from labelled.of_splitters(running, written.documents(language, lot))
        yield from (f"{name:<12} is not measured" for name in missing)
    yield "\nwritten, speakers"
    yield str(written.speakers())
    yield "\nwritten, check-worthiness in speeches"
    yield from labelled.lines(written.SPEECHES, {}, encoder=encoder)


def _versions() -> list[str]:
    found = []
    for name in _DISTRIBUTIONS:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            found.append(f"{name} absent")
    return found


if __name__ == "__main__":
    main()
