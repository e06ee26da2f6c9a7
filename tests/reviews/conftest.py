"""The cast, for every test below this folder."""

from tests.cast import clock, console, editor, reviewer, second_editor, second_reviewer, stranger

__all__ = ["clock", "console", "editor", "reviewer", "second_editor", "second_reviewer", "stranger"]
