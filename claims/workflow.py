"""The workflow, as one table: act -> from which statuses, to which status. Plain Python; reads nothing, writes nothing.

`python -m claims.workflow` prints the diagram that stands in the README.
"""

from typing import NamedTuple

from claims.enums import Act, ArticleStatus, Status
from claims.errors import IllegalAct

START = ""  # the status of what does not exist yet


class Arrow(NamedTuple):
    before: frozenset[str]
    after: str


def _arrow(before: set[str], after: str) -> Arrow:
    return Arrow(frozenset(before), after)


ARTICLE_ARROWS: dict[Act, Arrow] = {
    Act.RECEIVE: _arrow({START}, ArticleStatus.RECEIVED),
    Act.REVISE: _arrow(set(ArticleStatus), ArticleStatus.RECEIVED),
    # A worker that died left the article splitting; the next one starts over.
    Act.START_SPLIT: _arrow({ArticleStatus.RECEIVED, ArticleStatus.SPLITTING}, ArticleStatus.SPLITTING),
    Act.FINISH_SPLIT: _arrow({ArticleStatus.SPLITTING}, ArticleStatus.SPLIT),
    Act.FAIL_SPLIT: _arrow({ArticleStatus.RECEIVED, ArticleStatus.SPLITTING}, ArticleStatus.FAILED),
    Act.RETRY: _arrow({ArticleStatus.FAILED}, ArticleStatus.RECEIVED),
}

CLAIM_ARROWS: dict[Act, Arrow] = {
    Act.FIND: _arrow({START}, Status.NEW),
    Act.QUEUE: _arrow({Status.NEW}, Status.QUEUED),
    Act.TAKE: _arrow({Status.QUEUED}, Status.IN_REVIEW),
    Act.ASSIGN: _arrow({Status.QUEUED}, Status.IN_REVIEW),
    Act.RELEASE: _arrow({Status.IN_REVIEW}, Status.QUEUED),
    Act.EXPIRE: _arrow({Status.IN_REVIEW}, Status.QUEUED),
    Act.REVIEW: _arrow({Status.IN_REVIEW}, Status.REVIEWED),
    Act.SEND_BACK: _arrow({Status.REVIEWED, Status.APPROVED}, Status.IN_REVIEW),
    Act.APPROVE: _arrow({Status.REVIEWED}, Status.APPROVED),
    Act.PUBLISH: _arrow({Status.APPROVED}, Status.PUBLISHED),
    Act.CORRECT: _arrow({Status.PUBLISHED}, Status.PUBLISHED),
    Act.WITHDRAW: _arrow({Status.PUBLISHED}, Status.WITHDRAWN),
    Act.DISMISS: _arrow({Status.NEW, Status.QUEUED, Status.IN_REVIEW, Status.REVIEWED}, Status.DISMISSED),
    Act.RESTORE: _arrow({Status.DISMISSED}, Status.NEW),
}

ARROWS: dict[Act, Arrow] = ARTICLE_ARROWS | CLAIM_ARROWS


def step(act: Act, status: str) -> str:
    """The status after `act`. Raises IllegalAct when no arrow starts from `status`."""
    arrow = ARROWS[act]
    if status not in arrow.before:
        raise IllegalAct(act=act.label.lower(), status=status or "nothing")
    return arrow.after


def acts_from(status: str) -> list[Act]:
    """Every act on a claim that starts from `status`, in the order of the table."""
    return [act for act, arrow in CLAIM_ARROWS.items() if status in arrow.before]


def diagram() -> str:
    """The claim's workflow as a Mermaid state diagram; acts between the same two statuses share a line."""
    lines: dict[tuple[str, str], list[str]] = {}
    for act, (before, after) in CLAIM_ARROWS.items():
        for status in sorted(before):
            lines.setdefault((status or "[*]", after), []).append(act.value)
    drawn = [f"    {before} --> {after}: {' / '.join(acts)}" for (before, after), acts in lines.items()]
    return "\n".join(["stateDiagram-v2", *drawn])


if __name__ == "__main__":
    print(diagram())
