"""Who learns what: nobody blind of others' findings, nobody twice of the same, nobody's name before the decision."""

from typing import Any

from django.contrib.auth import get_user_model

from claims.models import Event
from reviews.models import Assignment, Review, Verdict
from tests.reviews.machine.laws_of_places import no_doubles
from tests.reviews.machine.rows import DECIDED, EDITOR, Rows
from tests.reviews.machine.suited import words

# What would tell of others' findings, and of who is at work besides.
TELLING = (
    *("take", "assign", "hand_over", "escalate", "recuse", "review", "retract", "send_back"),
    *("appoint", "adjudicate", "approve", "want"),
)


def nobody_blind_sees_what_others_found(before: Rows, now: Rows) -> None:
    """One person is asked after each step; in thousands of steps it is everybody's turn often enough."""
    everybody = now["User"]
    person = get_user_model().objects.get(pk=everybody[len(now["Event"]) % len(everybody)].id)
    blind = _blind_on(now, person.pk)
    reviews = Review.objects.visible_to(person).exclude(reviewer=person).values_list("claim", flat=True)
    assert not blind & set(reviews)
    events = Event.objects.visible_to(person).exclude(actor=person).filter(act__in=TELLING)
    assert not blind & set(events.values_list("claim", flat=True))


def nobody_but_editors_sees_who_is_at_work_and_what_is_proposed(before: Rows, now: Rows) -> None:
    others = [person.id for person in now["User"] if EDITOR not in now.roles(person.id)]
    person = get_user_model().objects.get(pk=others[len(now["Event"]) % len(others)])
    assert not Assignment.objects.visible_to(person).exclude(reviewer=person).exists()
    verdicts = Verdict.objects.visible_to(person).values_list("claim", flat=True)
    assert not _blind_on(now, person.pk) & set(verdicts)


def _blind_on(now: Rows, person: int) -> set[int]:
    """Whatever is undecided; of editors what of that they hold, or ever wrote a finding on."""
    undecided = {claim.id for claim in now["Claim"] if claim.status not in DECIDED}
    if EDITOR not in now.roles(person):
        return undecided
    theirs = [*now.where("Assignment", reviewer_id=person, closed_as=""), *now.where("Review", reviewer_id=person)]
    return undecided & {row.claim_id for row in theirs}


def nobody_is_told_twice(before: Rows, now: Rows) -> None:
    assert no_doubles((row.person_id, row.key) for row in now["Notification"])
    for pk, was in before.tables["Notification"].items():
        assert now.tables["Notification"][pk].sentence == was.sentence


def only_the_newsroom_is_told_and_nobody_of_their_own_act(before: Rows, now: Rows) -> None:
    for row in _fresh(before, now):
        assert now.roles(row.person_id)
        caused = row.key.removeprefix("event:").partition(":")[0]
        event = now.get("Event", int(caused)) if row.key.startswith("event:") else None
        assert event is None or event.actor_id != row.person_id


def no_sentence_names_anybody_before_the_decision(before: Rows, now: Rows) -> None:
    people = {person.username for person in now["User"]}
    labels = [words(rating.label) for rating in now["Rating"]]
    for row in _fresh(before, now):
        claim = now.get("Claim", row.claim_id)
        if claim is not None and claim.status not in DECIDED:
            said = words(row.sentence.replace(claim.text, "").replace(now.article_of(claim).title, ""))
            assert not people & set(said), row.sentence
            assert not any(said[at : at + len(label)] == label for label in labels for at in range(len(said)))


def _fresh(before: Rows, now: Rows) -> Any:
    return [row for pk, row in now.tables["Notification"].items() if pk not in before.tables["Notification"]]
