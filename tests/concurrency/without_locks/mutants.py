"""What is taken out, and which tests have to notice. A text must stand in its file, or function, exactly once."""

import ast
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
# `lock_claim.none(...)` reads the claim as it is now, and waits for nobody.
ADVANCE, UNLOCKED = (
    "claims/actions/advance.py",
    """

def _without_waiting(claim_id: int, **known: Any) -> Claim:
    return Claim.objects.get(pk=claim_id)


lock_claim.none = _without_waiting
""",
)


class NoLongerThere(Exception):
    """The sources have changed: the table has to follow."""


@dataclass(frozen=True)
class Mutant:
    """Replace `old` by `new` in the function `within` the file; `tests` is what follows `tests/concurrency/test_`."""

    file: str
    within: str
    old: str
    new: str
    tests: str

    def __str__(self) -> str:
        return f"{self.file.removesuffix('.py')}.{self.within}: {self.old}"

    def applied(self) -> str:
        """The file's new text. Raises NoLongerThere."""
        text = (ROOT / self.file).read_text()
        first, last = _lines_of(text, self.within)
        lines = text.splitlines(keepends=True)
        function = "".join(lines[first:last])
        if function.count(self.old) != 1:
            raise NoLongerThere(f"{self}: stands there {function.count(self.old)} times")
        return "".join([*lines[:first], function.replace(self.old, self.new), *lines[last:]])


def _lines_of(text: str, function: str) -> tuple[int, int]:
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef) and node.name == function:
            return node.lineno - 1, node.end_lineno or 0
    raise NoLongerThere(f"no function {function}")


def _act(file: str, within: str, tests: str) -> Mutant:
    """The act reads the claim and does not lock it."""
    return Mutant(file, within, "lock_claim(", "lock_claim.none(", tests)


def _twice(acts: str) -> str:
    return f"every_act.py -k twice and ({acts})"


VERDICTS, FINDINGS = "reviews/actions/verdicts.py", "reviews/actions/findings.py"
LETTING_GO, ASSIGNMENTS = "reviews/actions/letting_go.py", "reviews/actions/assignments.py"
CONFLICTS, TRIAGE = "reviews/actions/conflicts.py", "claims/actions/triage.py"
RESHAPING, PEOPLE = "claims/actions/reshaping.py", "reviews/actions/people.py"
LOCKS = [
    Mutant(ADVANCE, "lock_claim", '.select_for_update(of=("self",))', "", "every_act.py -k waits_for_whoever"),
    Mutant(ADVANCE, "lock_article", '.select_for_update(of=("self",), no_key=True)', "", "intake.py"),
    Mutant(ADVANCE, "lock_article", ", no_key=True", "", "handing_out.py -k who_holds_an_article"),
    *(_act(VERDICTS, act, _twice(act)) for act in ("publish", "withdraw")),
    _act(VERDICTS, "approve", "deciding.py -k approv"),
    _act(VERDICTS, "correct", "deciding.py -k correct"),
    _act(VERDICTS, "count_approvals", "deciding.py -k count"),
    _act(FINDINGS, "retract", "deciding.py -k taking_a_finding_back"),
    _act(FINDINGS, "send_back", "deciding.py -k sending_back"),
    _act(FINDINGS, "_record", "recording.py -k last_findings"),
    _act("reviews/actions/adjudication.py", "appoint", "recording.py -k appoint"),
    _act("reviews/actions/wanted.py", "want", "handing_out.py -k want"),
    _act(LETTING_GO, "hand_over", "handing_out.py -k hand"),
    _act(LETTING_GO, "_leave", _twice("release or postpone or escalate or recuse")),
    _act(ASSIGNMENTS, "assign", "handing_out.py -k assign"),
    _act(TRIAGE, "queue", _twice("queue")),
    _act(TRIAGE, "prioritise", _twice("prioritise")),
    Mutant(TRIAGE, "queue_the_best", "lock_article(article.pk)", "pass", "intake.py -k budget"),
    _act(TRIAGE, "dismiss", _twice("dismiss")),
    Mutant(ADVANCE, "lock_claim_in_article", "lock_article(article)", "pass", "words.py"),
    _act(ADVANCE, "lock_claim_in_article", "words.py -k waits_for_who_queues"),
    _act("claims/actions/wording.py", "clarify", _twice("clarify")),
    _act(RESHAPING, "_both", "every_act.py -k merge"),
    Mutant("claims/actions/marking.py", "mark", "lock_article(article_id)", "pass", "words.py -k mark"),
    _act(ASSIGNMENTS, "take_back", "handing_out.py -k who_would_take_back"),
    _act(ASSIGNMENTS, "assign_automatically", "handing_out.py -k clock"),
    _act(ASSIGNMENTS, "_expire", "recording.py -k clock"),
    Mutant(ASSIGNMENTS, "_expire", '.select_for_update(of=("self",))', "", "recording.py -k heartbeat"),
    Mutant(
        ASSIGNMENTS, "renew", "Assignment.objects.held_by(actor)", "Assignment.objects", "recording.py -k heartbeat"
    ),
    Mutant(
        ASSIGNMENTS,
        "still_held",
        ', Assignment.objects.select_for_update(of=("self",), no_key=True)',
        "",
        "recording.py -k heartbeat",
    ),
    Mutant(ASSIGNMENTS, "take_next", '.select_for_update(skip_locked=True, of=("self",))', "", "handing_out.py"),
    Mutant(ASSIGNMENTS, "take_next", "skip_locked=True, ", "", "handing_out.py -k steps_over"),
    Mutant(ASSIGNMENTS, "have_room", "lock_person(person.pk)", "pass", "handing_out.py"),
    Mutant(ASSIGNMENTS, "unbiased", "lock_person(person.pk)", "pass", "interests.py -k who_declares"),
    Mutant(ASSIGNMENTS, "assign_automatically", "_let_loads_stand_still()", "pass", "handing_out.py"),
    Mutant(
        ASSIGNMENTS,
        "still_open",
        'assignment.refresh_from_db(fields=["',
        'list(["',
        "handing_out.py -k two_tabs_that_hand",
    ),
    Mutant(LETTING_GO, "hand_over", "assignment.claim = claim =", "claim =", "handing_out.py -k handing_over"),
    Mutant(CONFLICTS, "declare", "lock_person(person_id)", "pass", "interests.py -k who_declares"),
    Mutant(CONFLICTS, "declare", "lock_claim(claim_id)", "pass", "interests.py -k the_claim_itself"),
    Mutant(CONFLICTS, "end", '.select_for_update(of=("self",))', "", "interests.py -k end"),
    Mutant(CONFLICTS, "lock_person", '.select_for_update(of=("self",), no_key=True)', "", "handing_out.py -k two_tabs"),
    Mutant(PEOPLE, "locked", "lock_person(person_id)", "pass", "people.py -k change_a_person"),
    Mutant(PEOPLE, "locked", '.select_for_update(of=("self",), no_key=True)', "", "people.py -k editors"),
    Mutant(ASSIGNMENTS, "_hand_out", "still_reviews(reviewer)", "pass", "people.py -k who_assigns"),
    Mutant("reviews/actions/rules.py", "_locked", '.select_for_update(of=("self",))', "", "people.py -k rules"),
    Mutant("reviews/actions/drafts.py", "keep", ".select_for_update()", "", "recording.py -k tabs"),
    Mutant("reviews/actions/drafts.py", "keep_refused", ".select_for_update()", "", "recording.py -k old_tabs"),
    Mutant("reviews/actions/scales.py", "_lock_scales", ".select_for_update(no_key=True)", "", "deciding.py -k scale"),
    Mutant("reviews/actions/feed.py", "_locked", ".select_for_update()", "", "feed.py -k second_writer"),
    Mutant("reviews/actions/tallying.py", "keep", ".select_for_update()", "", "tallying.py"),
    Mutant("claims/actions/jobs.py", "_finish", "if not _held(job)", "if not Job.objects.filter(pk=job.pk)", "jobs.py"),
    Mutant("claims/actions/jobs.py", "_lease", "Job.objects.due()", "Job.objects.all()", "jobs.py"),
]
# Each has its scene in test_constraints.py.
CONSTRAINTS = [
    "one_standing_assignment_per_place",
    "nobody_twice_on_a_claim",
    "reviews_review_assignment_id_key",
    "reviews_verdict_claim_id_key",
    "nobody_approves_twice",
    "versions_are_in_sequence",
    "one_draft_per_person_and_claim",
    "one_copy_per_address_and_day",
    "nobody_is_told_twice",
    "one_scale_per_version",
    "one_current_scale",
    "one_head_in_use",
    "one_article_per_address",
    "the_same_text_is_the_same_article",
    "revisions_are_numbered",
    "review_sources_in_order",
    "version_sources_in_order",
    "one_live_claim_per_span",
    "one_cited_page_per_address",
    "views_of_a_person_differ",
    "one_default_view",
    "one_tally_per_month_and_scale",
    "a_pair_is_told_apart_once",
    "imported_versions_in_sequence",
    "one_current_import_of_a_record",
    "one_live_key_per_place",
    "one_answer_per_caller_and_key",
    "claims_machine_name_key",
    "one_job_per_key",
    "each_version_is_told_of_once",
    "one_secret_in_use_per_endpoint",
    "an_endpoint_is_told_of_each_change_once",
    "attempts_are_counted",
    "reviews_rules_pkey",
    "reviews_profile_user_id_key",
]
