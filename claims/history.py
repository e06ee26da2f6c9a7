"""The audit trail: what was done on the desk, as sentences, searched and read in pages. Reads only."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django import forms
from django.contrib.auth import get_user_model
from django.db.models import DateTimeField, F, Q, QuerySet

from claims import keyset, search
from claims.asked import DayField, IdField, Strict, WordsField, midnight
from claims.enums import Act
from claims.keyset import Key, Order, Page, Place, Stream
from claims.models import Claim, Event

SHOWN = 50
FEW = 3_000  # notes or claims that are found by their words; on the way back through time more are soon met
AT = Key(F("at"), DateTimeField(), attrgetter("at"), keyset.moment)
LATEST_FIRST = Order((AT,), descending=True)
# What is told of an event, and of whom and what it names.
TOLD = ("act", "before", "after", "note", "at", "actor__username", "claim__text", "article__title")
# What such a note adds is part of the sentence, not what somebody said.
PLAIN_NOTES = (Act.ASSIGN, Act.APPOINT, Act.HAND_OVER)
# Where in what was done its subject stands, as far as it is named there.
SUBJECT = (r"\bthe claim\b", r"\bit\b", r"\bthe article\b")


class HistoryForm(Strict):
    """What of the history is asked for. Empty narrows nothing."""

    q = WordsField(label="Words", required=False, max_length=200)
    act = forms.MultipleChoiceField(label="What was done", required=False, choices=Act.choices)
    person = forms.CharField(
        label="By whom", required=False, max_length=150, help_text="A user name; clock is the desk itself."
    )
    claim = IdField(label="Claim number")
    article = IdField(label="Article number")
    since = DayField(label="From")
    until = DayField(label="To", help_text="This day included.")

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean()
        if given.get("since") and given.get("until") and given["until"] < given["since"]:
            self.add_error("until", "The period ends before it begins.")
        if name := given.get("person"):
            given["person"] = _person(name)
            if given["person"] is None:
                self.add_error("person", f"Nobody here has the user name “{name}”.")
        return given


def _person(name: str) -> int | None:
    person = get_user_model().objects.filter(username=name).first()
    return person.pk if person else None


@dataclass(frozen=True)
class Sentence:
    """One event: who, what before and after the name of its subject, the subject, and what was said."""

    event: Any
    before: str
    subject: str
    after: str
    note: str
    quoted: bool

    def __str__(self) -> str:
        said = f": “{self.note}”" if self.quoted and self.note else f" {self.note}" if self.note else ""
        return f"{self.event.actor} {self.before}{self.subject}{self.after}{said}."


def page_of(asked: Mapping[str, Any], *, actor: Any, at: Place | None = None, size: int | None = None) -> Page:
    """Events that the actor may know of, the latest first. Two queries, and two more where words are asked for."""
    shown = Event.objects.visible_to(actor).select_related("actor", "claim", "article").only(*TOLD)
    return keyset.page_of(_streams(asked, actor), LATEST_FIRST, shown, size=size or SHOWN, at=at)


def sentence_of(event: Event) -> Sentence:
    did, subject = event.did, f"claim {event.claim_id}" if event.claim_id else f"article {event.article_id}"
    for pattern in SUBJECT:
        if found := re.search(pattern, did):
            before, after = did[: found.start()], did[found.end() :]
            break
    else:
        before, after = f"{did} {'on' if event.claim_id else 'of'} ", ""
    return Sentence(event, before, subject, after, event.note, event.act not in PLAIN_NOTES)


def _streams(asked: Mapping[str, Any], actor: Any) -> list[Stream]:
    """By act where acts are asked for, and by where the words were found: each comes in its order by an index."""
    found = Event.objects.visible_to(actor).filter(_narrowed(asked))
    acts = [Q(act=act) for act in asked.get("act", ())] or [Q()]
    if "q" not in asked:
        return [found.filter(act) for act in acts]
    return [stream for place in _places(asked["q"]) for stream in _said(found, acts, *place)]


def _places(words: str) -> Iterator[tuple[Q, bool]]:
    """In what was said, and in the claim that it was done to: how such events are found, and whether they are few."""
    events = keyset.ids_of(search.matching(Event.objects.all(), words), most=FEW)
    yield (~Q(words="") & Q(words__having=words), False) if events is None else (Q(pk__in=events), True)
    claims = search.few_having(Claim.objects.all(), words, most=FEW)
    yield (Q(claim__words__having=words), False) if claims is None else (Q(claim__in=claims), True)


def _said(found: QuerySet[Event], acts: list[Q], place: Q, few: bool) -> list[Stream]:
    if few:
        return [keyset.Few(found.filter(place, Q(*acts, _connector=Q.OR)))]
    return [found.filter(place, act) for act in acts]


def _narrowed(asked: Mapping[str, Any]) -> Q:
    wanted = {
        "actor": asked.get("person"),
        "claim": asked.get("claim"),
        "article": asked.get("article"),
        "at__gte": midnight(asked["since"]) if asked.get("since") else None,
        "at__lt": midnight(asked["until"], after=1) if asked.get("until") else None,
    }
    return Q(**{name: value for name, value in wanted.items() if value})
