"""The forms about words, without scripts: nothing typed is lost, and the server looks for what nobody counted."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from claims.enums import Status
from claims.models import Article, Claim
from tests.factories import PersonFactory, claim_at, receive, split
from tests.over_http import nothing_changes

pytestmark = pytest.mark.django_db

BODY = "Exports grew by 5 percent. It rained.\n\nImports fell, and wages rose.\nIt rained."


@pytest.fixture
def article() -> Article:
    found = receive(BODY)
    split(found, {"Exports grew by 5 percent.": 0.9, "Imports fell, and wages rose.": 0.7})
    return found


@pytest.fixture(params=["reviewer", "editor"])
def somebody(request: pytest.FixtureRequest, client: Client) -> Client:
    client.force_login(PersonFactory(**{request.param: True}))
    return client


def mark_of(article: Article) -> str:
    return reverse("admin:desk_mark", args=[article.pk])


def words_of(claim: Claim) -> str:
    return reverse("admin:desk_words", args=[claim.pk])


def test_pasted_words_become_a_claim_where_they_stand_once(somebody: Client, article: Article) -> None:
    answer = somebody.post(mark_of(article), {"quote": " 5 percent. It rained.\r\n\r\nImports", "revision": "1"})
    assert answer.status_code == 409  # over two claims that are there
    answer = somebody.post(mark_of(article), {"quote": "wages rose.\r\nIt"})
    assert answer.status_code == 409
    [first, _] = article.claims.order_by("start")
    Claim.objects.filter(pk=first.pk).update(status=Status.DISMISSED)
    answer = somebody.post(mark_of(article), {"quote": " 5 percent. It rained.\r\n"})
    made = article.claims.latest("pk")
    assert made.text == "5 percent. It rained."
    assert answer.headers["Location"] == f"{reverse('admin:desk_article', args=[article.pk])}#row-{made.pk}"


def test_words_that_stand_twice_are_asked_about_and_then_taken(somebody: Client, article: Article) -> None:
    with nothing_changes():
        answer = somebody.post(mark_of(article), {"quote": "It rained."})
    body = answer.content.decode()
    assert answer.status_code == 400
    assert "Which place do you mean?" in body
    second = BODY.rindex("It rained.")
    assert f'value="{second}"' in body
    somebody.post(mark_of(article), {"quote": "It rained.", "start": second})
    assert article.claims.latest("pk").start == second


def test_what_is_refused_keeps_what_was_pasted_and_names_the_claim_in_the_way(
    somebody: Client, article: Article
) -> None:
    answer = somebody.post(mark_of(article), {"quote": "Exports grew", "next": "/admin/"})
    body = answer.content.decode()
    there = article.claims.earliest("start")
    assert (answer.status_code, "Exports grew</textarea>" in body) == (409, True)
    assert reverse("admin:desk_claim", args=[there.pk]) in body
    assert 'name="next" value="/admin/"' in body


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "x"])
def test_nobody_is_sent_to_another_site(somebody: Client, article: Article, elsewhere: str) -> None:
    [claim, _] = article.claims.order_by("start")
    given = {"act": "clarify", "version": claim.version, "wording": "In 2019.", "next": elsewhere}
    answer = somebody.post(words_of(claim), given)
    assert answer.headers["Location"] == f"{reverse('admin:desk_article', args=[article.pk])}#row-{claim.pk}"


def test_words_are_adjusted_split_merged_and_clarified_by_plain_forms(somebody: Client, article: Article) -> None:
    claim = article.claims.latest("start")

    def send(act: str, **given: Any) -> None:
        answer = somebody.post(words_of(claim), {"act": act, "version": claim.version, "next": "/admin/"} | given)
        assert answer.headers["Location"] == "/admin/", answer.content.decode()
        claim.refresh_from_db()

    send("adjust", quote="fell, and wages rose")
    assert claim.text == "fell, and wages rose"
    send("split", at=BODY.index("and wages"))
    rest = article.claims.latest("pk")
    assert (claim.text, rest.text) == ("fell,", "and wages rose")
    send("merge", other=f"{rest.pk}.{rest.version}")
    assert claim.text == "fell, and wages rose"
    send("clarify", wording="Imports fell and wages rose in 2019.")
    assert claim.wording == "Imports fell and wages rose in 2019."


def test_a_cut_after_a_mark_is_proposed(somebody: Client, article: Article) -> None:
    claim = article.claims.latest("start")
    body = somebody.get(words_of(claim)).content.decode()
    assert f'<option value="{BODY.index("and wages")}" selected>and wages rose.</option>' in body


REFUSED = [
    ({"act": "adjust", "quote": "no such words"}, 400, "These words do not stand in the text"),
    ({"act": "adjust", "quote": "Exports", "start": "3", "end": "9"}, 400, "this text says"),
    ({"act": "split", "at": "x"}, 400, "words have to be left on both sides"),
    ({"act": "merge", "other": "x.y"}, 404, "There is no such claim"),
    ({"act": "clarify", "wording": "x" * 1001}, 400, "at most 1,000"),
    ({"act": "clarify", "wording": "Other.", "version": "7"}, 409, "It has changed since you looked"),
    ({"act": "publish"}, 409, "“publish” does not start"),
]


@pytest.mark.parametrize(("given", "status", "said"), REFUSED, ids=range(len(REFUSED)))
def test_a_refusal_changes_nothing_and_keeps_what_was_typed(
    somebody: Client, article: Article, given: dict[str, str], status: int, said: str
) -> None:
    [claim, _] = article.claims.order_by("start")
    with nothing_changes():
        answer = somebody.post(words_of(claim), {"version": claim.version} | given)
    body = answer.content.decode()
    assert answer.status_code == status
    assert said in body
    assert given.get("wording", given.get("quote", "")) in body


def test_words_that_a_finding_rests_on_are_shown_as_fixed(client: Client, reviewer: Any) -> None:
    claim = claim_at(Status.REVIEWED, reviewer=reviewer)
    client.force_login(reviewer)
    body = client.get(words_of(claim)).content.decode()
    assert "Its words are fixed" in body
    assert "Keep these words" not in body


def test_strangers_see_nothing_of_it(client: Client, stranger: Any, article: Article) -> None:
    client.force_login(stranger)
    for address in (mark_of(article), words_of(article.claims.earliest("pk"))):
        assert client.get(address).headers["Location"].startswith(reverse("admin:login"))


def test_the_words_of_a_claim_take_the_same_number_of_queries_among_one_and_among_three(
    client: Client, editor: Any, django_assert_num_queries: Any
) -> None:
    client.force_login(editor)
    for texts in (["One rose."], ["One rose.", "Two rose.", "Three rose."]):
        claim = split(receive(" ".join(texts)), dict.fromkeys(texts, 0.9))[0]
        with django_assert_num_queries(10):
            client.get(words_of(claim))
