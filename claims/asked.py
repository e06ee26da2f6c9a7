"""The kinds of answers that filters take, each refused in a sentence when it makes no sense."""

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import BigIntegerField
from django.utils import timezone

from claims.search import words_in

SPAN = re.compile(r"(\d{1,4})([hdw])", re.ASCII)
UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1), "w": timedelta(weeks=1)}
# Days that still exist in every time zone, and that no newsroom will miss.
DAYS = [MinValueValidator(date(1970, 1, 1)), MaxValueValidator(date(2199, 12, 31))]


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
