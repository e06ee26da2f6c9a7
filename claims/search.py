"""Finding rows by their words, by the same rules on both databases: every word, of the last one its beginning.

What is searched lies in a column of its own, as the words that Python finds in the row's texts: lower case, without
accents and punctuation, each word once. So no database has a say in what a word is; each only looks it up, PostgreSQL
in an index, SQLite by reading, which is quick enough for a desk that fits into one file.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db.models import Lookup, Model, QuerySet, Subquery, TextField
from django.db.models.functions import Greatest

from claims import keyset, postings
from claims.matching.words import words_in

MOST_WORDS = 20  # of what is looked for
SAMPLE, OFTEN = 2_000, 5  # of so many rows so many have what is often met
BEGINNING = 4  # letters
# As migrations write it: the words, and the beginning of each, so that PostgreSQL looks up a beginning as it does a
# word. Of all words that begin so it would read every place, one word after the other.
INDEXED = (
    r"array_to_tsvector(string_to_array({column}, ' ') || "
    rf"string_to_array(regexp_replace({{column}}, '(\S{{{{1,{BEGINNING}}}}})\S*', '~\1', 'g'), ' '))"
)


def matching(queryset: QuerySet[Any], words: str, column: str = "words") -> QuerySet[Any]:
    """The rows whose column of words has all of these; the last of them may go on. Without a word: no row."""
    return queryset.filter(**{f"{column}__matching": words})


def few_having(said: QuerySet[Any], words: str, *, most: int) -> list[int] | None:
    """The ids of all that have these words, found by their index; None where there are more, or they are met so often
    that a page is soon full of them. One query.

    To find all that have a frequent word is dear, so rows are looked at first, the newest and some in the middle. What
    is only talked of lately is not often met.
    """
    return keyset.ids_of(matching(said, words), most=most, unless=_samples(said, words))


def _samples(said: QuerySet[Any], words: str) -> list[QuerySet[Any]]:
    """A few rows that have the words, of the newest and of those in the middle; none in a small table."""
    in_order = said.order_by("-pk")
    oldest, newest = (Subquery(said.order_by(way).values("pk")[:1]) for way in ("pk", "-pk"))
    middle = (oldest + newest) / 2
    # Bound on both sides, or PostgreSQL expects many and calls for helpers, which are longer in coming than it takes.
    windows = ((newest - SAMPLE, newest), (Greatest(middle - SAMPLE, oldest + SAMPLE), middle))
    found = in_order.filter(words__having=words)
    return [found.filter(pk__gt=begin, pk__lte=end)[:OFTEN] for begin, end in windows]


class WordsField(TextField):
    """The words of other columns of its row, found anew whenever the row is saved, also in bulk.

    Whoever saves a changed text with `update_fields` names this column as well.
    """

    def __init__(self, *args: Any, of: Sequence[str] = (), **kwargs: Any) -> None:
        self.of = tuple(of)
        kwargs.update(editable=False, default="")
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs | {"of": self.of}

    def pre_save(self, model_instance: Model, add: bool) -> str:
        found = self.found_in(getattr(model_instance, name) for name in self.of)
        setattr(model_instance, self.attname, found)
        return found

    @staticmethod
    def found_in(texts: Iterable[str]) -> str:
        """What is kept of these texts."""
        return " ".join(words_in(" ".join(texts)))


@WordsField.register_lookup
class Matching(Lookup):
    lookup_name = "matching"

    def get_prep_lookup(self) -> list[str]:
        return words_in(str(self.rhs))[:MOST_WORDS]

    def get_db_prep_lookup(self, value: Any, connection: Any) -> Any:
        return "%s", [value]

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """Words hold no sign that LIKE would take for a wildcard."""
        column, params, wanted = *self.process_lhs(compiler, connection), self._wanted()
        patterns = [f"% {word} %" for word in wanted[:-1]] + [f"% {wanted[-1]}%"]
        return " AND ".join([f"(' ' || {column} || ' ') LIKE %s"] * len(patterns)), [*params, *patterns]

    def as_postgresql(self, compiler: Any, connection: Any) -> Any:
        """A longer beginning than the index knows is looked for in the rows that are found."""
        column, params, (*words, last) = *self.process_lhs(compiler, connection), self._wanted()
        query = " & ".join([*(f"'{word}'" for word in words), f"'~{last[:BEGINNING]}'"])
        if len(last) < BEGINNING:
            query += ":*"
        sql, given = f"{INDEXED.format(column=column)} @@ %s::tsquery", [*params, *params, query]
        if len(last) <= BEGINNING:
            return sql, given
        more, given_more = self._looked_for(column, params, [f" {last}"])
        return f"{sql} AND {more}", [*given, *given_more]

    @staticmethod
    def _looked_for(column: str, params: Any, parts: list[str]) -> Any:
        """Not LIKE, which the planner takes for rarely true, whatever it is asked."""
        found = f"strpos(' ' || {column} || ' ', %s) <> 0"
        return " AND ".join([found] * len(parts)), [value for part in parts for value in (*params, part)]

    def _wanted(self) -> list[str]:
        if not self.rhs:
            raise EmptyResultSet
        wanted: list[str] = self.rhs
        return wanted


@WordsField.register_lookup
class Having(Matching):
    """The same rows, without the index: for who walks along another one and looks at a few of them only."""

    lookup_name = "having"

    def as_postgresql(self, compiler: Any, connection: Any) -> Any:
        column, params, (*words, last) = *self.process_lhs(compiler, connection), self._wanted()
        return self._looked_for(column, params, [*(f" {word} " for word in words), f" {last}"])


@WordsField.register_lookup
class HavingAny(Matching):
    """The rows that have one of these words, whole: the words as `words_in` gives them."""

    lookup_name = "having_any"

    def get_prep_lookup(self) -> list[str]:
        return list(self.rhs)

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """SQLite keeps a list of the rows of each word (`claims.postings`)."""
        alias, words = connection.ops.quote_name(self.lhs.alias), postings.of(self.lhs.target.model._meta.db_table)
        query = " OR ".join(f'"{word}"' for word in self._wanted())
        return f"{alias}.id IN (SELECT rowid FROM {words} WHERE {words} MATCH %s)", [query]  # noqa: S608

    def as_postgresql(self, compiler: Any, connection: Any) -> Any:
        column, params = self.process_lhs(compiler, connection)
        query = " | ".join(f"'{word}'" for word in self._wanted())
        return f"{INDEXED.format(column=column)} @@ %s::tsquery", [*params, *params, query]
