"""The API guide: its examples work as they stand, and its tables are the program's own."""

import base64
import csv
import io
import json
import re
import shlex
import time
from io import BytesIO
from itertools import takewhile
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from claims.actions import jobs, machines
from claims.enums import Scope, Status
from claims.models import Claim, Job
from claims.tasks import WORK
from factcheck.api.problems import kinds
from reviews import signing
from reviews.enums import News
from reviews.figures import EXCLUDED
from reviews.models import Assignment
from tests import factories
from tests.factories import PersonFactory
from tests.reviews.api.test_acts import ENDPOINTS
from tests.reviews.publication.readers import publish

GUIDE = (Path(__file__).resolve().parents[3] / "docs" / "api.md").read_text()
EXAMPLES = [block for block in re.findall(r"```sh\n(.*?)```", GUIDE, re.DOTALL) if block.startswith("curl")]
# What each example is known by; every one is played in a test below.
PLAYED = [
    *("language=en&", "modified_after", "/ratings", "/scales/truth", "status=queued", "The Daily", "file=@"),
    *('-X POST "$FACTCHECK/api/v1/assignments"', "/assignments/7/review", "7/approval", "7/publication"),
    *("7/adjudication", "7/findings"),
    *("unread=true", "/notifications/read", "/articles/7/claims"),
    *("claimreviews.ndjson", "claimreviews.json", "claims:search"),
    *("statistics/agreement", "order=-check_worthiness", "The Wire", "8e03978e", "/wanted-pages", "/articles/bulk"),
    "/v1/exports",
    *("changes?limit", "wait=20", "statistics/desk"),
]
PAGE = b"<h1>Exports</h1><p>Exports grew by 5 percent in 2019, the minister said.</p>"


@pytest.fixture
def newsroom(db: None) -> dict[str, Any]:
    """The two people of the examples, with their sample passwords."""
    people = {name: PersonFactory(**{name: True}, username=name) for name in ("editor", "reviewer")}
    for name, person in people.items():
        person.set_password(f"{name}-demo")
        person.save()
    return people


def curl(command: str) -> Any:
    """Send what curl would send. Knows the few options that the guide uses."""
    words = iter(shlex.split(command.replace("$FACTCHECK", "http://testserver").replace("\\\n", ""))[1:])
    headers: dict[str, str] = {}
    url, method, body, form = "", "GET", b"", {}
    for word in words:
        if word == "-u":
            headers["Authorization"] = _basic(next(words))
        elif word == "-X":
            method = next(words)
        elif word == "-H":
            name, value = next(words).split(": ")
            headers[name] = value
        elif word == "-d":
            method, body = "POST", next(words).encode()
        elif word == "-F":
            name, value = next(words).split("=", 1)
            form[name] = _file(value) if value.startswith("@") else value
        else:
            url = word
    path = "?".join(part for part in (urlsplit(url).path, urlsplit(url).query) if part)
    if form:
        return Client().post(path, form, headers=headers)
    return Client().generic(method, path, body, headers.pop("Content-Type", ""), headers=headers)


def _basic(pair: str) -> str:
    return f"Basic {base64.b64encode(pair.encode()).decode()}"


def _file(name: str) -> BytesIO:
    upload = BytesIO(PAGE)
    upload.name = name.removeprefix("@")
    return upload


def example(part: str) -> str:
    """The one example with these words in it."""
    assert part in PLAYED
    [found] = [command for command in EXAMPLES if part in command]
    return found


def test_the_reading_examples_work(newsroom: Any) -> None:
    verdict = factories.claim_at(Status.PUBLISHED, language="en").verdict
    assert [row["id"] for row in curl(example("language=en&")).json()["results"]] == [verdict.pk]
    assert [row["id"] for row in curl(example("modified_after")).json()["results"]] == [verdict.pk]
    assert len(curl(example("/ratings")).json()) == 9
    assert len(curl(example("/scales/truth")).json()["labels"]) == 9


def test_the_examples_of_claim_review_and_of_googles_api_work(newsroom: Any) -> None:
    """They look for a claim with a percentage, which the sample newsroom has."""
    article = factories.receive("Exports grew by 7 percent.")
    [claim] = factories.split(article, {"Exports grew by 7 percent.": 0.9})
    publish(claim)
    lines = b"".join(curl(example("claimreviews.ndjson")).streaming_content).splitlines()
    [element] = curl(example("claimreviews.json")).json()["dataFeedElement"]
    assert json.loads(lines[0])["@id"] == element["item"]["@id"]
    assert [found["text"] for found in curl(example("claims:search")).json()["claims"]] == [claim.text]


def test_the_example_of_a_log_in_works(newsroom: Any) -> None:
    [claim] = factories.queued_claims(0.9)
    assert [row["id"] for row in curl(example("status=queued")).json()["results"]] == [claim.pk]


def test_the_examples_of_being_told_work(newsroom: Any) -> None:
    factories.claim_at(Status.APPROVED, reviewer=newsroom["reviewer"])
    kinds_told = [row["kind"] for row in curl(example("unread=true")).json()["results"]]
    assert kinds_told == ["approved", "assigned"]
    assert curl(example("/notifications/read")).json() == {"marked": 2}
    assert curl(example("unread=true")).json()["results"] == []


@pytest.mark.parametrize("part", ["The Daily", "file=@"])
def test_the_examples_of_bringing_in_work(newsroom: Any, part: str) -> None:
    answers = [curl(example(part)) for _ in range(2)]
    assert [(answer.status_code, answer.json()["created"]) for answer in answers] == [(201, True), (200, False)]


def test_the_example_of_less_in_another_order_works(newsroom: Any) -> None:
    low, high = factories.new_claims(0.5, 0.9)
    found = curl(example("order=-check_worthiness")).json()["results"]
    assert found == [{"id": c.pk, "text": c.text, "check_worthiness": c.check_worthiness} for c in (high, low)]


def test_the_example_of_a_machine_works(newsroom: Any) -> None:
    editor = newsroom["editor"]
    machine = machines.make("wire", owner_id=editor.pk, scopes=["submit"], actor=editor)
    key = machines.issue(machine.pk, days=1, actor=editor)[1]
    assert curl(example("The Wire").replace("$KEY", key)).json()["article"]["brought_by"] == "wire (machine)"


def test_the_example_of_sending_it_again_works(newsroom: Any) -> None:
    first, second = (curl(example("8e03978e")) for _ in range(2))
    assert (first.status_code, second.status_code, second.json()) == (201, 201, first.json())
    assert second["Idempotency-Replayed"] == "true"


def test_the_examples_of_addresses_and_of_many_work(newsroom: Any) -> None:
    assert curl(example("/wanted-pages")).status_code == 202
    results = curl(example("/articles/bulk")).json()["results"]
    assert [result["status"] for result in results] == [201, 400]


def test_the_example_of_an_export_works(newsroom: Any) -> None:
    verdict = factories.claim_at(Status.PUBLISHED, language="en").verdict
    answer = curl(example("/v1/exports"))
    assert answer.status_code == 202, answer.content
    assert jobs.execute(Job.objects.get(kind="make_export").pk, WORK)
    client = Client()
    client.force_login(newsroom["editor"])
    export = client.get(answer["Location"]).json()
    file = b"".join(client.get(export["links"]["file"]).streaming_content).decode("utf-8-sig")
    assert [row["verdict"] for row in csv.DictReader(io.StringIO(file))] == [str(verdict.pk)]


def test_the_table_of_scopes_has_every_scope() -> None:
    assert [scope for scope, _ in rows("| scope | opens |")] == ["none", *Scope.values]


def test_the_example_of_a_claim_made_by_hand_works(newsroom: Any) -> None:
    article = factories.receive("Exports grew by 5 percent in 2019, the minister said.")
    made = curl(example("/articles/7/claims").replace("/7/", f"/{article.pk}/"))
    assert (made.status_code, made.json()["text"]) == (201, "Exports grew by 5 percent in")


def test_the_rounds_of_a_reviewer_and_an_editor_work(newsroom: Any) -> None:
    [claim] = factories.queued_claims(0.9)
    taken = curl(example('-X POST "$FACTCHECK/api/v1/assignments"'))
    assert taken.status_code == 201, taken.content
    assignment = Assignment.objects.get(pk=taken.json()["id"])
    finding = example("/assignments/7/review").replace("/7/", f"/{assignment.pk}/")
    recorded = curl(finding.replace("00000000-0000-0000-0000-000000000007", taken.json()["token"]))
    assert recorded.status_code == 201, recorded.content
    for act in ("7/approval", "7/publication"):
        seen = Claim.objects.get(pk=claim.pk).version
        answer = curl(re.sub('"version": .', f'"version": {seen}', example(act).replace("/7/", f"/{claim.pk}/")))
        assert answer.status_code == 200, answer.content
    assert Claim.objects.get(pk=claim.pk).status == Status.PUBLISHED


def test_the_examples_of_settling_a_dispute_work(newsroom: Any) -> None:
    claim = factories.claim_at(Status.DISPUTED)
    appointed = curl(example("7/adjudication").replace("/7/", f"/{claim.pk}/"))
    assert appointed.status_code == 201, appointed.content
    found = curl(example("7/findings").replace("/7/", f"/{appointed.json()['id']}/")).json()
    assert {one["rating"]["slug"] for one in found} == {"true", "false"}


def test_the_example_of_agreement_works(newsroom: Any) -> None:
    factories.claim_at(Status.REVIEWED, outlet="The Daily")
    assert curl(example("statistics/agreement")).json()["whole"]["claims"] == 1


def test_the_example_of_the_numbers_works(newsroom: Any) -> None:
    factories.claim_at(Status.NEW)
    assert curl(example("statistics/desk")).json()["now"][0]["claims"] == 1


def test_the_examples_of_following_changes_work(newsroom: Any) -> None:
    verdict = factories.claim_at(Status.WITHDRAWN).verdict
    for part in ("changes?limit", "wait=20"):
        changes = curl(example(part)).json()["results"]
        assert [change["kind"] for change in changes] == ["scale.written", "verdict.published", "verdict.withdrawn"]
        assert changes[1]["verdict"] == changes[2]["verdict"] == curl(f"curl {changes[2]['url']}").json()
        assert changes[2]["verdict"]["id"] == verdict.pk


def test_the_example_of_verifying_a_signature_works() -> None:
    [program] = [block for block in re.findall(r"```python\n(.*?)```", GUIDE, re.DOTALL) if "signature" in block]
    given: dict[str, Any] = {}
    exec(program, given)
    body, (old, new, other) = b'{"type":"webhook.test"}', map(signing.secret_for, ("old", "new", "other"))
    headers = signing.headers("msg_1", body, int(time.time()), [new, old])
    assert [given["is_from_the_desk"](secret, headers, body) for secret in (old, new, other)] == [True, True, False]
    assert not given["is_from_the_desk"](new, headers, body + b" ")
    late = signing.headers("msg_1", body, int(time.time()) - 301, [new])
    assert not given["is_from_the_desk"](new, late, body)


def test_the_table_of_changes_has_every_kind() -> None:
    named = [code for kinds, _ in rows("| kind | when |") for code in re.findall(r"[a-z_]+\.[a-z_]+", kinds)]
    assert named == News.values


def test_the_table_of_what_was_left_out_has_every_reason() -> None:
    found = dict(rows("| reason | what was left out |"))
    assert set(found) == set(EXCLUDED)
    assert all(found[reason].startswith(words) for reason, words in EXCLUDED.items())


def test_no_example_is_left_out() -> None:
    assert sorted(example(part) for part in PLAYED) == sorted(EXAMPLES)


def rows(header: str) -> list[list[str]]:
    """The cells of the table that begins with this header."""
    _, _, table = GUIDE.partition(f"{header}\n")
    body = takewhile(lambda line: line.startswith("|"), table.splitlines()[1:])
    return [[re.sub("^`([^`]*)`$", r"\1", cell.strip()) for cell in line.strip("|").split(" | ")] for line in body]


def test_the_table_of_problems_has_every_code() -> None:
    expected = [[kind.code, str(kind.status), kind.detail] for kind in kinds()]
    assert rows("| code | status | meaning |") == expected


def test_the_table_of_acts_has_every_act_with_its_address() -> None:
    def address(name: str) -> str:
        plain = name in ("articles", "assignments")
        return reverse(name, kwargs={} if plain else {"pk": 7}).removeprefix("/api/v1")

    found = {act: path for act, path, *_ in rows("| act | POST | body | answers with |")}
    assert found == {act.value: address(name) for act, name in ENDPOINTS.items()}
