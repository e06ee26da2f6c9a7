"""Who may be handed what, told once more from the rows, as plainly as the page about the desk tells it."""

import re
from datetime import date, datetime, timedelta

from tests.reviews.machine.rows import Row, Rows

HEAD_START = timedelta(days=8)  # of each priority over the one below
FOR_WORTHINESS = timedelta(days=7)
WAS_ENOUGH = ("", "reviewed", "released", "handed_over", "escalated", "recused")  # it does not come back by itself


def queue_of(rows: Rows, person: int, moment: datetime) -> list[Row]:
    """What waits for this person, in its order."""
    return [claim for claim in waiting(rows, moment) if _would_be_offered(rows, person, claim, moment.date())]


def waiting(rows: Rows, moment: datetime) -> list[Row]:
    found = [claim for claim in rows.where("Claim", status="queued") if (claim.not_before or moment) <= moment]
    return sorted(found, key=lambda claim: (rank(claim), claim.id))


def rank(claim: Row) -> datetime:
    start: datetime = claim.queued_at - claim.priority * HEAD_START - claim.check_worthiness * FOR_WORTHINESS
    return start


def reads(rows: Rows, person: int, claim: Row) -> bool:
    profile = rows.profile(person)
    return not profile or not profile.languages or rows.article_of(claim).language in profile.languages


def knows_enough(rows: Rows, person: int, claim: Row) -> bool:
    profile = rows.profile(person)
    listed = {row.topic_id for row in rows["Profile_topics"] if profile and row.profile_id == profile.id}
    return {pk for pk in rows.topics_of(claim) if rows.tables["Topic"][pk].experts_only} <= listed


def in_conflict(rows: Rows, person: int, claim: Row, day: date) -> bool:
    if words(rows.article_of(claim).byline) == words(rows.person(person).username):
        return True
    declared = rows.where("Conflict", person_id=person)
    holding = [one for one in declared if one.starts_on <= day and (one.ends_on is None or day <= one.ends_on)]
    return any(_concerns(rows, conflict, claim) for conflict in holding)


def is_away(rows: Rows, person: int, day: date) -> bool:
    profile = rows.profile(person)
    if profile is None or (profile.away_from, profile.away_until) == (None, None):
        return False
    return (profile.away_from or day) <= day <= (profile.away_until or day)


def capacity(rows: Rows, person: int) -> int:
    profile = rows.profile(person)
    return profile.capacity if profile else 5


def held(rows: Rows, person: int) -> int:
    return len(rows.where("Assignment", reviewer_id=person, closed_as=""))


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _would_be_offered(rows: Rows, person: int, claim: Row, day: date) -> bool:
    had = rows.where("Assignment", claim_id=claim.id, reviewer_id=person)
    return (
        not any(row.closed_as in WAS_ENOUGH or row.role == "adjudication" for row in had)
        and reads(rows, person, claim)
        and knows_enough(rows, person, claim)
        and not in_conflict(rows, person, claim, day)
    )


def _concerns(rows: Rows, conflict: Row, claim: Row) -> bool:
    article, said = rows.article_of(claim), words(conflict.value)
    claimant = words(claim.claimant)
    return {
        "topic": conflict.topic_id in rows.topics_of(claim),
        "claim": conflict.claim_id == claim.id,
        "outlet": said == words(article.outlet) or article.url.startswith(f"https://{conflict.value}/"),
        "claimant": _stands_in(said, claimant) or (claimant != [] and set(claimant) <= set(said)),
        "organisation": any(_stands_in(said, words(text)) for text in (article.outlet, claim.claimant, claim.text)),
    }[conflict.kind]


def _stands_in(said: list[str], text: list[str]) -> bool:
    return any(text[at : at + len(said)] == said for at in range(len(text)))
