"""The command line, run as a process of its own, as other programs run it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


def run(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    environment = os.environ | {"LC_ALL": "C", "PYTHONPATH": str(ROOT), "PYTHONUTF8": "0"}
    command = [sys.executable, "-m", "claims.detection", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, cwd=ROOT, env=environment, timeout=60, check=False)


def test_sentences_answers_each_line_in_order() -> None:
    done = run(
        "sentences", stdin=b'{"id":"b","text":"Rates rose. \xf0\x9f\x8f\xa6 They fell."}\n\n{"id":7,"text":""}\n'
    )
    assert [json.loads(line) for line in done.stdout.splitlines()] == [
        {"id": "b", "sentences": [[0, 11], [12, 24]]},
        {"id": 7, "sentences": []},
    ]
    assert (done.returncode, done.stderr) == (0, b"")


def test_score_answers_a_number_for_each_line() -> None:
    done = run("score", stdin='{"id":"ä","text":"Exports rose by 3 per cent."}\r\n'.encode())
    assert json.loads(done.stdout)["id"] == "ä"
    assert 0 < json.loads(done.stdout)["score"] < 1


def test_article_counts_code_points_of_the_input_as_given() -> None:
    text = "Rätsel 🏦\r\nThe bank said rates rose.\r\n“They fell”, the minister said.\r\n"
    done = run("article", stdin=text.encode())
    sentences = json.loads(done.stdout)["sentences"]
    assert [text[s["start"] : s["end"]] for s in sentences] == [s["text"] for s in sentences]
    assert set(sentences[0]) == {
        "start", "end", "text", "kind", "check_worthiness", "claimant", "reasons", "candidate",
    }  # fmt: skip
    assert [s["claimant"] for s in sentences] == [None, "The bank", "the minister"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        (b"nope", "Line 2 is not JSON."),
        (b"[1]", 'Line 2 is not a JSON object with "id" and "text".'),
        (b'{"id":1}', 'Line 2 has no "text" that is a string.'),
        (b'{"id":1,"text":5}', 'Line 2 has no "text" that is a string.'),
        (b'{"text":"a"}', 'Line 2 has no "id".'),
        (b'{"id":1,"text":"\xff"}', "Line 2 is not valid UTF-8 (byte 16)."),
        (b"[" * 100_000, "Line 2 is not JSON."),
    ],
)
def test_a_bad_line_is_named_in_one_sentence(line: bytes, message: str) -> None:
    for command in ("sentences", "score"):
        done = run(command, stdin=b'{"id":0,"text":"Rates rose."}\n' + line + b"\n")
        assert (done.returncode, done.stderr.decode()) == (2, f"{message}\n")
        assert json.loads(done.stdout)["id"] == 0


def test_an_article_that_is_not_utf_8_is_refused() -> None:
    done = run("article", stdin=b"Rates \xff rose.")
    assert (done.returncode, done.stdout, done.stderr) == (2, b"", b"The article is not valid UTF-8 (byte 6).\n")


@pytest.mark.parametrize("arguments", [(), ("nonsense",), ("score", "more")])
def test_without_a_known_command_it_shows_how_to_use_it(arguments: tuple[str, ...]) -> None:
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.startswith(b"usage: python -m claims.detection")


def test_a_lone_surrogate_goes_through() -> None:
    done = run("sentences", stdin=b'{"id":"\\ud800","text":"Rates \\ud800 rose."}')
    assert json.loads(done.stdout) == {"id": "\ud800", "sentences": [[0, 13]]}
