"""What lists draw in every row says what Django's own filters say."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.template import Context, Template
from django.urls import clear_script_prefix, set_script_prefix
from django.utils import timezone

WITH_DJANGO = """<time datetime="{{ at|date:'c' }}" title="{{ at|date:'j F Y, H:i' }}">{{ at|timesince }} ago</time>"""
BY_THE_HOUR = """<time datetime="{{ at|date:'c' }}" title="{{ at|date:'j F Y, H:i:s T' }}">{{ at|date:'H:i' }}</time>"""


@pytest.fixture(autouse=True)
def at_the_root() -> Iterator[None]:
    yield
    clear_script_prefix()


def drawn(template: str, **words: Any) -> str:
    return Template("{% load rows %}" + template).render(Context(words))


@pytest.mark.parametrize("zone", ["UTC", "America/St_Johns", "Asia/Kathmandu"])
def test_times_are_those_of_the_desk_in_words_and_exactly(zone: str) -> None:
    long_ago = datetime(2024, 3, 9, 5, 7, 11, 250, tzinfo=UTC)
    with timezone.override(zone):
        for at in (long_ago, timezone.now() - timedelta(days=20, hours=3)):
            assert drawn("{{ at|ago }}", at=at) == drawn(WITH_DJANGO, at=at)
            assert drawn("{{ at|since }}", at=at) == drawn(WITH_DJANGO, at=at).replace(" ago<", "<")
            assert drawn("{{ at|at_the_hour }}", at=at) == drawn(BY_THE_HOUR, at=at)


@pytest.mark.parametrize("text", ["short", "exactly 10", "longer than ten", "e\u0301" * 12, "<b>&amp;</b>" * 2, ""])
def test_texts_are_cut_as_django_cuts_them(text: str) -> None:
    assert drawn("{{ text|shortened:10 }}", text=text) == drawn("{{ text|truncatechars:10 }}", text=text)


@pytest.mark.parametrize("name", ["admin:desk_claim", "admin:desk_notification", "admin:desk_article"])
def test_an_address_is_that_of_its_page_wherever_the_site_lies(name: str) -> None:
    for prefix in ("/", "/desk/"):
        set_script_prefix(prefix)
        assert drawn("{{ pk|page:name }}", pk=1203, name=name) == drawn("{% url name pk %}", pk=1203, name=name)


def test_shares_have_two_digits() -> None:
    assert [drawn("{{ share|hundredths }}", share=share) for share in (0, 0.5, 0.666, 1.0)] == [
        *("0.00", "0.50", "0.67", "1.00"),
    ]
