"""The pages about articles: bring one in, see it with its claims lit up."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from claims.enums import ArticleStatus, Door
from claims.models import Article, Event, Job, Revision, Topic
from tests.factories import new_claims, receive, split

pytestmark = pytest.mark.django_db
ADD = "admin:desk_article_add"


def bring_in(client: Client, **given: Any) -> Any:
    return client.post(reverse(ADD), {"language": "en", **given})


def rows() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (Article, Revision, Event, Job))


def test_a_pasted_text_becomes_an_article(client: Client, editor: Any) -> None:
    client.force_login(editor)
    answer = bring_in(
        client, body="Exports grew by 4 percent.\r\nImports fell.", title="Trade", published_on="2020-01-10"
    )
    article = Article.objects.get()
    assert answer.headers["Location"] == reverse("admin:desk_article", args=[article.pk])
    assert (article.door, article.title, article.brought_by) == (Door.ADMIN, "Trade", editor)
    assert article.latest.body == "Exports grew by 4 percent.\nImports fell."


def test_an_uploaded_page_gives_its_text_without_its_scripts(client: Client, reviewer: Any) -> None:
    client.force_login(reviewer)
    page = b"<html><title>Trade</title><script>alert(1)</script><p>Exports grew by 4 percent in 2019.</p></html>"
    bring_in(client, file=SimpleUploadedFile("trade.html", page))
    body = Article.objects.get().latest.body
    assert "Exports grew by 4 percent in 2019." in body
    assert "alert" not in body


def test_the_same_text_twice_is_shown_and_nothing_is_added(client: Client, editor: Any) -> None:
    client.force_login(editor)
    bring_in(client, body="Exports grew by 4 percent.")
    before = rows()
    answer = client.post(reverse(ADD), {"body": "Exports grew by 4 percent."}, follow=True)
    assert rows() == before
    assert "was here already" in answer.content.decode()


BAD = [
    ({"body": ""}, "one of the three"),
    ({"body": " \n\t "}, "one of the three"),
    ({"body": "…!"}, "no words"),
    ({"body": "x" * 5_000_000}, "at most"),
    ({"file": SimpleUploadedFile("a.txt", b"caf\xe9 au lait")}, "byte 4 is not UTF-8"),
    ({"file": SimpleUploadedFile("a.txt", b"a\x00b")}, "U+0000"),
    ({"file": SimpleUploadedFile("a.html", b"<script>1</script>")}, "no readable text"),
    ({"body": "Fine words.", "published_on": "2020-02-30"}, "2020-02-30"),
    ({"body": "Fine words.", "language": "klingonish"}, "not a language code"),
    ({"body": "Fine words.", "url": "javascript:alert(1)"}, "not a web address"),
    ({"body": "Fine words.", "file": SimpleUploadedFile("a.txt", b"More")}, "one of the three"),
]


@pytest.mark.parametrize(("given", "said"), BAD, ids=range(len(BAD)))
def test_bad_input_is_refused_with_a_sentence_and_what_was_typed_stays(
    client: Client, editor: Any, given: dict[str, Any], said: str
) -> None:
    client.force_login(editor)
    if "file" in given:
        given["file"].seek(0)  # another run of this test has read it
    before = rows()
    answer = bring_in(client, title="A title I typed", **given)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert rows() == before
    assert said in page
    assert "A title I typed" in page


def test_right_to_left_text_and_emoji_are_taken_as_they_are(client: Client, editor: Any) -> None:
    client.force_login(editor)
    bring_in(client, body="قال الوزير إن الصادرات ارتفعت 4٪. 👩‍🔬🎉", language="ar")
    assert Article.objects.get().latest.body == "قال الوزير إن الصادرات ارتفعت 4٪. 👩‍🔬🎉"


def test_markup_in_an_article_is_shown_as_text(client: Client, editor: Any) -> None:
    article = receive("<script>alert(1)</script> Exports grew by 4 percent in 2019, the ministry said.", by=editor)
    split(article)
    client.force_login(editor)
    page = client.get(reverse("admin:desk_article", args=[article.pk])).content.decode()
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert(1)" not in page


def test_a_failed_article_says_why_and_an_editor_splits_it_again(client: Client, editor: Any, reviewer: Any) -> None:
    article = receive(by=editor)
    Article.objects.filter(pk=article.pk).update(status=ArticleStatus.FAILED, failure="The splitter met a wall.")
    client.force_login(reviewer)
    assert "Split it again" not in client.get(reverse("admin:desk_article", args=[article.pk])).content.decode()
    client.force_login(editor)
    page = client.get(reverse("admin:desk_article", args=[article.pk])).content.decode()
    assert "The splitter met a wall." in page
    assert "Split it again" in page
    client.post(reverse("admin:desk_article_retry", args=[article.pk]))
    article.refresh_from_db()
    assert article.status == ArticleStatus.RECEIVED


def test_a_stranger_sees_nothing_of_it(client: Client, stranger: Any, editor: Any) -> None:
    article = receive(by=editor)
    client.force_login(stranger)
    for address in (reverse(ADD), reverse("admin:desk_article", args=[article.pk])):
        assert client.get(address).headers["Location"].startswith(reverse("admin:login"))


def test_the_article_page_takes_the_same_number_of_queries_for_one_claim_and_for_three(
    client: Client, editor: Any, django_assert_num_queries: Any
) -> None:
    client.force_login(editor)
    for worth in ([0.9], [0.9, 0.8, 0.7]):
        article = new_claims(*worth)[0].article
        with django_assert_num_queries(12):
            client.get(reverse("admin:desk_article", args=[article.pk]))


def test_an_editor_sets_and_changes_topics_on_the_pages(client: Client, editor: Any, reviewer: Any) -> None:
    for slug in ("health", "trade"):
        Topic.objects.create(slug=slug, name=slug.capitalize())
    client.force_login(editor)
    bring_in(client, body="Exports grew by 4 percent.", topics=["trade"])
    article = Article.objects.get()
    assert [topic.slug for topic in article.topics.all()] == ["trade"]
    page = client.get(reverse("admin:desk_article", args=[article.pk])).content.decode()
    assert "Change the topics" in page
    client.post(reverse("admin:desk_article_topics", args=[article.pk]), {"topics": ["health"]})
    assert [topic.slug for topic in article.topics.all()] == ["health"]
    answer = client.post(
        reverse("admin:desk_article_topics", args=[article.pk]), {"topics": ["gardening"]}, follow=True
    )
    assert "not a topic of this desk" in answer.content.decode()
    client.force_login(reviewer)
    page = client.get(reverse("admin:desk_article", args=[article.pk])).content.decode()
    assert "Health" in page
    assert "Change the topics" not in page
    client.post(reverse("admin:desk_article_topics", args=[article.pk]), {"topics": ["trade"]})
    assert [topic.slug for topic in article.topics.all()] == ["health"]


def test_lists_can_be_narrowed_to_a_topic(client: Client, editor: Any) -> None:
    for slug in ("health", "trade"):
        Topic.objects.create(slug=slug, name=slug.capitalize())
    [claim], [other] = new_claims(0.9, topics=["health"]), new_claims(0.9, topics=["trade"])
    client.force_login(editor)
    health = Topic.objects.get(slug="health").pk
    for name, query in (("claim", f"article__topics__id__exact={health}"), ("article", f"topics__id__exact={health}")):
        answer = client.get(reverse(f"admin:claims_{name}_changelist"), query_params=dict([query.split("=")]))
        found = answer.context["cl"].queryset
        assert list(found) == [claim if name == "claim" else claim.article], other


def test_a_changed_text_is_brought_in_on_the_page_of_its_article(client: Client, editor: Any, stranger: Any) -> None:
    article = receive("Exports grew by 4 percent.")
    client.force_login(editor)
    page_of_it = reverse("admin:desk_article_revise", args=[article.pk])
    assert page_of_it in client.get(reverse("admin:desk_article", args=[article.pk])).content.decode()
    assert client.post(page_of_it, {"body": " "}).status_code == 400
    client.post(page_of_it, {"body": "Exports grew by 5 percent."})
    assert article.latest.body == "Exports grew by 5 percent."
    assert article.latest.number == 2
    again = client.post(page_of_it, {"body": "Exports grew by 5 percent."}, follow=True).content.decode()
    assert "This text was here already" in again
    client.force_login(stranger)
    assert client.post(page_of_it, {"body": "Exports fell."}).status_code in (302, 404)
    assert article.revisions.count() == 2


def test_an_editor_says_how_many_reviews_the_claims_of_an_article_want(
    client: Client, editor: Any, reviewer: Any
) -> None:
    article = receive()
    client.force_login(editor)
    set_it = reverse("admin:desk_article_wanted", args=[article.pk])
    client.post(set_it, {"reviews": "3"})
    article.refresh_from_db()
    assert article.reviews_wanted == 3
    assert "from 1 to 9, or none" in client.post(set_it, {"reviews": "10"}, follow=True).content.decode()
    client.post(set_it, {"reviews": ""})
    article.refresh_from_db()
    assert article.reviews_wanted is None
    client.force_login(reviewer)
    assert set_it not in client.get(reverse("admin:desk_article", args=[article.pk])).content.decode()
    client.post(set_it, {"reviews": "2"})
    article.refresh_from_db()
    assert article.reviews_wanted is None
