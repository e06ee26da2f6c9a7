"""ETags: 304 for what the caller has, 412 for a decision on what has moved on, also behind a server that compresses."""

from typing import Any

import pytest
from django.test import Client

from claims.actions import triage
from claims.enums import Status
from reviews.actions import verdicts
from reviews.actions.verdicts import Correction
from tests import factories
from tests.over_http import Caller, nothing_changes, problem


def weak(tag: str) -> str:
    """What nginx and GZipMiddleware make of a tag when they compress."""
    return f"W/{tag}"


NAMED = (str, weak, lambda tag: f'"another", {tag}', lambda tag: f'W/"another",{weak(tag)}', lambda _: "*")


@pytest.mark.parametrize("path", ["claims/{claim}", "claims", "verdicts/{verdict}", "verdicts", "scales", "ratings"])
def test_what_the_caller_has_is_not_sent_again(editor: Any, path: str) -> None:
    claim = factories.claim_at(Status.PUBLISHED)
    address = "/api/v1/" + path.format(claim=claim.pk, verdict=claim.verdict.pk)
    client = Caller(editor).client
    first = client.get(address)
    for sent in NAMED:
        again = client.get(address, headers={"If-None-Match": sent(first["ETag"])})
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
        assert again["Cache-Control"] == first["Cache-Control"]


def test_a_tag_goes_with_every_change_that_is_shown(editor: Any, reviewer: Any) -> None:
    [claim] = factories.queued_claims(0.9)
    path = f"claims/{claim.pk}"
    tags = [Caller(person).get(path)["ETag"] for person in (editor, reviewer)]
    assert tags[0] != tags[1]  # they may do different things
    article = claim.article
    article.outlet = "The Other Post"
    article.save()
    assert Caller(editor).get(path)["ETag"] != tags[0]  # without an act, and without a version


def test_a_correction_gives_a_verdict_another_tag(editor: Any) -> None:
    claim = factories.claim_at(Status.PUBLISHED)
    read = lambda: Client().get(f"/api/v1/verdicts/{claim.verdict.pk}")["ETag"]  # noqa: E731
    first = read()
    assert first.startswith(f'"verdict-{claim.verdict.pk}.1.')
    verdicts.correct(claim.pk, actor=editor, correction=Correction(note="Revised.", rating="half_true"))
    assert read().startswith(f'"verdict-{claim.verdict.pk}.2.')


@pytest.mark.parametrize("sent", [str, weak])
def test_a_decision_names_what_it_saw_with_if_match(editor: Any, sent: Any) -> None:
    claim = factories.claim_at(Status.APPROVED)
    caller = Caller(editor)
    tag = caller.get(f"claims/{claim.pk}")["ETag"]
    answer = caller.post(f"claims/{claim.pk}/publication", {}, headers={"If-Match": sent(tag)})
    assert answer.status_code == 200, answer.content
    assert "ETag" not in answer  # it answers with the verdict


def test_the_answer_of_an_act_has_the_tag_for_the_next_one(editor: Any) -> None:
    [claim] = factories.new_claims(0.9)
    caller = Caller(editor)
    tag = caller.post(f"claims/{claim.pk}/queueing", version=1)["ETag"]
    assert tag == caller.get(f"claims/{claim.pk}")["ETag"]
    assert caller.post(f"claims/{claim.pk}/priority", {"priority": 3}, headers={"If-Match": tag}).status_code == 200


def test_who_looks_away_is_told_what_was_done_and_the_tag_of_now(editor: Any) -> None:
    [claim] = factories.queued_claims(0.9)
    caller = Caller(editor)
    tag = caller.get(f"claims/{claim.pk}")["ETag"]
    triage.prioritise(claim.pk, actor=editor, priority=3)
    with nothing_changes():
        answer = caller.post(f"claims/{claim.pk}/dismissal", {"note": "Why."}, headers={"If-Match": tag})
        body = problem(answer, 412, "version_passed")
    assert [change["act"] for change in body["changes"]] == ["prioritise"]
    assert answer["ETag"] == f'"claim-{claim.pk}.{claim.version + 1}"'
    assert caller.post(f"claims/{claim.pk}/dismissal", {"note": "Why."}, headers={"If-Match": answer["ETag"]})


@pytest.mark.parametrize("tag", ['"claim-0.3.x"', '"verdict-{}.3.x"', '"claim-{}.x.y"', '"x"', "claim-{}.3", "", "W/"])
def test_a_tag_of_something_else_never_holds(editor: Any, tag: str) -> None:
    claim = factories.claim_at(Status.APPROVED)
    with nothing_changes():
        headers = {"If-Match": tag.format(claim.pk)}
        problem(Caller(editor).post(f"claims/{claim.pk}/publication", {}, headers=headers), 412, "version_passed")


def test_any_version_is_no_version_that_was_seen(editor: Any) -> None:
    claim = factories.claim_at(Status.APPROVED)
    with nothing_changes():
        answer = Caller(editor).post(f"claims/{claim.pk}/publication", {}, headers={"If-Match": "*"})
        problem(answer, 428, "version_needed", "version")


def test_body_and_header_cannot_name_two_versions(editor: Any) -> None:
    claim = factories.claim_at(Status.APPROVED)
    caller = Caller(editor)
    headers = {"If-Match": caller.get(f"claims/{claim.pk}")["ETag"]}
    with nothing_changes():
        sent = {"version": claim.version - 1}
        problem(caller.post(f"claims/{claim.pk}/publication", sent, headers=headers), 400, "invalid", "version")
    sent = {"version": claim.version}
    assert caller.post(f"claims/{claim.pk}/publication", sent, headers=headers).status_code == 200


def test_the_next_version_of_a_scale_is_written_on_the_one_that_was_seen(editor: Any) -> None:
    caller = Caller(editor)
    tag = caller.get("scales/truth/versions/1")["ETag"]
    labels = [{"label": label, "definition": f"{label}."} for label in ("Right", "Wrong")]
    for status in (201, 412):
        answer = caller.post("scales/truth/versions", {"labels": labels}, headers={"If-Match": tag})
        assert answer.status_code == status, answer.content
    assert answer["ETag"] == '"scale-truth.2"'


def test_nobody_is_given_somebody_elses_copy(editor: Any) -> None:
    factories.claim_at(Status.PUBLISHED)
    for path, kept in (("claims", "private, no-cache"), ("verdicts", "no-cache")):
        answer = Caller(editor).get(path)
        assert answer["Cache-Control"] == kept
        assert {"Authorization", "Cookie"} <= set(answer["Vary"].split(", "))


def test_pages_of_other_sites_read_what_everybody_may_and_nothing_else(editor: Any) -> None:
    factories.claim_at(Status.PUBLISHED)
    origin = {"Origin": "https://reader.example"}
    public = Client().get("/api/v1/verdicts", headers=origin)
    assert public["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in public
    asked = origin | {"Access-Control-Request-Method": "GET", "Access-Control-Request-Headers": "if-none-match"}
    before = Client().options("/api/v1/verdicts", headers=asked)
    assert (before.status_code, before["Access-Control-Allow-Headers"]) == (200, "If-None-Match")
    assert Client().get("/api/v1/verdicts?x=1", headers=origin)["Access-Control-Allow-Origin"] == "*"  # to be read too
    for answer in (Caller(editor).get("claims"), Caller(editor).post("scales", {})):
        assert "Access-Control-Allow-Origin" not in answer
