"""Who may be handed what: conflicts of interest, and topics that are left to people who know them. Reads only.

The queue asks in SQL, whoever acts on one claim is asked in Python (`matching.interests`); the patterns are the same.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Q

from claims import policy
from claims.models import Article, Claim, Topic
from claims.querysets import ClaimQuerySet
from reviews.enums import ConflictKind
from reviews.matching import interests, patterns
from reviews.models import Conflict, Profile


def suitable_for(person: Any, claims: ClaimQuerySet) -> ClaimQuerySet:
    """What of these may be handed to this person, as far as interests and expertise go. Costs one query."""
    return experts_only_filter(person, without_conflicts_of(person, claims))


def conflict_of(person: Any, claim: Claim, *, told_to: Any = None) -> str | None:
    """A sentence saying why this person must not judge this claim; None when nothing speaks against it.

    Told to the person, or to somebody else: editors learn which conflict it is, colleagues only that there is one.
    """
    who = "" if told_to in (None, person) else person.get_username()
    if who and not policy.is_editor(told_to):  # what somebody is entangled in is nobody else's business
        return f"{who} may not judge this claim." if conflict_of(person, claim) else None
    if interests.is_own(person, claim.article):
        return f"The article is {f'by {who}' if who else 'yours'}: its byline says so."
    conflicts = Conflict.objects.holding().filter(person=person).select_related("topic", "claim").order_by("id")
    found = interests.against(claim, conflicts)
    return interests.in_words(found[0], who) if found else None


def people_without_conflict(claim: Claim, people: Iterable[Any]) -> list[Any]:
    """Those of these people who have no conflict of interest in the claim, in their order.

    One query for all their conflicts, and one for the article's topics where somebody's conflict is with a topic.
    """
    found = list(people)
    declared = Conflict.objects.holding().filter(person__in=[person.pk for person in found])
    entangled = {conflict.person_id for conflict in interests.against(claim, declared)}
    return [person for person in found if not (person.pk in entangled or interests.is_own(person, claim.article))]


def without_conflicts_of(person: Any, claims: ClaimQuerySet) -> ClaimQuerySet:
    """Without the claims in which this person has a conflict of interest. Reads the conflicts in one query."""
    return claims.exclude(_concerning(person))


def experts_only_filter(person: Any, claims: ClaimQuerySet) -> ClaimQuerySet:
    """Without what is on a topic that is left to experts, where this person's profile does not list that topic."""
    known = Profile.topics.through.objects.filter(profile__user=person).values("topic")
    unknown = Topic.objects.filter(experts_only=True).exclude(pk__in=known)
    return claims.exclude(article__in=Article.objects.filter(topics__in=unknown))


def experts_on(claim: Claim) -> set[int]:
    """The ids of everybody whose profile lists one of the topics of the claim's article."""
    listed = Profile.objects.filter(topics__articles=claim.article_id)
    return set(listed.values_list("user", flat=True))


def people_expert_enough(claim: Claim, people: Iterable[Any]) -> list[Any]:
    """Those who list every topic of the article that is left to experts; all of them where none is."""
    needed = set(Topic.objects.filter(articles=claim.article_id, experts_only=True).values_list("pk", flat=True))
    if not needed:
        return list(people)
    listed = defaultdict[int, set[int]](set)
    for user, topic in Profile.objects.filter(topics__in=needed).values_list("user", "topics"):
        listed[user].add(topic)
    return [person for person in people if needed <= listed[person.pk]]


def _concerning(person: Any) -> Q:
    """The claims that this person must not judge, in the rules of `interests.concerns`."""
    named = defaultdict[str, list[Any]](list)
    for conflict in Conflict.objects.holding().filter(person=person):
        named[conflict.kind].append(conflict.value or conflict.topic_id or conflict.claim_id)
    concerning = Q(article__byline__regex=interests.bylines_of(person))
    if outlets := named[ConflictKind.OUTLET]:
        concerning |= Q(article__outlet__regex=patterns.is_all_of(outlets))
        concerning |= Q(article__url__regex=patterns.is_under(filter(None, map(patterns.host_in, outlets))))
    if claimants := named[ConflictKind.CLAIMANT]:
        concerning |= Q(claimant__regex=patterns.stands_in(claimants))
        concerning |= Q(claimant__regex=patterns.is_made_of(claimants))
    if organisations := named[ConflictKind.ORGANISATION]:
        for text in ("article__outlet", "claimant", "text"):
            concerning |= Q(**{f"{text}__regex": patterns.stands_in(organisations)})
    if topics := named[ConflictKind.TOPIC]:
        concerning |= Q(article__in=Article.objects.filter(topics__in=topics))
    return concerning | Q(pk__in=named[ConflictKind.CLAIM])
