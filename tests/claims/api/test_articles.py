"""Articles over HTTP: bringing them in as text, page or file, reading them, and what is refused at the door."""

from io import BytesIO
from typing import Any

import pytest
from django.test import Client

from claims.actions import jobs
from claims.actions.jobs import MAX_ATTEMPTS
from claims.enums import ArticleStatus
from claims.models import Article, Claim, Event, Job, Revision
from claims.tasks import WORK
from tests import factories
from tests.over_http import Caller, nothing_changes, problem

TEXT = "Exports grew by 5 percent in 2019, the minister said."
PAGE = """<html><head><title>Exports grow</title><meta property="og:site_name" content="The Daily">
<script>alert("in the head")</script></head><body><h1>Exports grow</h1>
<p>Exports grew by 5 percent in 2019, the minister said on Monday in the capital.</p>
<script>alert("in the body")</script><p>Imports fell by 2 percent over the same year.</p></body></html>"""


def given_up(article: Article) -> Article:
    """The article after its splitting failed as often as it may."""
    Job.objects.filter(kind="split_article", payload__article=article.pk).update(attempts=MAX_ATTEMPTS - 1)
    job = Job.objects.get(kind="split_article", payload__article=article.pk)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("claims.detection.read", _fails)
        jobs.execute(job.pk, WORK)
    article.refresh_from_db()
    return article


def _fails(*args: Any) -> Any:
    raise ValueError("no such language model")


def test_a_text_becomes_an_article_with_its_first_revision(reviewer: Any) -> None:
    details = {"title": "Exports", "url": "https://example.org/1", "outlet": "The Daily", "byline": "A. Writer"}
    answer = Caller(reviewer).post("articles", body=TEXT, language="en-GB", published_on="2020-01-07", **details)
    assert answer.status_code == 201
    received = answer.json()
    assert received["created"] is True
    assert received["article"].items() >= {**details, "language": "en-GB", "published_on": "2020-01-07"}.items()
    assert (received["article"]["door"], received["article"]["brought_by"]) == ("api", "first-reviewer")
    assert answer["Location"] == received["article"]["links"]["self"]
    read = Caller(reviewer).client.get(answer["Location"]).json()
    assert read["revision"].items() >= {"number": 1, "body": TEXT}.items()
    assert (read["status"], read["failure"]) == ("received", None)
    assert Event.objects.get().act == "receive"
    assert Job.objects.get().kind == "split_article"


def test_the_same_text_again_is_the_same_article_and_says_so(editor: Any) -> None:
    first = Caller(editor).post("articles", body=TEXT).json()
    with nothing_changes():
        again = Caller(editor).post("articles", body=f"  {TEXT}\r\n", title="Another title")
    assert again.status_code == 200
    assert again.json() == first | {"created": False}


def test_another_text_from_the_same_address_is_the_next_revision(editor: Any) -> None:
    first = Caller(editor).post("articles", body=TEXT, url="https://example.org/1").json()
    second = Caller(editor).post("articles", body=f"{TEXT} Corrected.", url="https://example.org/1")
    assert second.status_code == 201
    assert second.json()["article"]["id"] == first["article"]["id"]
    assert second.json()["revision"]["number"] == 2


def test_a_page_gives_its_text_and_says_what_it_is(editor: Any) -> None:
    received = Caller(editor).post("articles", body=PAGE, format="html").json()
    assert received["article"].items() >= {"title": "Exports grow", "outlet": "The Daily"}.items()
    body = Revision.objects.get().body
    assert "Imports fell by 2 percent" in body
    assert "alert" not in body
    assert "<" not in body


def test_what_the_client_says_wins_over_what_the_page_says(editor: Any) -> None:
    received = Caller(editor).post("articles", body=PAGE, format="html", title="Ours").json()
    assert received["article"].items() >= {"title": "Ours", "outlet": "The Daily"}.items()


@pytest.mark.parametrize(("name", "content", "kept"), [("a.txt", TEXT, TEXT), ("a.html", PAGE, "Imports fell")])
def test_a_file_is_taken_as_well(editor: Any, name: str, content: str, kept: str) -> None:
    upload = BytesIO(content.encode())
    upload.name = name
    answer = Caller(editor).client.post("/api/v1/articles", {"file": upload, "outlet": "Our outlet"})
    assert answer.status_code == 201, answer.content
    assert answer.json()["article"]["outlet"] == "Our outlet"
    assert kept in Revision.objects.get().body
    assert "<" not in Revision.objects.get().body


def test_a_logged_in_browser_uploads_with_its_csrf_token(editor: Any) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(editor)
    problem(browser.post("/api/v1/articles", {"file": BytesIO(TEXT.encode())}), 403, "permission_denied")
    browser.cookies["csrftoken"] = token = "a" * 32
    answer = browser.post("/api/v1/articles", {"file": BytesIO(TEXT.encode())}, headers={"X-CSRFToken": token})
    assert answer.status_code == 201, answer.content


def test_claims_of_a_text_with_emoji_and_right_to_left_words_are_anchored_exactly(editor: Any) -> None:
    text = "🇮🇶 قال الوزير إن الصادرات نمت.\r\nExports grew by 5 percent in 2019 👩‍🔬, cafe\u0301 owners said."
    received = Caller(editor).post("articles", body=text).json()["article"]
    job = Job.objects.get(kind="split_article")
    assert jobs.execute(job.pk, WORK)
    body = Caller(editor).read(f"articles/{received['id']}")["revision"]["body"]
    assert "café" in body
    found = Caller(editor).client.get(received["links"]["claims"]).json()["results"]
    assert found
    for claim in found:
        position, quote = claim["anchors"]
        assert body[position["start"] : position["end"]] == claim["text"] == quote["exact"]
        assert body[claim["start"] : claim["end"]] == claim["text"]
        assert body[: position["start"]].endswith(quote["prefix"])
        assert body[position["end"] :].startswith(quote["suffix"])


@pytest.mark.parametrize(
    ("sent", "code", "field"),
    [
        ({}, "empty_article", "body"),
        ({"body": ""}, "empty_article", "body"),
        ({"body": " \n\t "}, "empty_article", "body"),
        ({"body": "…!?"}, "empty_article", "body"),
        ({"body": "x" * 5_000_000}, "article_too_large", "body"),
        ({"body": "a\x07b"}, "not_text", "body"),
        ({"body": "a\x00b"}, "invalid", "body"),
        ({"body": 5}, "invalid", "body"),
        ({"body": None}, "invalid", "body"),
        ({"body": ["a"]}, "invalid", "body"),
        ({"body": TEXT, "format": "pdf"}, "invalid", "format"),
        ({"body": "<script>alert(1)</script>", "format": "html"}, "empty_article", "body"),
        ({"body": TEXT, "language": "klingon"}, "unknown_language", "language"),
        ({"body": TEXT, "language": "e\x00n"}, "invalid", "language"),
        ({"body": TEXT, "published_on": "2020-13-01"}, "wrong_date", "published_on"),
        ({"body": TEXT, "published_on": "yesterday"}, "wrong_date", "published_on"),
        ({"body": TEXT, "published_on": "9999-12-31"}, "wrong_date", "published_on"),
        ({"body": TEXT, "published_on": 20200101}, "invalid", "published_on"),
        ({"body": TEXT, "url": "javascript:alert(1)"}, "wrong_url", "url"),
        ({"body": TEXT, "url": "https://"}, "wrong_url", "url"),
        ({"body": TEXT, "url": f"https://example.org/{'x' * 2000}"}, "too_long", "url"),
        ({"body": TEXT, "title": "x" * 301}, "too_long", "title"),
        ({"body": TEXT, "outlet": "x" * 201}, "too_long", "outlet"),
        ({"body": TEXT, "byline": "a\x1bb"}, "not_text", "byline"),
        ({"body": TEXT, "status": "split"}, "invalid", "status"),
    ],
)
def test_what_cannot_be_used_is_refused_by_field_and_changes_nothing(
    editor: Any, sent: dict[str, Any], code: str, field: str
) -> None:
    with nothing_changes():
        problem(Caller(editor).post("articles", sent), 400, code, field)


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"{", "expecting property name"),
        (b"", "no words"),
        (b'{"body": "\xff\xfe"}', "byte 11 is not UTF-8"),
        (b'{"body": NaN}', "number"),
        (b'{"body": -Infinity}', "number"),
        (b'{"body": ' + b"9" * 5_000 + b"}", "number"),
        (b'{"body": "\\ud800"}', "surrogate"),
        (b'{"\\udfff": 1}', "surrogate"),
        (b"[" * 100_000, "too deeply"),
        (b'{"a":' * 100_000, "too deeply"),
    ],
)
def test_a_body_that_is_no_json_is_refused_and_changes_nothing(editor: Any, raw: bytes, why: str) -> None:
    with nothing_changes():
        answer = Caller(editor).send("articles", raw)
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert why in answer.json()["detail"]


@pytest.mark.parametrize("raw", [b"[]", b"null", b'"text"', b"1", b"1e999"])
def test_json_that_is_no_object_is_refused(editor: Any, raw: bytes) -> None:
    with nothing_changes():
        problem(Caller(editor).send("articles", raw), 400, "invalid", "")


@pytest.mark.parametrize("content_type", ["text/plain", "application/x-www-form-urlencoded", "application/xml", ""])
def test_other_content_types_are_refused(editor: Any, content_type: str) -> None:
    with nothing_changes():
        problem(Caller(editor).send("articles", b'{"body": "x"}', content_type), 415, "unsupported_media_type")


@pytest.mark.parametrize("content_type", ["application/json; charset=utf-16", "application/json; charset=hex"])
def test_json_is_utf_8_whatever_the_header_says(editor: Any, content_type: str) -> None:
    answer = Caller(editor).send("articles", '{"body": "Größe 5"}'.encode(), content_type)
    assert answer.status_code == 201
    assert Revision.objects.get().body == "Größe 5"


@pytest.mark.parametrize("content_type", ["multipart/form-data", "multipart/form-data; boundary=b; charset=hex"])
def test_a_broken_form_is_refused(editor: Any, content_type: str) -> None:
    with nothing_changes():
        answer = Caller(editor).send("articles", b"xx", content_type)
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("content", "code", "field"),
    [
        (b"\xff\xfe", "not_text", "body"),
        (b"", "empty_article", "body"),
        (b"a\x00b", "not_text", "body"),
        (b"x" * 2_000_001, "article_too_large", "body"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(editor: Any, content: bytes, code: str, field: str) -> None:
    with nothing_changes():
        answer = Caller(editor).client.post("/api/v1/articles", {"file": BytesIO(content)})
        problem(answer, 400, code, field)


def test_a_form_without_a_file_is_refused(editor: Any) -> None:
    with nothing_changes():
        problem(Caller(editor).client.post("/api/v1/articles", {"title": "x"}), 400, "invalid", "file")


def test_more_than_the_server_takes_is_refused_before_it_is_read(editor: Any, settings: Any) -> None:
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000
    caller = Caller(editor)
    with nothing_changes():
        problem(caller.post("articles", body="x" * 1_000), 413, "body_too_large")
        problem(caller.client.post("/api/v1/articles", {"file": BytesIO(b"x" * 1_000)}), 413, "body_too_large")


@pytest.mark.parametrize(
    "page", ["<p>Exports\x01 grew.</p>", "<p>Exports&#1; grew.</p>", "<pre>Exports\x0c grew.</pre>"]
)
def test_a_page_with_control_characters_is_refused_like_a_text_with_them(editor: Any, page: str) -> None:
    with nothing_changes():
        problem(Caller(editor).post("articles", body=page, format="html"), 400, "not_text", "body")


def test_bringing_in_needs_a_role(stranger: Any) -> None:
    with nothing_changes():
        problem(Caller(stranger).post("articles", body=TEXT), 403, "not_allowed")
        problem(Caller().post("articles", body=TEXT), 401, "not_authenticated")


def test_a_changed_text_becomes_the_next_revision_once(reviewer: Any) -> None:
    article = factories.receive(TEXT)
    caller = Caller(reviewer)
    answer = caller.post(f"articles/{article.pk}/revisions", body=f"{TEXT} Corrected.")
    assert answer.status_code == 201, answer.content
    assert answer.json()["revision"]["number"] == 2
    assert caller.read(f"articles/{article.pk}")["revision"]["body"] == f"{TEXT} Corrected."
    with nothing_changes():
        again = caller.post(f"articles/{article.pk}/revisions", body=f"{TEXT} Corrected.")
    assert (again.status_code, again.json()["created"]) == (200, False)


def test_a_revision_may_be_a_page_or_a_file(editor: Any) -> None:
    article = factories.receive(TEXT)
    assert Caller(editor).post(f"articles/{article.pk}/revisions", body=PAGE, format="html").status_code == 201
    upload = {"file": BytesIO(b"Quite another text, with 7 words.")}
    assert Caller(editor).client.post(f"/api/v1/articles/{article.pk}/revisions", upload).status_code == 201
    assert article.latest.number == 3


def test_a_revision_needs_words_and_a_role(editor: Any, stranger: Any) -> None:
    article = factories.receive(TEXT)
    with nothing_changes():
        problem(Caller(editor).post(f"articles/{article.pk}/revisions", body=" "), 400, "empty_article", "body")
        problem(Caller(stranger).post(f"articles/{article.pk}/revisions", body="New"), 404, "not_found")
        problem(Caller().post(f"articles/{article.pk}/revisions", body="New"), 401, "not_authenticated")


def test_an_editor_has_a_failed_article_split_again(editor: Any) -> None:
    article = given_up(factories.receive(TEXT))
    shown = Caller(editor).read(f"articles/{article.pk}")
    assert (shown["status"], shown["failure"]) == ("failed", "ValueError: no such language model")
    answer = Caller(editor).post(f"articles/{article.pk}/retry")
    assert answer.status_code == 200, answer.content
    assert (answer.json()["status"], answer.json()["failure"]) == ("received", None)


def test_splitting_again_is_for_editors_and_failed_articles(editor: Any, reviewer: Any, stranger: Any) -> None:
    whole, failed = factories.receive(), given_up(factories.receive())
    with nothing_changes():
        problem(Caller(editor).post(f"articles/{whole.pk}/retry"), 409, "illegal_act")
        problem(Caller(reviewer).post(f"articles/{failed.pk}/retry"), 403, "not_allowed")
        problem(Caller(stranger).post(f"articles/{failed.pk}/retry"), 404, "not_found")
        problem(Caller().post(f"articles/{failed.pk}/retry"), 401, "not_authenticated")
        problem(Caller(editor).post(f"articles/{failed.pk}/retry", body="x"), 400, "invalid", "body")


def test_articles_are_for_the_newsroom(reviewer: Any, stranger: Any) -> None:
    article = factories.receive(TEXT)
    assert Caller(reviewer).ids("articles") == [article.pk]
    assert Caller(stranger).ids("articles") == []
    problem(Caller(stranger).get(f"articles/{article.pk}"), 404, "not_found")
    problem(Caller().get("articles"), 401, "not_authenticated")
    problem(Caller().get(f"articles/{article.pk}"), 401, "not_authenticated")


def test_articles_can_be_narrowed(editor: Any) -> None:
    english = factories.receive(language="en-GB", outlet="The Daily", url="https://example.org/a").pk
    spanish = factories.receive(language="es", outlet="El Diario", url="https://example.org/b").pk
    given_up(Article.objects.get(pk=spanish))
    ask = Caller(editor).ids
    assert ask("articles") == [spanish, english]
    assert ask("articles", language="en") == [english]
    assert ask("articles", language="es-MX") == []
    assert ask("articles", outlet="daily") == [english]
    assert ask("articles", url="https://example.org/b") == [spanish]
    assert ask("articles", status=ArticleStatus.FAILED.value) == [spanish]


def test_an_article_links_to_its_claims(editor: Any) -> None:
    [mine] = factories.new_claims(0.9)
    factories.new_claims(0.9)
    links = Caller(editor).read(f"articles/{mine.article_id}")["links"]
    assert [row["id"] for row in Caller(editor).client.get(links["claims"]).json()["results"]] == [mine.pk]
    assert Claim.objects.count() == 2


def test_an_editor_says_how_many_reviews_the_claims_of_an_article_want(editor: Any, reviewer: Any) -> None:
    article = factories.receive()
    path = f"articles/{article.pk}/reviews-wanted"
    assert Caller(editor).post(path, reviews=3).json()["reviews_wanted"] == 3
    with nothing_changes():
        problem(Caller(editor).post(path, reviews=10), 400, "wrong_reviews_wanted", "reviews")
        problem(Caller(editor).post(path, reviews="many"), 400, "invalid", "reviews")
        problem(Caller(editor).post(path, {}), 400, "invalid", "reviews")
        problem(Caller(reviewer).post(path, reviews=2), 403, "not_allowed")
        problem(Caller().post(path, reviews=2), 401, "not_authenticated")
    assert Caller(editor).post(path, reviews=None).json()["reviews_wanted"] is None
