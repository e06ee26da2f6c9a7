"""How a record of the log looks: one line, whatever was in it."""

import logging


class OneLine(logging.Formatter):
    """Keeps each record on one line, so that nobody can forge a second one and `grep` finds the whole story."""

    def format(self, record: logging.LogRecord) -> str:
        return " ⏎ ".join(super().format(record).splitlines())
