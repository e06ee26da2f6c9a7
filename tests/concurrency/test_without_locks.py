"""The table of what can be taken out follows the sources; taking it out takes minutes and is asked for by hand."""

import ast
import re
from collections.abc import Iterator

import pytest

from tests.concurrency.test_constraints import SCENES
from tests.concurrency.without_locks.mutants import CONSTRAINTS, LOCKS, ROOT, Mutant

LOCKING = re.compile(r"\b(?:select_for_update|lock_claim|lock_person|lock_article|_let_loads_stand_still)\(")
# They lock an article, or what is learned from the desk: nobody is handed anything, and nothing is decided. Without the
# lock of `_at_address` the second text meets a constraint, and is brought in at the second try.
OF_ARTICLES = {
    *(("claims/actions/articles.py", name) for name in ("revise", "retry", "_at_address")),
    *(("claims/actions/splitting.py", name) for name in ("split", "give_up", "_keep")),
    ("claims/actions/topics.py", "change"),
    ("claims/actions/wanted.py", "of_each_claim"),
    ("claims/actions/learning.py", "_use"),
}
NO_LOCK = {
    ("reviews/actions/assignments.py", "_let_loads_stand_still"),  # taken out where it is called
    ("reviews/actions/error_reports.py", "handle"),  # of a reader's report: no claim is touched
    ("reviews/actions/public_texts.py", "say"),  # nor is one by the words of a page
    ("claims/actions/topic_settings.py", "_locked"),  # nor by what a topic is called, and wants of later ones
    # Of messages to webhooks: the receiver knows their ids, and each attempt is noted once by constraint.
    *(("reviews/actions/deliveries.py", name) for name in ("locked", "_note", "forget_old")),
    *(("reviews/actions/webhooks.py", name) for name in ("send_again", "send_period")),
    # Of an imported record: without it the second meets a constraint, and hears that the record is known.
    ("reviews/actions/importing.py", "_keep"),
    ("claims/actions/machines.py", "_lock"),  # of a machine, for its keys: test_once.py
}


def functions_that_lock() -> Iterator[tuple[str, str]]:
    for path in [*ROOT.glob("claims/actions/*.py"), *ROOT.glob("reviews/actions/*.py")]:
        text = path.read_text()
        for node in ast.parse(text).body:
            if isinstance(node, ast.FunctionDef) and LOCKING.search(ast.get_source_segment(text, node) or ""):
                yield str(path.relative_to(ROOT)), node.name


@pytest.mark.parametrize("mutant", LOCKS, ids=str)
def test_what_is_taken_out_is_still_there(mutant: Mutant) -> None:
    assert mutant.applied() != (ROOT / mutant.file).read_text()


def test_every_lock_of_the_desk_is_taken_out() -> None:
    assert set(functions_that_lock()) - OF_ARTICLES - NO_LOCK <= {(mutant.file, mutant.within) for mutant in LOCKS}


def test_every_constraint_with_a_scene_is_taken_out() -> None:
    assert set(CONSTRAINTS) == set(SCENES)
