"""When an article's text changes, or says what another one said: people are told, and nothing moves by itself."""

from collections.abc import Iterator

from claims import matching
from claims.enums import Act, Status
from claims.models import Claim, Event, Revision
from reviews.enums import Told
from reviews.models import Assignment, PublishedStatement, Review
from reviews.models.statement import fingerprint
from reviews.notifications import people
from reviews.notifications.telling import Notice, quoted, tell

UNTOUCHED = (Status.NEW, Status.DISMISSED, Status.WITHDRAWN)  # nobody works on these, and no reader relies on them
AT_ONCE = 10_000  # fingerprints in one query, more than an article has claims: a database takes only so many


def tell_of_the_text(event: Event) -> None:
    """After an article's latest text was split: what became of the older claims, and what is published already."""
    revision = event.article.latest
    tell([*_changes(event, revision), *_duplicates(event, revision)])


def remember(claim: Claim) -> None:
    """So that the statement is known again: called when it is published."""
    known = fingerprint(claim.text, claim.article.language)
    PublishedStatement.objects.update_or_create(claim=claim, defaults={"fingerprint": known})


def stands_in(text: str, body: str) -> bool:
    """Whether the sentence is there word for word, and is not a part of longer words."""
    return bool(matching.places(text, body))


def _changes(event: Event, revision: Revision) -> Iterator[Notice]:
    """Who holds a claim of it hears of any change; who reviewed or published one only of a sentence that is gone."""
    if revision.number == 1:
        return
    before = _split_before(event)
    if before is None or before == revision:
        return  # split again, but no other text
    older = Claim.objects.filter(article=event.article_id).exclude(revision=revision).exclude(status__in=UNTOUCHED)
    claims = {claim.pk: claim for claim in older}
    gone = {
        pk: claim
        for pk, claim in claims.items()
        if stands_in(claim.text, before.body) and not stands_in(claim.text, revision.body)
    }
    # Who brought the new text knows that it changed.
    concerned = [*_of_holders(event, claims, gone), *_of_reviewers(event, gone), *_of_editors(event, gone)]
    for notice in concerned:
        yield notice.but_not(revision.brought_by_id)


def _of_holders(event: Event, claims: dict[int, Claim], gone: dict[int, Claim]) -> Iterator[Notice]:
    held = Assignment.objects.open().filter(claim__in=claims).values_list("claim", "reviewer")
    for pk, holder in held.order_by("pk"):
        stands = "no longer stands in it" if pk in gone else "still stands in it"
        yield Notice(
            kind=Told.TEXT_CHANGED,
            people={holder},
            key=f"event:{event.pk}:text:{pk}",
            sentence=f"The text of {quoted(event.article)} has changed; your claim {quoted(claims[pk])} {stands}.",
            claim=claims[pk],
        )


def _of_reviewers(event: Event, gone: dict[int, Claim]) -> Iterator[Notice]:
    for pk, author in set(Review.objects.filter(claim__in=gone).order_by().values_list("claim", "reviewer")):
        yield Notice(
            kind=Told.TEXT_CHANGED,
            people={author},
            key=f"event:{event.pk}:text:{pk}",  # who holds it again was told above
            sentence=f"{quoted(gone[pk])}, which you reviewed, no longer stands in {quoted(event.article)}.",
            claim=gone[pk],
        )


def _of_editors(event: Event, gone: dict[int, Claim]) -> Iterator[Notice]:
    public = [claim for claim in gone.values() if claim.status == Status.PUBLISHED]
    if public:
        what = "a published verdict is about" if len(public) == 1 else f"{len(public)} published verdicts are about"
        yield Notice(
            kind=Told.TEXT_CHANGED,
            people=people.editors(),
            key=f"event:{event.pk}:public",
            sentence=f"What {what} no longer stands in {quoted(event.article)}: {_named(public)}.",
            claim=public[0] if len(public) == 1 else None,
            article=event.article,
        )


def _duplicates(event: Event, revision: Revision) -> Iterator[Notice]:
    """Claims found now that say what a published claim of another article says, in the same language."""
    language = event.article.language
    found = {fingerprint(claim.text, language): claim for claim in Claim.objects.filter(revision=revision)}
    prints = list(found)
    public = PublishedStatement.objects.filter(claim__status=Status.PUBLISHED).exclude(claim__article=event.article_id)
    known = set[str]()
    for start in range(0, len(prints), AT_ONCE):
        batch = prints[start : start + AT_ONCE]
        known |= set(public.filter(fingerprint__in=batch).values_list("fingerprint", flat=True))
    again = sorted((found[mark] for mark in known), key=lambda claim: claim.start)
    if again:
        yield Notice(
            kind=Told.DUPLICATE,
            people=people.editors(),
            key=f"event:{event.pk}:again",
            sentence=f"{quoted(event.article)} says what is published about another article: {_named(again)}.",
            claim=again[0] if len(again) == 1 else None,
            article=event.article,
        )


def _named(claims: list[Claim]) -> str:
    more = f" and {len(claims) - 1} more" if len(claims) > 1 else ""
    return f"{quoted(claims[0])}{more}"


def _split_before(event: Event) -> Revision | None:
    """The text whose claims were found before these. One that was overtaken was never split, and is passed over."""
    finished = Event.objects.filter(article=event.article_id, act=Act.FINISH_SPLIT, pk__lt=event.pk)
    at = finished.order_by("-pk").values_list("at", flat=True).first()
    if at is None:
        return None
    # Texts come in and are split under the article's lock, one after the other.
    return Revision.objects.filter(article=event.article_id, received_at__lte=at).order_by("-number").first()
