"""The workflow, as one table: act -> from which statuses, to which status. Plain Python; reads nothing, writes nothing.

`python -m claims.workflow` prints the diagram that stands in the README.
"""

from claims.enums import Act, ArticleStatus, Status
from claims.errors import IllegalAct

START = ""  # the status of what does not exist yet


# What a status may become. More than one: the act says which, by who else is at work or agrees (docs/desk.md).
Arrow = dict[str, frozenset[str]]


def _arrow(before: set[str], *after: str) -> Arrow:
    return {status: frozenset(after) for status in before}


def _same(*statuses: str) -> Arrow:
    """The act changes something, but not where the claim stands."""
    return {status: frozenset({status}) for status in statuses}


ARTICLE_ARROWS: dict[Act, Arrow] = {
    Act.RECEIVE: _arrow({START}, ArticleStatus.RECEIVED),
    Act.REVISE: _arrow(set(ArticleStatus), ArticleStatus.RECEIVED),
    # A worker that died left the article splitting; the next one starts over.
    Act.START_SPLIT: _arrow({ArticleStatus.RECEIVED, ArticleStatus.SPLITTING}, ArticleStatus.SPLITTING),
    Act.FINISH_SPLIT: _arrow({ArticleStatus.SPLITTING}, ArticleStatus.SPLIT),
    Act.FAIL_SPLIT: _arrow({ArticleStatus.RECEIVED, ArticleStatus.SPLITTING}, ArticleStatus.FAILED),
    Act.RETRY: _arrow({ArticleStatus.FAILED}, ArticleStatus.RECEIVED),
}

NEW, QUEUED, IN_REVIEW, ESCALATED = Status.NEW, Status.QUEUED, Status.IN_REVIEW, Status.ESCALATED
DISPUTED, REVIEWED, APPROVED = Status.DISPUTED, Status.REVIEWED, Status.APPROVED
# Somebody stops working on it: a place is free again. What waits for an editor or an adjudicator goes on waiting.
_LET_GO = _arrow({QUEUED, IN_REVIEW}, QUEUED) | _same(ESCALATED, DISPUTED)
_AT_WORK = (QUEUED, IN_REVIEW)
_UNJUDGED = (NEW, QUEUED, IN_REVIEW, ESCALATED)

CLAIM_ARROWS: dict[Act, Arrow] = {
    Act.FIND: _arrow({START}, NEW),
    Act.MARK: _arrow({START}, NEW),
    # Its words may change as long as nobody has judged them; who is at work on it, the permit looks at.
    Act.ADJUST: _same(*_UNJUDGED),
    Act.SPLIT: _same(*_UNJUDGED),
    Act.MERGE: {status: frozenset({status, Status.DISMISSED}) for status in _UNJUDGED},  # one stays, one is part of it
    Act.CLARIFY: _same(*_UNJUDGED, DISPUTED, REVIEWED),
    Act.QUEUE: _arrow({NEW, ESCALATED}, QUEUED),
    Act.TAKE: _arrow({QUEUED}, *_AT_WORK),
    Act.ASSIGN: _arrow({QUEUED}, *_AT_WORK),
    Act.RELEASE: _LET_GO,
    Act.POSTPONE: _arrow({QUEUED, IN_REVIEW}, QUEUED),
    Act.HAND_OVER: _same(QUEUED, IN_REVIEW),
    Act.ESCALATE: _arrow({QUEUED, IN_REVIEW}, ESCALATED),
    Act.RECUSE: _LET_GO,
    Act.EXPIRE: _LET_GO,
    Act.REVIEW: _arrow({QUEUED, IN_REVIEW}, *_AT_WORK, DISPUTED, REVIEWED) | _same(ESCALATED),
    Act.RETRACT: _arrow({QUEUED, IN_REVIEW, DISPUTED, REVIEWED}, *_AT_WORK) | _same(ESCALATED),
    Act.APPOINT: _same(DISPUTED),
    Act.ADJUDICATE: _arrow({DISPUTED}, REVIEWED),
    Act.SEND_BACK: _arrow({REVIEWED, APPROVED}, IN_REVIEW, DISPUTED),
    Act.APPROVE: _arrow({REVIEWED}, REVIEWED, APPROVED),
    Act.COUNT: _arrow({REVIEWED}, APPROVED),  # by the clock: the rules want fewer approvals by now
    Act.PUBLISH: _arrow({APPROVED}, Status.PUBLISHED),
    Act.CORRECT: _same(Status.PUBLISHED),
    Act.WITHDRAW: _arrow({Status.PUBLISHED}, Status.WITHDRAWN),
    Act.DISMISS: _arrow({NEW, QUEUED, IN_REVIEW, ESCALATED, DISPUTED, REVIEWED}, Status.DISMISSED),
    Act.RESTORE: _arrow({Status.DISMISSED}, NEW),
    Act.PRIORITISE: _same(NEW, QUEUED, IN_REVIEW, ESCALATED, DISPUTED, REVIEWED),
    Act.WANT: _same(NEW, ESCALATED) | _arrow({QUEUED, IN_REVIEW, DISPUTED, REVIEWED}, *_AT_WORK, DISPUTED, REVIEWED),
}

ARROWS: dict[Act, Arrow] = ARTICLE_ARROWS | CLAIM_ARROWS


def step(act: Act, status: str, outcome: str | None = None) -> str:
    """The status after `act`: the `outcome` that the action names where there are several.

    Raises IllegalAct when no arrow starts from `status`, ValueError when the arrow does not lead to `outcome`.
    """
    require(act, status)
    possible = ARROWS[act][status]
    after = outcome if outcome is not None else next(iter(possible))
    if after not in possible or (outcome is None and len(possible) > 1):
        raise ValueError(f"{act} from {status or 'nothing'} leads to {sorted(possible)}, not to {outcome}")
    return after


def require(act: Act, status: str) -> None:
    """Raise IllegalAct when no arrow starts from `status`."""
    if status not in ARROWS[act]:
        raise IllegalAct(act=act.label.lower(), status=status or "nothing")


def acts_from(status: str) -> list[Act]:
    """Every act on a claim that starts from `status`, in the order of the table."""
    return [act for act, arrow in CLAIM_ARROWS.items() if status in arrow]


def diagram() -> str:
    """The claim's workflow as a Mermaid state diagram; acts between the same two statuses share a line."""
    lines: dict[tuple[str, str], list[str]] = {}
    for act, arrow in CLAIM_ARROWS.items():
        for status, possible in sorted(arrow.items()):
            for after in sorted(possible):
                lines.setdefault((status or "[*]", after), []).append(act.value)
    drawn = [f"    {before} --> {after}: {' / '.join(acts)}" for (before, after), acts in lines.items()]
    return "\n".join(["stateDiagram-v2", *drawn])


if __name__ == "__main__":
    print(diagram())
