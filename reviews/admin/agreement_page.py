"""The page on which editors see how far reviewers agree, who may be rubber-stamping, and who drifts."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Exists, OuterRef
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from claims import policy
from claims.admin.pages import page
from reviews import figures
from reviews.admin.agreement_chart import chart_of
from reviews.admin.agreement_tables import named, tables_of
from reviews.models import RatingScale, Review
from reviews.slices import Slice

SHOWN = 50  # rows of a table on the page; its file has all
# Days that still exist in every time zone, and that no newsroom will miss.
DAYS = [MinValueValidator(date(1970, 1, 1)), MaxValueValidator(date(2199, 12, 31))]


class DayField(forms.DateField):
    def __init__(self, **words: Any) -> None:
        super().__init__(required=False, validators=DAYS, widget=forms.DateInput(attrs={"type": "date"}), **words)


class SliceForm(forms.Form):
    """What to look at. Empty fields narrow nothing."""

    since = DayField(label="From")
    until = DayField(label="To", help_text="This day included.")
    topic = forms.CharField(required=False, max_length=100, help_text="Its short name.")
    outlet = forms.CharField(required=False, max_length=200)
    one = forms.TypedChoiceField(label="Reviewer", required=False, coerce=int, empty_value=None)
    other = forms.TypedChoiceField(label="and reviewer", required=False, coerce=int, empty_value=None)
    scale = forms.ChoiceField(label="Rating scale", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        theirs = Review.objects.filter(reviewer=OuterRef("pk"))
        reviewed = get_user_model().objects.filter(Exists(theirs)).order_by("username")
        people = [("", "Everybody"), *reviewed.values_list("pk", "username")]
        scales = RatingScale.objects.order_by("slug").values_list("slug", flat=True).distinct()
        for name in ("one", "other"):
            self.fields[name].choices = people  # type: ignore[attr-defined]
        self.fields["scale"].choices = [("", "The one in use"), *((slug, slug) for slug in scales)]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        since, until = given.get("since"), given.get("until")
        if since and until and until < since:
            self.add_error("until", "The period ends before it begins.")
        one, other = given.get("one"), given.get("other")
        if not {"one", "other"} & set(self.errors) and (one is None) != (other is None):
            self.add_error("other" if other is None else "one", "Choose two reviewers, or none.")
        elif one is not None and one == other:
            self.add_error("other", "Choose somebody else: a pair is two people.")
        return given

    def asked(self) -> Slice:
        given = self.cleaned_data
        until = given["until"] and given["until"] + timedelta(days=1)
        return Slice(
            since=_midnight(given["since"]),
            until=_midnight(until),
            topic=given.get("topic", ""),
            outlet=given["outlet"],
            pair=(given["one"], given["other"]) if given["one"] is not None else None,
            scale=given["scale"],
        )


def agreement(request: HttpRequest) -> HttpResponse:
    form = _form(request)
    if not form.is_valid():
        return page(request, "desk/agreement.html", "Agreement", status=400, form=form, in_trouble=True)
    report = figures.report(form.asked(), actor=request.user)
    return page(
        request,
        "desk/agreement.html",
        "Agreement",
        form=form,
        report=report,
        chart=chart_of(report.months),
        tables=[(table, table.shown(SHOWN), max(len(table.told) - SHOWN, 0)) for table in tables_of(report)],
        noted=[(who.username, who.notes) for who in report.reviewers if who.notes]
        + [(who.username, who.notes) for who in report.approvers if who.notes],
        query=request.GET.urlencode(),
    )


def agreement_file(request: HttpRequest, table: str) -> HttpResponse:
    """One of the page's tables as CSV, with all its rows."""
    form = _form(request)
    if not form.is_valid():
        return HttpResponse(f"{form.errors.as_text()}\n", status=400, content_type="text/plain; charset=utf-8")
    found = named(tables_of(figures.report(form.asked(), actor=request.user)), table)
    if found is None:
        raise Http404("There is no such table.")
    answer = HttpResponse(content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="agreement-{found.slug}.csv"'
    found.write(answer)  # type: ignore[arg-type]
    return answer


def _form(request: HttpRequest) -> SliceForm:
    if not policy.is_editor(request.user):
        raise PermissionDenied
    return SliceForm(request.GET)


def _midnight(day: date | None) -> datetime | None:
    return timezone.make_aware(datetime.combine(day, time.min)) if day else None
