"""People press other keys where they like: each act one, none twice, kept on the profile, brought with the log-in."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from reviews.admin.claim_acts import KEYS as OF_ACTS
from reviews.admin.keys_page import FIXED, KEYS
from reviews.admin.letting_go import WAYS
from reviews.models import Profile

pytestmark = pytest.mark.django_db
MINE = "/admin/desk/profile/keys/"
ROOT = Path(__file__).resolve().parents[3]


def keep(client: Client, **pressed: str) -> Any:
    """`j="ö"`: what is pressed for j; all others as everybody."""
    return client.post(MINE, {f"key_{ord(key)}": pressed.get(key, key) for key in KEYS})


def on_pages(client: Client) -> str:
    [found] = re.findall(r'data-own-keys="([^"]*)"', client.get(reverse("admin:desk_profile")).content.decode())
    return str(found).replace("&quot;", '"')


def test_every_key_of_a_page_can_be_another_and_no_key_is_offered_that_does_nothing() -> None:
    sources = [ROOT / app for app in ("claims", "reviews")]
    texts = [path.read_text() for folder in sources for kind in ("html", "py") for path in folder.rglob(f"*.{kind}")]
    named = re.findall(r'(?:data-(?:row-|known-)?key=|data-key": |\bkey=)"([^"{])"', "\n".join(texts))
    assert {*named, *OF_ACTS.values(), *(way.key for way in WAYS)} - set(FIXED) == set(KEYS)


def test_what_one_presses_is_kept_shown_and_sent_with_every_page(client: Client, reviewer: Any) -> None:
    client.force_login(reviewer)
    assert keep(client, j="ö", k="j")["Location"] == MINE
    assert Profile.objects.get(user=reviewer).keys == {"j": "ö", "k": "j"}
    assert re.search(r'value="ö"[^>]*id="id_key_106"', client.get(MINE).content.decode())
    assert on_pages(client) == r'{"j": "\u00f6", "k": "j"}'


def test_another_device_has_them_from_its_log_in_on(client: Client, reviewer: Any) -> None:
    client.force_login(reviewer)
    keep(client, j="ö")
    other = Client()
    other.force_login(reviewer)
    assert on_pages(other) == r'{"j": "\u00f6"}'


def test_a_button_brings_everybodys_back(client: Client, reviewer: Any) -> None:
    client.force_login(reviewer)
    keep(client, j="ö")
    client.post(MINE, {"everybodys": "1", "key_106": "nonsense"})
    assert (Profile.objects.get(user=reviewer).keys, on_pages(client)) == ({}, "{}")


@pytest.mark.parametrize(
    ("pressed", "said"),
    [
        ({"j": "k"}, "“k” is the key for “the claim before; keep what is set; correct” already."),
        ({"j": "ö", "k": "ö"}, "“ö” is the key for “the next claim; appoint the adjudicator” already."),
        ({"j": "1"}, "“1” stays what it is everywhere."),
        ({"j": "jj"}, "A key is one letter or sign that you can see."),
        ({"j": " "}, "A key is one letter or sign that you can see."),
        ({"j": "😀"}, "A key is one letter or sign that you can see."),
    ],
)
def test_a_key_that_cannot_be_is_refused_in_place_and_nothing_is_kept(
    client: Client, reviewer: Any, pressed: dict[str, str], said: str
) -> None:
    client.force_login(reviewer)
    answer = keep(client, **pressed)
    assert answer.status_code == 400
    assert Counter(re.findall(re.escape(said), answer.content.decode()))[said] == 2  # in place, and in the summary
    assert not Profile.objects.filter(user=reviewer).exclude(keys={}).exists()


def test_what_is_left_empty_is_as_everybody_has_it(client: Client, reviewer: Any) -> None:
    client.force_login(reviewer)
    keep(client, j="", k="ö")
    assert Profile.objects.get(user=reviewer).keys == {"k": "ö"}


def test_a_stranger_has_no_keys(client: Client, stranger: Any) -> None:
    client.force_login(stranger)
    assert client.get(MINE).status_code in (302, 403)
    assert keep(client).status_code in (302, 403)
    assert not Profile.objects.filter(user=stranger).exists()


def test_no_page_asks_the_database_for_them(client: Client, reviewer: Any, django_assert_num_queries: Any) -> None:
    client.force_login(reviewer)
    page = reverse("admin:desk_how_i_am_told")
    with django_assert_num_queries(5):  # the session, the person, their roles, the bell, the profile
        client.get(page)
    keep(client, j="ö")
    with django_assert_num_queries(5):
        client.get(page)
