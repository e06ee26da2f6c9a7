"""The workflow, against a list of arrows written by hand: whatever is not on it is refused."""

import ast
from itertools import product
from pathlib import Path

import pytest

from claims import workflow
from claims.enums import Act, ArticleStatus, Status
from claims.errors import IllegalAct

ROOT = Path(__file__).parents[2]

CLAIM_ARROWS = """
    (start)   find       new
    (start)   mark       new
    new       adjust     new
    new       split      new
    new       merge      new dismissed
    new       clarify    new
    queued    adjust     queued
    queued    split      queued
    queued    merge      queued dismissed
    queued    clarify    queued
    in_review adjust     in_review
    in_review split      in_review
    in_review merge      in_review dismissed
    in_review clarify    in_review
    escalated adjust     escalated
    escalated split      escalated
    escalated merge      escalated dismissed
    escalated clarify    escalated
    disputed  clarify    disputed
    reviewed  clarify    reviewed
    new       queue      queued
    new       dismiss    dismissed
    new       prioritise new
    new       want       new
    queued    take       queued in_review
    queued    assign     queued in_review
    queued    release    queued
    queued    postpone   queued
    queued    hand_over  queued
    queued    escalate   escalated
    queued    recuse     queued
    queued    expire     queued
    queued    review     queued in_review disputed reviewed
    queued    retract    queued in_review
    queued    dismiss    dismissed
    queued    prioritise queued
    queued    want       queued in_review disputed reviewed
    in_review release    queued
    in_review postpone   queued
    in_review hand_over  in_review
    in_review escalate   escalated
    in_review recuse     queued
    in_review expire     queued
    in_review review     queued in_review disputed reviewed
    in_review retract    queued in_review
    in_review dismiss    dismissed
    in_review prioritise in_review
    in_review want       queued in_review disputed reviewed
    escalated queue      queued
    escalated release    escalated
    escalated recuse     escalated
    escalated expire     escalated
    escalated review     escalated
    escalated retract    escalated
    escalated dismiss    dismissed
    escalated prioritise escalated
    escalated want       escalated
    disputed  release    disputed
    disputed  recuse     disputed
    disputed  expire     disputed
    disputed  retract    queued in_review
    disputed  appoint    disputed
    disputed  adjudicate reviewed
    disputed  dismiss    dismissed
    disputed  prioritise disputed
    disputed  want       queued in_review disputed reviewed
    reviewed  approve    reviewed approved
    reviewed  count      approved
    reviewed  send_back  in_review disputed
    reviewed  retract    queued in_review
    reviewed  dismiss    dismissed
    reviewed  prioritise reviewed
    reviewed  want       queued in_review disputed reviewed
    approved  publish    published
    approved  send_back  in_review disputed
    published correct    published
    published withdraw   withdrawn
    dismissed restore    new
"""
ARTICLE_ARROWS = """
    (start)   receive      received
    received  revise       received
    splitting revise       received
    split     revise       received
    failed    revise       received
    received  start_split  splitting
    splitting start_split  splitting
    splitting finish_split split
    received  fail_split   failed
    splitting fail_split   failed
    failed    retry        received
"""


Arrows = dict[tuple[str, str], set[str]]


def arrows(table: str) -> Arrows:
    rows = [line.split() for line in table.strip().splitlines()]
    return {("" if before == "(start)" else before, act): set(after) for before, act, *after in rows}


LEGAL_FOR_CLAIMS, LEGAL_FOR_ARTICLES = arrows(CLAIM_ARROWS), arrows(ARTICLE_ARROWS)
CLAIM_ACTS = sorted({act for _, act in LEGAL_FOR_CLAIMS})
ARTICLE_ACTS = sorted({act for _, act in LEGAL_FOR_ARTICLES})


def outcomes(act: str, status: str) -> set[str]:
    """Every status that the step leads to; none where it is refused."""
    return {after for after in [*Status.values, *ArticleStatus.values] if leads_to(act, status, after)}


def leads_to(act: str, status: str, after: str) -> bool:
    try:
        return workflow.step(Act(act), status, after) == after
    except (IllegalAct, ValueError):
        return False


@pytest.mark.parametrize(("status", "act"), list(product(["", *Status.values], CLAIM_ACTS)))
def test_every_pair_of_claim_status_and_act_is_an_arrow_or_refused(status: str, act: str) -> None:
    assert outcomes(act, status) == LEGAL_FOR_CLAIMS.get((status, act), set())


@pytest.mark.parametrize(("status", "act"), list(product(["", *ArticleStatus.values], ARTICLE_ACTS)))
def test_every_pair_of_article_status_and_act_is_an_arrow_or_refused(status: str, act: str) -> None:
    assert outcomes(act, status) == LEGAL_FOR_ARTICLES.get((status, act), set())


@pytest.mark.parametrize(("status", "act"), list(product(Status.values, ARTICLE_ACTS)))
def test_no_act_on_articles_starts_where_a_claim_stands(status: str, act: str) -> None:
    assert outcomes(act, status) == set()


@pytest.mark.parametrize(("status", "act"), list(product(ArticleStatus.values, CLAIM_ACTS)))
def test_no_act_on_claims_starts_where_an_article_stands(status: str, act: str) -> None:
    assert outcomes(act, status) == set()


def test_every_act_belongs_to_claims_or_to_articles_and_to_one_only() -> None:
    assert sorted(CLAIM_ACTS + ARTICLE_ACTS) == sorted(Act.values)
    assert set(workflow.CLAIM_ARROWS) == set(CLAIM_ACTS)
    assert set(workflow.ARTICLE_ARROWS) == set(ARTICLE_ACTS)


@pytest.mark.parametrize("status", Status.values)
def test_acts_from_a_status_are_the_arrows_that_leave_it(status: str) -> None:
    assert {act.value for act in workflow.acts_from(status)} == {act for s, act in LEGAL_FOR_CLAIMS if s == status}


def test_a_refusal_names_the_act_and_the_status() -> None:
    with pytest.raises(IllegalAct) as refused:
        workflow.step(Act.PUBLISH, Status.NEW)
    assert str(refused.value) == "This cannot be done now: “publish” does not start from “new”."
    assert (refused.value.code, refused.value.blame) == ("illegal_act", "state")


def test_the_diagram_draws_every_arrow_and_no_other() -> None:
    first, *lines = workflow.diagram().splitlines()
    drawn = set()
    for line in lines:
        way, _, acts = line.partition(": ")
        before, _, after = way.partition(" --> ")
        drawn |= {(before.strip(), act, after) for act in acts.split(" / ")}
    assert first == "stateDiagram-v2"
    assert drawn == {
        (before or "[*]", act, after) for (before, act), possible in LEGAL_FOR_CLAIMS.items() for after in possible
    }


def test_an_act_that_may_lead_to_several_statuses_must_be_told_which() -> None:
    with pytest.raises(ValueError, match="leads to"):
        workflow.step(Act.REVIEW, Status.IN_REVIEW)
    assert workflow.step(Act.REVIEW, Status.IN_REVIEW, Status.DISPUTED) == Status.DISPUTED


# --- Who writes a status, read from the source ------------------------------------------------

THE_WRITER = "claims/actions/advance.py"
OF_KEPT_ANSWERS = "claims/actions/once.py"  # its status is that of an HTTP answer
# Rows are born with the status that the workflow gives them, here and nowhere else.
BIRTHPLACES = {"claims/actions/articles.py", "claims/actions/marking.py", "claims/actions/splitting.py"}
# Not workflow models: an HTTP answer has a status too, and a filter reads one.
READERS = {"filter", "exclude", "get", "Q", "When", "count"}


def sources() -> list[Path]:
    found = [path for app in ("claims", "reviews", "factcheck", "seeds") for path in (ROOT / app).rglob("*.py")]
    return [path for path in found if "migrations" not in path.parts]


def called(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def targets(node: ast.AST) -> list[ast.expr]:
    if isinstance(node, ast.Assign):
        return [leaf for target in node.targets for leaf in getattr(target, "elts", [target])]
    return [node.target] if isinstance(node, ast.AugAssign | ast.AnnAssign) else []


def assigns_status(node: ast.AST) -> bool:
    set_by_name = isinstance(node, ast.Call) and called(node) == "setattr" and "status" in ast.unparse(node.args[1])
    return set_by_name or any(isinstance(target, ast.Attribute) and target.attr == "status" for target in targets(node))


def status_given_to(node: ast.AST) -> ast.expr | None:
    """The value of `status=` in a call that may write it: create, update, a model's constructor."""
    if not isinstance(node, ast.Call) or called(node) in READERS:
        return None
    given = next((keyword.value for keyword in node.keywords if keyword.arg == "status"), None)
    is_http_code = isinstance(given, ast.Constant) and isinstance(given.value, int)
    return None if is_http_code else given


def updates_status(node: ast.AST) -> bool:
    """A queryset that would write past the workflow: update(status=...), bulk_update(..., ["status"])."""
    if not isinstance(node, ast.Call):
        return False
    in_bulk = called(node) == "bulk_update" and "'status'" in ast.unparse(node)
    return in_bulk or (called(node) in {"update", "update_or_create"} and status_given_to(node) is not None)


def places(matches: object) -> set[str]:
    found = set()
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if matches(node):  # type: ignore[operator]
                found.add(path.relative_to(ROOT).as_posix())
    return found


def test_advance_is_the_only_writer_of_a_status() -> None:
    assert places(assigns_status) == {THE_WRITER}
    assert places(updates_status) == {OF_KEPT_ANSWERS}


def test_articles_and_claims_are_born_in_three_places_with_the_status_that_the_workflow_gives() -> None:
    born = []
    for path in BIRTHPLACES:
        tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
        born += [ast.unparse(given) for node in ast.walk(tree) if (given := status_given_to(node)) is not None]
    assert sorted(born) == [
        "workflow.step(Act.FIND, workflow.START)",
        "workflow.step(Act.MARK, workflow.START)",
        "workflow.step(Act.RECEIVE, workflow.START)",
    ]


def test_no_other_place_makes_an_article_or_a_claim() -> None:
    def makes_one(node: ast.AST) -> bool:
        made = ast.unparse(node.func) if isinstance(node, ast.Call) else ""
        return made in {
            f"{model}{way}" for model in ("Article", "Claim") for way in ("", ".objects.create", ".objects.bulk_create")
        }

    assert places(makes_one) == BIRTHPLACES


@pytest.mark.parametrize(
    "source",
    [
        "claim.status = 'published'",
        "a, claim.status = 1, 'published'",
        "claim.status += 'x'",
        "claim.status: str = 'published'",
        "setattr(claim, 'status', 'published')",
    ],
)
def test_the_search_for_writers_finds_an_assignment(source: str) -> None:
    assert any(assigns_status(node) for node in ast.walk(ast.parse(source)))


@pytest.mark.parametrize(
    "source", ["Claim.objects.filter(pk=1).update(status='published')", "Claim.objects.bulk_update(found, ['status'])"]
)
def test_the_search_for_writers_finds_an_update(source: str) -> None:
    assert any(updates_status(node) for node in ast.walk(ast.parse(source)))
