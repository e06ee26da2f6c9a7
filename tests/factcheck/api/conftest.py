"""The cast, for the tests of the API's manners."""

from tests.cast import editor, reviewer, second_editor, stranger

__all__ = ["editor", "reviewer", "second_editor", "stranger"]
