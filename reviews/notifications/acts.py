"""Which act tells whom. Runs in the act's transaction, right after its event is written.

Until a claim is decided a reviewer of it learns nothing of the others': no sentence on such a claim names a person, a
rating or a number, and what is about the reviews of a claim goes to editors who have no part in it.
"""

from collections.abc import Callable, Collection, Iterator

from claims.enums import Act, Status
from claims.models import Claim, Event
from reviews.enums import Told
from reviews.notifications import people
from reviews.notifications.telling import Notice, quoted, tell

Whom = Collection[int]
Row = tuple[Told, Callable[[Claim, Whom], Whom], str]


def _named(claim: Claim, whom: Whom) -> Whom:
    """Who the act itself names."""
    return whom


def _authors(claim: Claim, whom: Whom) -> Whom:
    """Who the act names, else who wrote what the verdict rests on."""
    return whom or people.authors_behind(claim)


def _editors(claim: Claim, whom: Whom) -> Whom:
    return people.editors_who_see_all_of(claim)


def _answerable(claim: Claim, whom: Whom) -> Whom:
    """Who has their name on what was published."""
    return people.reviewers_of(claim) | people.approvers_of(claim)


# act -> what it is, who is told, in which words. A note is said only where the act makes it public.
TELLS: dict[str, Row] = {
    Act.ASSIGN: (Told.ASSIGNED, _named, "{claim} was assigned to you."),
    Act.HAND_OVER: (Told.ASSIGNED, _named, "{claim} was handed over to you."),
    Act.APPOINT: (Told.ASSIGNED, _named, "You are to settle what the reviewers of {claim} disagree on."),
    Act.ESCALATE: (Told.ESCALATED, _editors, "A reviewer of {claim} asks for an editor; the reason is with the claim."),
    Act.EXPIRE: (Told.EXPIRED, _named, "Your time for {claim} ran out, and the claim went back to the queue."),
    Act.SEND_BACK: (Told.SENT_BACK, _authors, "Your finding on {claim} was sent back; the reason is with the claim."),
    Act.APPROVE: (Told.APPROVED, _authors, "Your finding on {claim} was approved."),
    Act.COUNT: (Told.APPROVED, _authors, "Your finding on {claim} was approved."),
    Act.CORRECT: (Told.CORRECTED, _answerable, "The published verdict on {claim} was changed: {note}"),
    Act.WITHDRAW: (Told.WITHDRAWN, _answerable, "The published verdict on {claim} was withdrawn: {note}"),
}


def tell_of(event: Event, whom: Whom = ()) -> None:
    """Tell whoever the act on a claim concerns, except the one who did it."""
    if event.claim is not None:
        tell(notice.but_not(event.actor_id) for notice in _notices(event, event.claim, whom))


def _notices(event: Event, claim: Claim, whom: Whom) -> Iterator[Notice]:
    if event.act in TELLS and not _more_have_to_follow(event):
        kind, concerned, sentence = TELLS[event.act]
        said = sentence.format(claim=quoted(claim), note=" ".join(event.note.split()))
        yield Notice(kind=kind, people=concerned(claim, whom), key=f"event:{event.pk}", sentence=said, claim=claim)
    if event.after == Status.DISPUTED != event.before:
        yield Notice(
            kind=Told.DISAGREEMENT,
            people=people.editors_who_see_all_of(claim),
            key=f"event:{event.pk}:disputed",
            sentence=f"The reviews of {quoted(claim)} disagree: somebody has to adjudicate.",
            claim=claim,
        )


def _more_have_to_follow(event: Event) -> bool:
    """An approval that is not the last one is nobody's news yet."""
    return event.act == Act.APPROVE and event.after != Status.APPROVED
