"""What lists may be asked: forms out of addresses, each filter refused in a sentence if it makes no sense."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any, ClassVar, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import BigIntegerField
from django.forms.utils import flatatt
from django.http import QueryDict
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from claims.matching.words import words_in

SPAN = re.compile(r"(\d{1,4})([hdw])", re.ASCII)
UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}
# Days that still exist in every time zone, and that no newsroom will miss.
DAYS = [MinValueValidator(date(1970, 1, 1)), MaxValueValidator(date(2199, 12, 31))]


OF_PAGES = ("after", "before")


class Chip(NamedTuple):
    """A filter at work, and the address without it."""

    label: str
    value: str
    without: str


class Strict(forms.Form):
    """Empty narrows nothing. What is not here, or not for this person, is refused: it would quietly find everything."""

    how_it_looks: ClassVar[tuple[str, ...]] = ()  # parameters that change nothing about what is found

    def __init__(self, data: QueryDict) -> None:
        super().__init__(data)
        self.given = data

    def clean(self) -> dict[str, Any]:
        if unknown := sorted(set(self.given) - set(self.fields) - set(OF_PAGES)):
            self.add_error(
                None, f"There is no filter “{unknown[0][:40]}” for you; so nothing is shown, rather than all."
            )
        return super().clean() or {}

    @property
    def asked(self) -> Mapping[str, Any]:
        """What narrows, without what is empty."""
        narrows = {name: value for name, value in self.cleaned_data.items() if name not in self.how_it_looks}
        return {name: value for name, value in narrows.items() if value not in (None, "", [], False)}

    @property
    def query(self) -> QueryDict:
        """The address of what is asked, in the form's own order, without where one has paged to."""
        kept = QueryDict(mutable=True)
        for name in self.fields:
            if values := [value for value in self.given.getlist(name) if value]:
                kept.setlist(name, values)
        return kept

    def chips(self) -> Iterator[Chip]:
        """One for each value of each filter at work."""
        for name in self.asked:
            for value in self.given.getlist(name):
                without = self.query
                without.setlist(name, [other for other in without.getlist(name) if other != value])
                for bound in self.stands_and_falls_with(name):
                    without.pop(bound, None)
                yield Chip(str(self[name].label), self._in_words(name, value), without.urlencode())

    def stands_and_falls_with(self, name: str) -> Iterable[str]:
        """What means nothing any more, and would be refused, once this filter is taken away."""
        return ()

    def _in_words(self, name: str, value: str) -> str:
        if isinstance(self.fields[name], forms.BooleanField):
            return ""
        return str(dict(getattr(self.fields[name], "choices", ())).get(value, value))


class PlainSelect(forms.Select):
    """Django's own draws each option with three templates: fifty people took as long as fifty claims."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        drawn = self.get_context(name, value, attrs)["widget"]
        options = [option for _, group, _ in drawn["optgroups"] for option in group]
        said = ((flatatt({"value": one["value"], **one["attrs"]}), one["label"]) for one in options)
        told = flatatt({"name": drawn["name"], **drawn["attrs"]})
        return format_html("<select{}>{}</select>", told, format_html_join("", "<option{}>{}</option>", said))


class ChoiceField(forms.ChoiceField):
    widget = PlainSelect


class WordsField(forms.CharField):
    """Something to look for has a letter or a digit in it."""

    def clean(self, value: Any) -> str:
        typed: str = super().clean(value)
        if typed and not words_in(typed):
            raise ValidationError("Type a word or a number to look for.", code="no_words")
        return typed


class SpanField(forms.CharField):
    """How long: 12h, 7d, 2w."""

    def clean(self, value: Any) -> timedelta | None:
        typed = super().clean(value)
        if not typed:
            return None
        if not (found := SPAN.fullmatch(typed)):
            raise ValidationError("Write it in hours, days or weeks: 12h, 7d, 2w.", code="no_span")
        return int(found[1]) * UNITS[found[2]]


class DayField(forms.DateField):
    """A day in the desk's time zone."""

    widget = forms.DateInput(attrs={"type": "date"})

    def __init__(self, **words: Any) -> None:
        super().__init__(required=False, validators=DAYS, **words)


class ShareField(forms.FloatField):
    """From 0 to 1."""

    def __init__(self, **words: Any) -> None:
        super().__init__(required=False, min_value=0, max_value=1, **words)


class IdField(forms.IntegerField):
    """No larger than a database keeps: SQLite fails on a larger one."""

    widget = forms.TextInput(attrs={"inputmode": "numeric"})

    def __init__(self, **words: Any) -> None:
        super().__init__(required=False, min_value=1, max_value=BigIntegerField.MAX_BIGINT, **words)


def midnight(day: date, *, after: int = 0) -> datetime:
    """The first moment of the day, or of one so many days later."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=after), time.min))
