"""Google's own client, pointed at a desk that really runs. It starts a server, so it takes a few seconds."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httplib2
import pytest
from googleapiclient.discovery import build
from googleapiclient.errors import HttpError

from tests import manage
from tests.servers import free_port, wait_until

pytestmark = pytest.mark.slow

LONG = "Exports grew, " + ", ".join(f"in town {number} by {number} percent" for number in range(200)) + "."
STORY = f"""
from tests.factories import receive, split
from tests.reviews.publication.readers import publish
for text in (*(f"Imports grew by {{n}} percent." for n in range(5)), {LONG!r}):
    article = receive(text)
    [claim] = split(article, {{article.latest.body: 0.9}})
    publish(claim)
"""


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Of a desk with five short checks and one of a very long claim, served as everywhere."""
    port = free_port()
    folder = tmp_path_factory.mktemp("google")
    desk = manage.new_desk(folder / "desk", PORT=str(port), SITE_URL="https://desk.example.org", WEB_WORKERS="1")
    told = manage.run(desk, "shell", "--verbosity", "0", "-c", STORY)
    assert told.returncode == 0, told.stderr
    with serving(desk, folder / "log"):
        where = f"http://127.0.0.1:{port}"
        wait_until(lambda: _answers(f"{where}/livez"), 60, "the server answers")
        yield where


@contextmanager
def serving(desk: dict[str, str], log: Path) -> Iterator[None]:
    command = [sys.executable, "-m", "gunicorn", "-c", "python:factcheck.serving"]
    with log.open("wb") as written:
        server = subprocess.Popen(command, env=desk, cwd=manage.ROOT, stdout=written, stderr=written)
        try:
            yield
        finally:
            server.terminate()
            server.wait(30)


def _answers(url: str) -> bool:
    try:
        return bool(httplib2.Http(timeout=5).request(url)[0].status == 200)
    except OSError:
        return False


@pytest.fixture
def google(address: str) -> Iterator[Any]:
    """Built from the discovery document in Google's package, with nothing of its own but another address."""
    os.environ.pop("GOOGLE_API_USE_CLIENT_CERTIFICATE", None)
    with build(
        "factchecktools",
        "v1alpha1",
        developerKey="KEY",
        client_options={"api_endpoint": address},
        static_discovery=True,
    ) as service:
        yield service


def test_it_searches_and_pages_to_the_end(google: Any) -> None:
    found = []
    request = google.claims().search(query="imports grew", languageCode="en-US", pageSize=2, maxAgeDays=30, offset=0)
    while request is not None:
        answer = request.execute()
        found += [claim["text"] for claim in answer["claims"]]
        request = google.claims().search_next(request, answer)
    assert found == [f"Imports grew by {number} percent." for number in (4, 3, 2, 1, 0)]


def test_it_finds_a_claim_that_is_too_long_for_an_address(google: Any) -> None:
    assert len(LONG) > 2048
    [claim] = google.claims().search(query=LONG).execute()["claims"]
    assert claim["text"] == LONG
    assert claim["claimReview"][0]["publisher"]["site"] == "desk.example.org"


def test_it_says_what_was_wrong(google: Any) -> None:
    for request, status, words in (
        (google.claims().search(), 400, "Give a query"),
        (google.claims().search(query="x", pageToken="t2"), 400, "not one of ours"),
        (google.claims().search(query="x" * 3000, pageSize=-1), 400, "pageSize is a whole number"),
        (google.pages().get(name="pages/999"), 404, "There is no page"),
        (google.pages().create(body={"pageUrl": "https://desk.example.org"}), 403, "only be read"),
        (google.pages().update(name="pages/1", body={}), 403, "only be read"),
        (google.pages().delete(name="pages/1"), 403, "only be read"),
        (google.claims().imageSearch(imageUri="https://x.example/1.png"), 404, "no such method"),
    ):
        with pytest.raises(HttpError) as refusal:
            request.execute()
        assert (refusal.value.status_code, words in refusal.value.reason) == (status, True), refusal.value.reason


def test_it_lists_the_pages_and_reads_each_by_its_name_and_its_address(google: Any) -> None:
    found = []
    request = google.pages().list(organization="desk.example.org", pageSize=4)
    while request is not None:
        answer = request.execute()
        found += answer["claimReviewMarkupPages"]
        request = google.pages().list_next(request, answer)
    assert len(found) == 6
    for page in found:
        assert google.pages().get(name=page["name"]).execute() == page
        assert google.pages().list(url=page["pageUrl"]).execute()["claimReviewMarkupPages"] == [page]
