"""The OpenAPI document: complete, valid, and changed only on purpose. Its page needs no foreign host."""

import html
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import get_resolver

from reviews.enums import ExportFormat
from tests.factcheck.api import document
from tests.factcheck.api.document import SNAPSHOT

ROOT = Path(__file__).resolve().parents[3]
# What is not plain JSON.
MEDIA = {
    "/api/v1/verdicts/{id}/claimreview": ["application/ld+json"],
    "/api/v1/claimreviews.json": ["application/ld+json"],
    "/api/v1/claimreviews.ndjson": ["application/x-ndjson"],
    "/api/v1/exports/{id}/file": ["text/csv", ExportFormat.XLSX.media_type, "application/x-ndjson"],
}
STREAMS = ("/api/v1/claimreviews.ndjson",)


@pytest.fixture(scope="module")
def generated(tmp_path_factory: Any) -> str:
    """The document as it is now, without a warning."""
    path = tmp_path_factory.mktemp("schema") / "openapi.yaml"
    call_command("spectacular", validate=True, fail_on_warn=True, file=str(path))
    return str(path.read_text())


@pytest.fixture(scope="module")
def promised(generated: str) -> Any:
    return document.read(generated)


@pytest.fixture(scope="module")
def operations(promised: Any) -> dict[tuple[str, str], dict[str, Any]]:
    return {(method, path): found for path, methods in promised["paths"].items() for method, found in methods.items()}


def test_the_snapshot_is_what_the_code_says(generated: str) -> None:
    told = "The API has changed. When that was meant: manage.py spectacular --file docs/openapi.yaml"
    assert generated == SNAPSHOT.read_text(), told


def test_it_is_openapi_3_0(promised: Any) -> None:
    assert promised["openapi"] == "3.0.3"


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
        expected |= {"411", "413", "415"} if method in ("post", "put") else set()
        expected |= {"400", "401", "406", "429", "503"}
        expected |= {"404"} if "{" in path else set()
        assert expected <= set(found["responses"]), (method, path)
        assert ("304" in found["responses"]) == (method == "get" and path not in STREAMS)
        for status, answer in found["responses"].items():
            if status == "414":  # the web server's own
                assert method == "get"
            elif status >= "400":
                assert answer == {"$ref": f"#/components/responses/Problem{status}"}
            elif status != "304":  # has no body
                assert list(answer["content"]) == MEDIA.get(path, ["application/json"]), (method, path, status)


def test_every_problem_has_one_shape(promised: Any) -> None:
    for name, answer in promised["components"]["responses"].items():
        assert name.removeprefix("Problem").isdigit()
        assert answer["content"] == {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
        assert answer["description"]


def test_what_the_api_refuses_the_document_does_not_allow(operations: dict[tuple[str, str], Any]) -> None:
    claims = {one["name"]: one["schema"] for one in operations["get", "/api/v1/claims"]["parameters"]}
    assert claims["q"]["maxLength"] == 200
    assert claims["min_check_worthiness"] | {"minimum": 0, "maximum": 1} == claims["min_check_worthiness"]
    assert (claims["article"]["minimum"], claims["article"]["maximum"]) == (0, 2**63 - 1)
    assert {"id", "text", "acts"} - set(claims["fields"]["items"]["enum"]) == {"acts"}


def test_no_body_may_hold_what_is_not_known(promised: Any) -> None:
    schemas = promised["components"]["schemas"]
    bodies = {name: body for name, body in schemas.items() if name.endswith("Request")}
    assert len(bodies) > 30
    assert [name for name, body in bodies.items() if body["additionalProperties"] is not False] == []


def test_links_lead_to_operations_with_parameters_that_they_take(operations: dict[tuple[str, str], Any]) -> None:
    """That their values are there, and lead on, `make fuzz` shows."""
    by_id = {call["operationId"]: call for call in operations.values()}
    links = [
        link
        for call in by_id.values()
        for answer in call["responses"].values()
        for link in answer.get("links", {}).values()
    ]
    assert len(links) > 50
    for link in links:
        taken = {one["name"] for one in by_id[link["operationId"]]["parameters"]}
        assert set(link["parameters"]) <= taken, link


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


def test_no_name_was_made_up_for_want_of_a_better_one(promised: Any) -> None:
    names = set(promised["components"]["schemas"])
    assert not [name for name in names if re.search(r"[0-9a-f]{3}Enum$|Shape|Input", name)]


@pytest.mark.parametrize("path", ["/api/docs/", "/api/docs/try/", "/api/docs/try/?script="])
def test_the_docs_come_from_this_host_alone(db: None, path: str) -> None:
    answer = Client().get(path)
    assert answer.status_code == 200
    addresses = re.findall(r"""(?:src|href|url)\s*[=:]\s*["']([^"']+)""", answer.content.decode())
    assert addresses or "script" in path
    assert not [address for address in addresses if "//" in address.removeprefix("http://testserver")]


def test_the_guide_is_the_file_of_the_docs_with_this_desks_address_and_every_operation(db: None, promised: Any) -> None:
    page = html.unescape(Client().get("/api/docs/").content.decode())
    assert "FACTCHECK=http://testserver" in page
    assert "localhost:8000" not in page
    for heading in re.findall(r"^## (.+)$", (ROOT / "docs" / "api.md").read_text(), re.MULTILINE):
        assert f">{heading}</h2>" in page
    for path, calls in promised["paths"].items():
        for method, about in calls.items():
            assert f"<code>{method.upper()} {path}</code>" in page
            assert f'#{about["operationId"]}"' in page


def test_no_link_of_the_guide_leads_to_a_document_that_a_desk_does_not_serve() -> None:
    page = Client().get("/api/docs/").content.decode()
    links = set(re.findall(r'<a href="([^"]+)"', page))
    ours = {link for link in links if not link.startswith(("https://", "#"))}
    assert [link for link in ours if not link.startswith("/") or Client().get(link).status_code >= 400] == []
    assert {link for link in links if link.startswith("#")} <= {
        f"#{anchor}" for anchor in re.findall(r' id="([^"]+)"', page)
    }
    assert "asked of the API" in page


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
    assert document.read(Client().get("/api/schema/").content)["info"]["title"] == "Factcheck"
