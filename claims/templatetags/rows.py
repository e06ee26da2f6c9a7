"""What lists draw in every row: times, addresses, texts cut short.

One filter each, where a chain of Django's own takes several times as long as reading the row.
"""

from datetime import datetime
from functools import lru_cache
from typing import Any

from django import template
from django.urls import get_script_prefix, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.text import Truncator
from django.utils.timesince import timesince

register = template.Library()


@register.filter
def since(moment: datetime) -> SafeString:
    """How long ago that was, with the exact time as its title."""
    return _told(moment, "")


@register.filter
def ago(moment: datetime) -> SafeString:
    """The same in a sentence."""
    return _told(moment, " ago")


@register.filter
def at_the_hour(moment: datetime) -> SafeString:
    """The time of day, where the day is told above."""
    there = timezone.localtime(moment)
    return _time(there, f"{there:%-d %B %Y, %H:%M:%S %Z}", f"{there:%H:%M}")


def _told(moment: datetime, more: str) -> SafeString:
    there = timezone.localtime(moment)
    return _time(there, f"{there:%-d %B %Y, %H:%M}", f"{timesince(there)}{more}")


def _time(there: datetime, exact: str, shown: str) -> SafeString:
    return format_html('<time datetime="{}" title="{}">{}</time>', there.isoformat(), exact, shown)


@register.filter
def page(pk: int, name: str) -> str:
    """The address of the page about this one; `name` is that of the pattern, which takes a number and nothing else."""
    before, after = _around_the_number(name, get_script_prefix())
    return f"{before}{pk}{after}"


@lru_cache
def _around_the_number(name: str, prefix: str) -> tuple[str, str]:
    before, _, after = reverse(name, args=[0]).rpartition("0")
    return before, after


@register.filter
def shortened(text: Any, most: int) -> str:
    """As `truncatechars`, which also takes its time over what is short enough."""
    told = str(text)
    return told if len(told) <= most else Truncator(told).chars(most)


@register.filter
def hundredths(share: float) -> str:
    """With two digits after the point."""
    return f"{share:.2f}"
