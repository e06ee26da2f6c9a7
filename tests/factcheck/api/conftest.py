"""The cast, for the tests of the API's manners."""

from tests.cast import editor, reviewer, stranger

__all__ = ["editor", "reviewer", "stranger"]
