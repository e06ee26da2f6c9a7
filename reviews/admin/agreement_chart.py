"""Agreement by month as a line; each month leads to the page about it alone."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils.http import urlencode

from reviews.admin.drawing import Drawing, Mark, Series, curves
from reviews.figures import Group


def chart_of(months: list[Group]) -> Drawing | None:
    """Nothing where fewer than two months have a figure: that is no line."""
    known = dict(_marks(months))
    if len(known) < 2:
        return None
    names = list(_from_to(min(known), max(known)))
    title = f"Percent agreement by month, from {names[0]} to {names[-1]}. The table below has the numbers."
    line = Series("", "is-in_review", [known.get(name) for name in names])
    return curves("months", title, names, [line], label=lambda share: f"{share:.0%}", top=1.0)


def _marks(months: list[Group]) -> Iterator[tuple[str, Mark]]:
    for month in months:
        figure = month.figures["percent_agreement"]
        if figure.value is not None:
            says = f"{month.name}: {figure.value:.1%}, claims compared: {figure.used}"
            yield month.name, Mark(figure.value, says, "is-in_review", _page_of(month.name))


def _page_of(month: str) -> str:
    first = date.fromisoformat(f"{month}-01")
    last = _next(first) - timedelta(days=1)
    return f"{reverse('admin:desk_agreement')}?{urlencode({'since': str(first), 'until': str(last)})}"


def _from_to(first: str, last: str) -> Iterator[str]:
    """Every month between the two, so that a month without a figure keeps its place."""
    month = date.fromisoformat(f"{first}-01")
    while f"{month:%Y-%m}" <= last:
        yield f"{month:%Y-%m}"
        month = _next(month)


def _next(month: date) -> date:
    """The first day of the month after it."""
    return (month + timedelta(days=31)).replace(day=1)
