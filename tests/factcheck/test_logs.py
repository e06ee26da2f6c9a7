"""What the log looks like."""

import logging

from factcheck.logs import OneLine


def test_a_record_stays_on_one_line_whatever_is_in_it() -> None:
    forged = "wrong password for ana\n2026-11-23 INFO login ana\rlogged\u2028in"
    record = logging.LogRecord("desk", logging.WARNING, "somewhere.py", 1, forged, None, None)
    assert OneLine().format(record).splitlines() == ["wrong password for ana ⏎ 2026-11-23 INFO login ana ⏎ logged ⏎ in"]


def test_a_traceback_stays_on_the_line_of_its_record() -> None:
    try:
        raise LookupError("no such claim")
    except LookupError as error:
        record = logging.LogRecord("desk", logging.ERROR, "x.py", 1, "failed", None, (type(error), error, None))
    assert OneLine().format(record) == "failed ⏎ LookupError: no such claim"
