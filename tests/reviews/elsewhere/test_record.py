"""One record with everything that goes wrong in the wild, form by form; and out again without a change."""

import json
import re
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reviews.elsewhere import FORMS, Fields, claim_review, found_in, read

DOCS = Path(__file__).resolve().parents[3] / "docs"
GOOD: dict[str, Any] = {
    "@context": "https://schema.org",
    "@type": "ClaimReview",
    "@id": "https://desk.example/1#claim-2",
    "url": "https://desk.example/1",
    "name": "No, exports did not grow",
    "inLanguage": "en",
    "datePublished": "2020-03-02",
    "claimReviewed": "Exports grew by 7 percent.",
    "author": {"@type": "Organization", "name": "The Desk", "url": "https://desk.example/"},
    "reviewRating": {"alternateName": "False", "ratingValue": 1, "bestRating": 6, "worstRating": 1},
    "itemReviewed": {
        "@type": "Claim",
        "datePublished": "2020-03-01",
        "author": {"@type": "Person", "name": "Ana Lopez", "sameAs": "https://lopez.example/"},
        "appearance": [{"@type": "CreativeWork", "url": "https://news.example/1"}],
    },
}
RATING, ITEM = GOOD["reviewRating"], GOOD["itemReviewed"]


def test_a_good_record_is_read_whole_and_has_no_malformed_form() -> None:
    fields, forms = read(GOOD)
    assert forms == frozenset()
    assert fields == Fields(
        record_id="https://desk.example/1#claim-2",
        url="https://desk.example/1",
        title="No, exports did not grow",
        language="en",
        claim="Exports grew by 7 percent.",
        publisher="The Desk",
        publisher_url="https://desk.example/",
        published_on=date(2020, 3, 2),
        rating="False",
        rating_value=1,
        best_rating=6,
        worst_rating=1,
        claimant="Ana Lopez",
        claimant_kind="Person",
        claimant_url="https://lopez.example/",
        claimed_on=date(2020, 3, 1),
        appearances=("https://news.example/1",),
    )


OWN = {
    "no_context": ({"@context": None}, {}),
    "http_context": ({"@context": "http://schema.org"}, {}),
    "type_list": ({"@type": ["Review", "ClaimReview"]}, {}),
    "type_case": ({"itemReviewed": ITEM | {"@type": "claim"}}, {}),
    "text_value": ({"claimReviewed": {"@value": "x"}}, {"claim": "x"}),
    "text_list": ({"claimReviewed": ["x", "y"]}, {"claim": "x y"}),
    "text_number": ({"reviewRating": RATING | {"ratingExplanation": 5}}, {"rating_explanation": "5"}),
    "text_untidy": ({"reviewRating": RATING | {"alternateName": "False \r"}}, {"rating": "False"}),
    "text_entities": ({"claimReviewed": "Singh&#039;s"}, {"claim": "Singh's"}),
    "claim_missing": ({"claimReviewed": ""}, {"claim": ""}),
    "claim_long": ({"claimReviewed": "x" * 76}, {"claim": "x" * 76}),
    "rating_missing": ({"reviewRating": None}, {"rating": "", "rating_value": None, "best_rating": None}),
    "rating_bare": ({"reviewRating": "Falso"}, {"rating": "Falso", "rating_value": None}),
    "rating_list": ({"reviewRating": [RATING]}, {"rating": "False"}),
    "rating_no_number": ({"reviewRating": {"alternateName": "False"}}, {"rating_value": None, "best_rating": None}),
    "number_text": ({"reviewRating": RATING | {"ratingValue": "1"}}, {"rating_value": 1}),
    "number_empty": ({"reviewRating": RATING | {"ratingValue": ""}}, {"rating_value": None, "best_rating": 6}),
    "number_minus_one": (
        {"reviewRating": {"alternateName": "x", "ratingValue": -1, "bestRating": "-1", "worstRating": -1}},
        {"rating_value": None, "best_rating": None, "worst_rating": None},
    ),
    "number_unreadable": ({"reviewRating": RATING | {"ratingValue": "4 of 6"}}, {"rating_value": None}),
    "rating_ends_missing": ({"reviewRating": {"ratingValue": 4, "bestRating": 6}}, {"worst_rating": None}),
    "rating_worst_below_one": ({"reviewRating": RATING | {"worstRating": 0}}, {"worst_rating": 0}),
    "rating_out_of_range": ({"reviewRating": RATING | {"ratingValue": 7}}, {"rating_value": 7}),
    "label_missing": ({"reviewRating": {"ratingValue": 1}}, {"rating": ""}),
    "label_sentence": ({"reviewRating": {"alternateName": "x " * 30 + "x"}}, {}),
    "label_slug": ({"reviewRating": {"alternateName": "really_false"}}, {"rating": "really_false"}),
    "label_full_stop": ({"reviewRating": {"alternateName": "Falso."}}, {"rating": "Falso."}),
    "date_missing": ({"datePublished": None}, {"published_on": None}),
    "date_no_zone": ({"datePublished": "2020-06-23 20:02"}, {"published_on": date(2020, 6, 23), "published_at": None}),
    "date_not_padded": ({"datePublished": "2016-5-3"}, {"published_on": date(2016, 5, 3)}),
    "date_in_words": ({"datePublished": "May 3, 2016"}, {"published_on": date(2016, 5, 3)}),
    "date_quoted": ({"datePublished": "“2016-05-03”"}, {"published_on": date(2016, 5, 3)}),
    "date_one_reading": ({"itemReviewed": ITEM | {"datePublished": "29/09/2011"}}, {"claimed_on": date(2011, 9, 29)}),
    "date_two_readings": ({"itemReviewed": ITEM | {"datePublished": "07/12/2016"}}, {"claimed_on": None}),
    "date_unreadable": ({"datePublished": "20166-01-01"}, {"published_on": None}),
    "url_missing": ({"url": None}, {"url": ""}),
    "url_relative": ({"url": "/1"}, {"url": ""}),
    "url_no_scheme": ({"url": "desk.example/1"}, {"url": ""}),
    "url_mangled": ({"url": "https://desk.example/%2520"}, {"url": "https://desk.example/%2520"}),
    "url_unreadable": ({"url": "ask us"}, {"url": ""}),
    "author_missing": ({"author": None}, {"publisher": ""}),
    "author_bare": ({"author": "The Desk"}, {"publisher": "The Desk"}),
    "author_person": (
        {"author": {"@type": "Person", "name": "Bo"}, "publisher": {"name": "The Desk"}},
        {"reviewers": ("Bo",), "publisher": "The Desk"},
    ),
    "author_list": (
        {"author": [{"@type": "Person", "name": "Bo"}, {"@type": "NewsMediaOrganization", "name": "The Desk"}]},
        {"reviewers": ("Bo",), "publisher": "The Desk"},
    ),
    "claimant_missing": ({"itemReviewed": ITEM | {"author": None}}, {"claimant": "", "claimant_kind": ""}),
    "claimant_nameless": ({"itemReviewed": ITEM | {"author": {"@type": "Person"}}}, {"claimant": ""}),
    "claimant_bare": ({"itemReviewed": ITEM | {"author": "A crowd"}}, {"claimant": "A crowd", "claimant_kind": ""}),
    "claimant_list": (
        {"itemReviewed": ITEM | {"author": [{"name": "A", "@type": "Person"}, "B"]}},
        {"claimant": "A, B", "claimant_kind": "Person"},
    ),
    "claimant_names": ({"itemReviewed": ITEM | {"author": {"name": ["A", "mayor"]}}}, {"claimant": "A, mayor"}),
    "same_as_no_address": ({"itemReviewed": ITEM | {"author": {"name": "A", "sameAs": "@a"}}}, {"claimant_url": ""}),
    "item_missing": ({"itemReviewed": None}, {"appearances": ()}),
    "item_creative_work": ({"itemReviewed": ITEM | {"@type": "CreativeWork"}}, {}),
    "item_list": ({"itemReviewed": [ITEM]}, {"claimant": "Ana Lopez"}),
    "item_bare": ({"itemReviewed": "Exports grew."}, {"claimant": ""}),
    "link_in_url": (
        {"itemReviewed": {"@type": "CreativeWork", "url": "https://tube.example/1"}},
        {"appearances": ("https://tube.example/1",)},
    ),
    "appearance_missing": ({"itemReviewed": ITEM | {"appearance": []}}, {"appearances": ()}),
    "appearance_bare": (
        {"itemReviewed": ITEM | {"appearance": "https://a.example"}},
        {"appearances": ("https://a.example",)},
    ),
    "appearance_joined": (
        {
            "itemReviewed": ITEM
            | {"appearance": {"url": "https://a.example, https://b.example/x,1 and https://c.example"}}
        },
        {"appearances": ("https://a.example", "https://b.example/x,1", "https://c.example")},
    ),
}
OF_FILES = {"json_repaired", "microdata"}


def test_every_form_has_an_example() -> None:
    assert set(OWN) | OF_FILES == set(FORMS)


def test_the_table_of_forms_has_every_form_in_its_words() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (.+?) \| \d* ?\| \d* ?\|$", (DOCS / "imported.md").read_text(), re.MULTILINE)
    assert dict(rows) == FORMS


@pytest.mark.parametrize("form", OWN)
def test_each_form_is_named_and_read_as_far_as_it_has_one_meaning(form: str) -> None:
    changed, expected = OWN[form]
    record = {name: value for name, value in (GOOD | changed).items() if value is not None}
    fields, forms = read(record)
    assert form in forms
    assert {name: getattr(fields, name) for name in expected} == expected
    assert again(fields) == fields


@pytest.mark.parametrize("name", GOOD)
@pytest.mark.parametrize("value", [None, "", [], {}, 7, True, [[]], [{}], {"x": []}, "\x00", [None], -1.5])
def test_nothing_in_any_place_stops_the_reading(name: str, value: Any) -> None:
    fields, _ = read(GOOD | {name: value})
    assert again(fields) == fields


def again(fields: Fields) -> Fields:
    """Written, and read as a file is."""
    [found] = found_in(json.dumps([{"@type": "ClaimReview"} | claim_review(fields)]).encode())
    back, _ = read(found.node)
    return back


tidy = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters="&"), max_size=20)
urls = st.one_of(st.just(""), st.from_regex(r"https?://[a-z]{1,9}\.example/[a-z0-9,;]{0,9}x", fullmatch=True))
numbers = st.none() | st.floats(allow_nan=False, allow_infinity=False)
zone = timezone(timedelta(hours=5.5))
moments = st.builds(datetime.combine, st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.times(), st.just(zone))


@settings(max_examples=60)
@given(
    st.builds(
        Fields,
        **dict.fromkeys(("claim", "title", "language", "publisher", "rating", "rating_explanation", "claimant"), tidy),
        **dict.fromkeys(("record_id", "url", "publisher_url", "claimant_url", "first_appearance"), urls),
        **dict.fromkeys(("rating_value", "best_rating", "worst_rating"), numbers),
        reviewers=st.lists(tidy.filter(bool), max_size=3).map(tuple),
        appearances=st.lists(urls.filter(bool), max_size=3, unique=True).map(tuple),
        claimed_on=st.none() | st.dates(),
        published_on=st.none() | st.dates(),
    )
)
def test_what_is_written_reads_as_what_it_was(fields: Fields) -> None:
    assert again(fields) == fields


@settings(max_examples=20)
@given(moments)
def test_a_moment_survives_with_its_day(moment: datetime) -> None:
    fields = Fields(claim="x", published_at=moment, published_on=moment.date())
    assert again(fields) == fields


@settings(max_examples=200)
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from([*GOOD, *RATING, *ITEM, "name", "url", "@value"]), inner, max_size=5)
        ),
        max_leaves=20,
    )
)
def test_no_record_is_too_strange_to_be_read_and_written(value: Any) -> None:
    fields, forms = read(value if isinstance(value, dict) else {"itemReviewed": value, "author": value, "url": value})
    assert forms <= set(FORMS)
    assert again(fields) == fields
