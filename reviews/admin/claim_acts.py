"""What may be done to a claim on its page: each act, its key, and the action that it is."""

from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest

from claims.actions import triage
from claims.admin.frame import number_in
from claims.enums import Act, Priority
from claims.errors import VersionNeeded
from claims.models import Claim
from reviews import queries
from reviews.actions import adjudication, assignments, findings, verdicts, wanted
from reviews.admin.correcting import Correcting
from reviews.errors import UnknownChoice
from reviews.models import Review

# Acts with one button, and those that ask for a few words as well. Each is the action of the same name.
PLAIN: dict[Act, Callable[..., Any]] = {
    Act.QUEUE: triage.queue,
    Act.APPROVE: verdicts.approve,
    Act.PUBLISH: verdicts.publish,
    Act.RESTORE: triage.restore,
}
WITH_NOTE: dict[Act, Callable[..., Any]] = {
    Act.SEND_BACK: findings.send_back,
    Act.DISMISS: triage.dismiss,
    Act.WITHDRAW: verdicts.withdraw,
}
# Acts with one more number: what the action calls it, and the action.
WITH_NUMBER: dict[Act, tuple[str, Callable[..., Any]]] = {
    Act.ASSIGN: ("reviewer_id", assignments.assign),
    Act.APPOINT: ("person_id", adjudication.appoint),
    Act.PRIORITISE: ("priority", triage.prioritise),
    Act.WANT: ("reviews", wanted.want),
}
# What readers will see is never decided blindly.
ON_WHAT_WAS_SEEN = (Act.SEND_BACK, Act.APPROVE, Act.PUBLISH, Act.CORRECT, Act.WITHDRAW)
PARTS = {"reviewer_id": "reviewer", "person_id": "person", "priority": "priority", "reviews": "reviews"}
KEYS = {
    Act.QUEUE: "w",
    Act.APPROVE: "a",
    Act.PUBLISH: "p",
    Act.RESTORE: "o",
    Act.SEND_BACK: "b",
    Act.DISMISS: "d",
    Act.WITHDRAW: "t",
}
ASKS = {
    Act.SEND_BACK: "What is missing? The reviewer reads it.",
    Act.DISMISS: "Why? It becomes part of the history.",
    Act.WITHDRAW: "Why? Readers see it in place of the verdict.",
}


def do(request: HttpRequest, claim: Claim, correcting: Correcting | None) -> Act:
    """Do the one act that was asked for. Raises whatever it raises, UnknownChoice where it is none."""
    given, by = request.POST, request.user
    seen = number_in(given["version"]) if "version" in given else None  # no number is a version that no claim has
    act = next((act for act in Act if act == given.get("act")), None)
    if seen is None and act in ON_WHAT_WAS_SEEN:
        raise VersionNeeded
    if act in PLAIN:
        PLAIN[act](claim.pk, actor=by, seen=seen)
    elif act in WITH_NOTE:
        which = {"review_id": number_in(given["review"])} if "review" in given else {}  # one of several, to send back
        WITH_NOTE[act](claim.pk, actor=by, note=given.get("note", ""), seen=seen, **which)
    elif act in WITH_NUMBER:
        name, action = WITH_NUMBER[act]
        action(claim.pk, actor=by, seen=seen, **{name: number_in(given.get(PARTS[name], ""))})
    elif act is Act.RETRACT:
        findings.retract(number_in(given.get("review", "")), actor=by)
    elif act is Act.CORRECT and correcting:
        verdicts.correct(claim.pk, actor=by, correction=correcting.correction(), seen=seen)
    else:
        raise UnknownChoice(
            field="act", value=given.get("act", ""), what="act here", choices=", ".join(PLAIN | WITH_NOTE)
        )
    return act


def offered(request: HttpRequest, claim: Claim, acts: Iterable[Act], found: list[Review]) -> dict[str, Any]:
    """What the forms of these acts need to be drawn; `found`: the findings that stand."""
    acts, editor = list(acts), request.user
    sent_back = found if Act.SEND_BACK in acts and len(found) > 1 else []
    return {
        "plain": [(act, KEYS[act]) for act in acts if act in PLAIN],
        "with_note": [
            (act, KEYS[act], ASKS[act], sent_back if act is Act.SEND_BACK else []) for act in acts if act in WITH_NOTE
        ],
        "may_assign": Act.ASSIGN in acts,
        "reviewers": queries.load_per_reviewer() if Act.ASSIGN in acts else [],
        "may_appoint": Act.APPOINT in acts,
        "adjudicators": queries.adjudicators_of(claim, first=editor) if Act.APPOINT in acts else [],
        "may_prioritise": Act.PRIORITISE in acts,
        "priorities": Priority.choices,
        "may_want": Act.WANT in acts,
        "may_retract": {one.pk for one in found if Act.RETRACT in acts and one.reviewer_id == editor.pk},
        "typed": request.POST,
    }
