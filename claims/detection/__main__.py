"""The command line: ``python -m claims.detection sentences|score|article``, UTF-8 in and out whatever the locale."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from typing import BinaryIO

from claims.detection import read, score, split

# Shorter texts are taken for English: a few words do not tell their language.
_TELLS_ITS_LANGUAGE = 100

USAGE = """usage: python -m claims.detection COMMAND

  sentences   JSON lines {"id", "text"} on stdin; {"id", "sentences": [[start, end], ...]} out, one per line
  score       JSON lines {"id", "text"}, one sentence each; {"id", "score"} out, one per line
  article     the plain text of one article on stdin; {"sentences": [...]} out, places in code points

  "language" in a record is its BCP 47 tag; without one the language is recognised.
"""

_SHOWN = ("start", "end", "text", "kind", "check_worthiness", "claimant", "reasons", "candidate")

Record = dict[str, object]


class BadInput(Exception):
    """The input cannot be read; the message is the sentence for the person at the terminal."""


def main(arguments: list[str], source: BinaryIO, target: BinaryIO, errors: BinaryIO) -> int:
    """Runs one command; returns the exit code: 0, or 2 for wrong usage and for input that cannot be read."""
    command = _COMMANDS.get(arguments[0]) if len(arguments) == 1 else None
    if command is None:
        errors.write(USAGE.encode())
        return 2
    try:
        target.writelines(_encoded(record) for record in command(source))
        target.flush()
    except BadInput as problem:
        target.flush()
        errors.write(f"{problem}\n".encode("utf-8", "backslashreplace"))
        return 2
    return 0


def _sentences(source: BinaryIO) -> Iterator[Record]:
    for record, text in _records(source):
        spans = split(text, _language(record.get("language"), text))
        yield {"id": record["id"], "sentences": [list(span) for span in spans]}


def _scores(source: BinaryIO) -> Iterator[Record]:
    for record, text in _records(source):
        yield {"id": record["id"], "score": score(text)}


def _article(source: BinaryIO) -> Iterator[Record]:
    # Bytes are decoded as they are: the places must count what the caller counts, carriage returns included.
    text = _decoded(source.read(), "The article")
    found = [asdict(sentence) for sentence in read(text, _language(None, text))]
    yield {"sentences": [{key: sentence[key] for key in _SHOWN} for sentence in found]}


def _language(given: object, text: str) -> str | None:
    if isinstance(given, str) and given:
        return given
    return "en" if len(text) < _TELLS_ITS_LANGUAGE else None


def _records(lines: Iterable[bytes]) -> Iterator[tuple[Record, str]]:
    """The record and its text of each line; blank lines are passed over."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _record(_decoded(line, f"Line {number}"), number)


def _record(line: str, number: int) -> tuple[Record, str]:
    try:
        record = json.loads(line.removeprefix("\ufeff"))
    except (ValueError, RecursionError):
        raise BadInput(f"Line {number} is not JSON.") from None
    if not isinstance(record, dict):
        raise BadInput(f'Line {number} is not a JSON object with "id" and "text".')
    text = record.get("text")
    if not isinstance(text, str):
        raise BadInput(f'Line {number} has no "text" that is a string.')
    if "id" not in record:
        raise BadInput(f'Line {number} has no "id".')
    return record, text


def _decoded(data: bytes, what: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as problem:
        raise BadInput(f"{what} is not valid UTF-8 (byte {problem.start}).") from None


def _encoded(record: Record) -> bytes:
    # A lone surrogate can come in through a JSON escape; it goes out as an escape again, for UTF-8 has no place for it.
    line = json.dumps(record, ensure_ascii=False)
    try:
        return f"{line}\n".encode()
    except UnicodeEncodeError:
        return f"{json.dumps(record)}\n".encode()


_COMMANDS: dict[str, Callable[[BinaryIO], Iterator[Record]]] = {
    "sentences": _sentences,
    "score": _scores,
    "article": _article,
}

if __name__ == "__main__":
    try:
        code = main(sys.argv[1:], sys.stdin.buffer, sys.stdout.buffer, sys.stderr.buffer)
    except BrokenPipeError:
        # The reader has gone ("| head"): nothing is left to say, and nothing may be flushed at exit.
        sys.stderr.close()
        code = 1
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)
