"""Several files at once: each by itself, with what became of it; and how far the splitting has come."""

from typing import Any

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from claims.actions import splitting
from claims.admin.uploads import MOST_FILES
from claims.enums import ArticleStatus
from claims.models import Article, Job, WantedPage
from tests.factories import receive, split, split_job_of

pytestmark = pytest.mark.django_db

ADD = "admin:desk_article_add"


def file_of(name: str, words: str | bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, words.encode() if isinstance(words, str) else words)


def bring(client: Client, *files: SimpleUploadedFile, **details: str) -> Any:
    return client.post(reverse(ADD), {"file": list(files)} | details)


def progress_of(client: Client, *articles: Article) -> list[dict[str, Any]]:
    answer = client.get(reverse("admin:desk_arrivals_progress"), {"id": [article.pk for article in articles]})
    return list(answer.json()["articles"])


def test_each_of_several_files_becomes_an_article(client: Client, editor: Any) -> None:
    client.force_login(editor)
    page = "<html><head><title>Of bread</title></head><body><p>Bread cost 3 euros in 2021.</p></body></html>"
    files = (
        file_of("a.txt", "Exports grew by 5 percent."),
        file_of("b.MD", "# Rain\n\nIt fell."),
        file_of("c.html", page),
    )
    html = bring(client, *files, outlet="The Ledger").content.decode()
    assert [article.title for article in Article.objects.order_by("pk")] == [
        "Exports grew by 5 percent.",
        "# Rain",
        "Of bread",
    ]
    assert {article.outlet for article in Article.objects.all()} == {"The Ledger"}
    assert html.count("data-article=") == 3
    assert "3 still on the way." in html


def test_what_is_wrong_with_one_file_is_said_beside_it_and_keeps_no_other_out(client: Client, editor: Any) -> None:
    known = receive("Imports fell by 3 percent.", title="Of imports")
    client.force_login(editor)
    files = [
        file_of("good.txt", "Exports grew by 6 percent."),
        file_of("latin.txt", b"caf\xe9 au lait"),
        file_of("again.txt", "Imports fell by 3 percent."),
        file_of("report.docx", b"PK\x03\x04"),
        file_of("blank.txt", " . "),
        file_of("large.txt", b"a" * (settings.ARTICLE_MAX_BYTES + 1)),
    ]
    html = bring(client, *files).content.decode()
    assert Article.objects.count() == 2
    assert "4 of 6 could not be taken" in html
    assert "byte 4 is not UTF-8" in html
    assert f'was here already, as <a href="{reverse("admin:desk_article", args=[known.pk])}"' in html
    assert "“report.docx” is no kind of file that is read here" in html
    assert "The article has no words" in html
    assert "at most" in html


def test_one_file_leads_to_its_article_as_before(client: Client, editor: Any) -> None:
    client.force_login(editor)
    answer = bring(client, file_of("a.txt", "Exports grew by 7 percent."), title="Of exports")
    article = Article.objects.get()
    assert answer.headers["Location"] == reverse("admin:desk_article", args=[article.pk])
    assert article.title == "Of exports"


@pytest.mark.parametrize(
    ("files", "details", "said"),
    [
        (MOST_FILES + 1, {}, f"bring at most {MOST_FILES} at once"),
        (2, {"title": "Of both"}, "This belongs to one article"),
        (2, {"url": "https://example.org/a"}, "This belongs to one article"),
        (2, {"body": "And a text."}, "one of the three"),
    ],
)
def test_what_does_not_fit_several_files_is_refused_as_a_whole(
    client: Client, editor: Any, files: int, details: dict[str, str], said: str
) -> None:
    client.force_login(editor)
    answer = bring(client, *(file_of(f"{n}.txt", f"Exports grew by {n} percent.") for n in range(files)), **details)
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert Article.objects.count() == 0


def test_progress_says_how_far_each_article_has_come(client: Client, editor: Any) -> None:
    waiting, done, failed = receive(), receive("Exports grew by 5 percent in 2019."), receive()
    split(done)
    splitting.give_up(split_job_of(failed))
    client.force_login(editor)
    said = progress_of(client, waiting, done, failed)
    assert [(one["status"], one["step"], one["over"]) for one in said] == [
        (ArticleStatus.RECEIVED, 1, False),
        (ArticleStatus.SPLIT, 3, True),
        (ArticleStatus.FAILED, 3, True),
    ]
    assert said[1]["words"] == "1 claim found"
    assert said[2]["words"].startswith("Could not be split:")


def test_a_failed_article_is_split_again_from_the_list_that_said_so(client: Client, editor: Any) -> None:
    failed = receive()
    splitting.give_up(split_job_of(failed))
    client.force_login(editor)
    here = f"{reverse('admin:desk_arrivals')}?id={failed.pk}&"
    assert "Split it again" in client.get(here).content.decode()
    answer = client.post(reverse("admin:desk_article_retry", args=[failed.pk]), {"next": here})
    assert answer.headers["Location"] == here
    assert progress_of(client, failed)[0]["status"] == ArticleStatus.RECEIVED


def test_a_reviewer_is_offered_no_second_try(client: Client, reviewer: Any) -> None:
    failed = receive()
    splitting.give_up(split_job_of(failed))
    client.force_login(reviewer)
    html = client.get(reverse("admin:desk_arrivals"), {"id": failed.pk}).content.decode()
    assert "Could not be split" in html
    assert "Split it again" not in html


def test_strangers_are_told_nothing_and_nonsense_is_nothing(client: Client, editor: Any) -> None:
    receive()
    assert client.get(reverse("admin:desk_arrivals_progress"), {"id": 1}).status_code == 302
    client.force_login(editor)
    answer = client.get(reverse("admin:desk_arrivals_progress"), {"id": ["x", "-1", "9" * 30, "²"]})
    assert answer.json() == {"articles": [], "pages": []}
    assert "Nothing was asked for." in client.get(reverse("admin:desk_arrivals")).content.decode()


def test_each_address_is_a_row_and_a_job_and_nothing_is_fetched_in_the_request(client: Client, editor: Any) -> None:
    client.force_login(editor)
    given = "https://example.org/a\n\n https://example.org/b \n"
    answer = client.post(reverse(ADD), {"addresses": given, "outlet": "The Ledger"})
    pages = list(WantedPage.objects.order_by("pk"))
    assert [page.url for page in pages] == ["https://example.org/a", "https://example.org/b"]
    assert answer.headers["Location"] == f"{reverse('admin:desk_arrivals')}?page={pages[0].pk}&page={pages[1].pk}"
    assert Job.objects.filter(kind="fetch_article").count() == 2
    html = client.get(answer.headers["Location"]).content.decode()
    assert html.count("Being fetched") == 2


def test_what_is_no_address_is_said_beside_it_and_keeps_no_other_out(client: Client, editor: Any) -> None:
    client.force_login(editor)
    answer = client.post(reverse(ADD), {"addresses": "https://example.org/a\nno address"})
    html = answer.content.decode()
    assert "1 of 2 could not be taken" in html
    assert "“no address” is not a web address" in html
    assert WantedPage.objects.count() == 1


@pytest.mark.parametrize(
    ("details", "said"),
    [
        ({"title": "Of bread"}, "The page says this itself"),
        ({"body": "And a text."}, "one of the three"),
        ({"addresses": "https://example.org/a\n" * (MOST_FILES + 1)}, f"At most {MOST_FILES} addresses"),
    ],
)
def test_what_does_not_fit_addresses_is_refused_as_a_whole(
    client: Client, editor: Any, details: dict[str, str], said: str
) -> None:
    client.force_login(editor)
    answer = client.post(reverse(ADD), {"addresses": "https://example.org/a"} | details)
    assert answer.status_code == 400
    assert said in answer.content.decode()
    assert WantedPage.objects.count() == 0


def test_a_page_says_why_it_could_not_be_fetched_and_is_fetched_again(client: Client, editor: Any) -> None:
    failed = WantedPage.objects.create(url="https://example.org/a", asked_by=editor, state="failed", why="It is gone.")
    client.force_login(editor)
    here = f"{reverse('admin:desk_arrivals')}?page={failed.pk}"
    html = client.get(here).content.decode()
    assert "Could not be fetched: It is gone." in html
    client.post(reverse("admin:desk_page_retry", args=[failed.pk]), {"next": here})
    [said] = client.get(reverse("admin:desk_arrivals_progress"), {"page": failed.pk}).json()["pages"]
    assert (said["words"], said["over"]) == ("Being fetched", False)


def test_a_fetched_page_is_as_far_as_its_article(client: Client, editor: Any) -> None:
    article = receive("Exports grew by 9 percent in 2019.", title="Of exports")
    split(article)
    fetched = WantedPage.objects.create(url="https://example.org/a", asked_by=editor, state="here", article=article)
    client.force_login(editor)
    [said] = client.get(reverse("admin:desk_arrivals_progress"), {"page": fetched.pk}).json()["pages"]
    assert (said["title"], said["words"]) == ("Of exports", "1 claim found")
    assert said["link"] == reverse("admin:desk_article", args=[article.pk])


def test_what_others_asked_for_is_not_shown_to_a_reviewer(client: Client, editor: Any, reviewer: Any) -> None:
    page = WantedPage.objects.create(url="https://example.org/a", asked_by=editor)
    client.force_login(reviewer)
    assert client.get(reverse("admin:desk_arrivals_progress"), {"page": page.pk}).json()["pages"] == []


@pytest.mark.parametrize("number", [1, 3])
def test_asking_for_one_and_for_three_costs_the_same(
    client: Client, editor: Any, django_assert_num_queries: Any, number: int
) -> None:
    brought = [receive() for _ in range(number)]
    client.force_login(editor)
    progress_of(client, *brought)
    with django_assert_num_queries(4):
        progress_of(client, *brought)
    with django_assert_num_queries(6):
        client.get(reverse("admin:desk_arrivals"), {"id": [article.pk for article in brought]})
