"""The OpenAPI document: complete, valid, and changed only on purpose. Its page needs no foreign host."""

import html
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.core.management import call_command
from django.test import Client
from django.urls import get_resolver

ROOT = Path(__file__).resolve().parents[3]
SNAPSHOT = ROOT / "docs" / "openapi.yaml"
# What is not plain JSON.
MEDIA = {
    "/api/v1/verdicts/{id}/claimreview": "application/ld+json",
    "/api/v1/claimreviews.json": "application/ld+json",
    "/api/v1/claimreviews.ndjson": "application/x-ndjson",
}


@pytest.fixture(scope="module")
def generated(tmp_path_factory: Any) -> str:
    """The document as it is now, without a warning."""
    path = tmp_path_factory.mktemp("schema") / "openapi.yaml"
    call_command("spectacular", validate=True, fail_on_warn=True, file=str(path))
    return str(path.read_text())


@pytest.fixture(scope="module")
def operations(generated: str) -> dict[tuple[str, str], dict[str, Any]]:
    paths = yaml.safe_load(generated)["paths"]
    return {(method, path): found for path, methods in paths.items() for method, found in methods.items()}


def test_the_snapshot_is_what_the_code_says(generated: str) -> None:
    told = "The API has changed. When that was meant: manage.py spectacular --file docs/openapi.yaml"
    assert generated == SNAPSHOT.read_text(), told


def test_it_is_openapi_3_0(generated: str) -> None:
    assert yaml.safe_load(generated)["openapi"] == "3.0.3"


def test_every_address_of_the_api_is_in_it(operations: dict[tuple[str, str], Any]) -> None:
    includes = [
        part for part in get_resolver().url_patterns if str(part.pattern) == "api/v1/" and hasattr(part, "url_patterns")
    ]
    routes = {str(pattern.pattern) for part in includes for pattern in part.url_patterns}
    documented = {path.removeprefix("/api/v1/") for _, path in operations}
    assert {re.sub(r"<\w+:(\w+)>", r"{\1}", route).replace("{pk}", "{id}") for route in routes} == documented


def test_every_operation_says_what_it_does_and_how_it_fails(operations: dict[tuple[str, str], Any]) -> None:
    for (method, path), found in operations.items():
        assert found.get("description"), (method, path)
        expected = {"400", "401", "403", "409", "422"} if method == "post" else set()
        expected |= {"429"}
        expected |= {"404"} if "{" in path else set()
        assert expected <= set(found["responses"]), (method, path)
        assert ("304" in found["responses"]) == (method == "get")
        for status, answer in found["responses"].items():
            if status == "304":  # has no body
                continue
            media = "application/problem+json" if status >= "400" else MEDIA.get(path, "application/json")
            assert list(answer["content"]) == [media], (method, path, status)


def test_what_is_open_to_all_asks_for_no_log_in(operations: dict[tuple[str, str], Any]) -> None:
    free = {path for (_, path), found in operations.items() if {} in found.get("security", [{}])}
    names = (
        "changes",
        "claimreviews.json",
        "claimreviews.ndjson",
        "ratings",
        "scales",
        "scales/{slug}/versions/{version}",
        "verdicts",
        "verdicts/{id}",
        "verdicts/{id}/claimreview",
        "verdicts/{id}/versions/{version}",
    )
    assert free == {f"/api/v1/{name}" for name in names}


def test_no_name_was_made_up_for_want_of_a_better_one(generated: str) -> None:
    names = set(yaml.safe_load(generated)["components"]["schemas"])
    assert not [name for name in names if re.search(r"[0-9a-f]{3}Enum$|Shape|Input", name)]


@pytest.mark.parametrize("path", ["/api/docs/", "/api/docs/try/", "/api/docs/try/?script="])
def test_the_docs_come_from_this_host_alone(db: None, path: str) -> None:
    answer = Client().get(path)
    assert answer.status_code == 200
    addresses = re.findall(r"""(?:src|href|url)\s*[=:]\s*["']([^"']+)""", answer.content.decode())
    assert addresses or "script" in path
    assert not [address for address in addresses if "//" in address.removeprefix("http://testserver")]


def test_the_guide_is_the_file_of_the_docs_with_this_desks_address_and_every_operation(
    db: None, generated: str
) -> None:
    page = html.unescape(Client().get("/api/docs/").content.decode())
    assert "FACTCHECK=http://testserver" in page
    assert "localhost:8000" not in page
    for heading in re.findall(r"^## (.+)$", (ROOT / "docs" / "api.md").read_text(), re.MULTILINE):
        assert f">{heading}</h2>" in page
    for path, calls in yaml.safe_load(generated)["paths"].items():
        for method, about in calls.items():
            assert f"<code>{method.upper()} {path}</code>" in page
            assert f'#{about["operationId"]}"' in page


def test_the_client_that_the_guide_links_can_be_saved(db: None) -> None:
    [link] = re.findall(r'href="([^"]+follow_changes.py)"', Client().get("/api/docs/").content.decode())
    answer = Client().get(link)
    assert answer.content.decode() == (ROOT / "docs" / "follow_changes.py").read_text()
    assert answer["Content-Disposition"] == 'attachment; filename="follow_changes.py"'


def test_the_docs_run_no_script_and_wear_no_style_of_their_page(db: None) -> None:
    answer = Client().get("/api/docs/try/")
    policy = dict(part.split(" ", 1) for part in answer["Content-Security-Policy"].split("; "))
    assert policy["script-src"] == policy["style-src"] == "'self'"
    assert not re.search(r"<style|\sstyle=|<script(?![^>]*\ssrc=)", answer.content.decode())


def test_the_schema_can_be_fetched(db: None) -> None:
    assert yaml.safe_load(Client().get("/api/schema/").content)["info"]["title"] == "Factcheck"
