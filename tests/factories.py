"""People, and articles and claims in every state: whatever has a history is built by the actions that make history."""

import itertools
from collections.abc import Sequence
from typing import Any
from unittest.mock import patch

import factory
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group

from claims import policy
from claims.actions import articles, jobs, triage
from claims.detection import Sentence
from claims.enums import Door, Status
from claims.intake import Details
from claims.models import Article, Claim, Job
from claims.tasks import WORK
from reviews.actions import assignments, findings, letting_go, verdicts, wanted
from reviews.actions.evidence import SourceDraft
from reviews.actions.findings import Finding
from reviews.models import Assignment, Profile, Review

_numbers = itertools.count(1)


class PersonFactory(factory.django.DjangoModelFactory[Any]):
    """Somebody with an account; `roles` names their groups, `profile` what the desk knows about them."""

    class Meta:
        model = get_user_model()

    username = factory.Sequence("person{}".format)
    roles: Sequence[str] = ()
    profile: dict[str, Any] | None = None

    class Params:
        reviewer = factory.Trait(username=factory.Sequence("reviewer{}".format), roles=[policy.REVIEWER])
        editor = factory.Trait(username=factory.Sequence("editor{}".format), roles=[policy.EDITOR])

    @classmethod
    def _create(cls, model_class: Any, *args: Any, roles: Sequence[str], profile: Any, **known: Any) -> Any:
        user = super()._create(model_class, *args, **known)
        user.groups.add(*Group.objects.filter(name__in=roles))
        if profile is not None:
            Profile.objects.create(user=user, **profile)
        return user


def found(text: str, sentence: str, worthiness: float = 0.9, after: int = 0) -> Sentence:
    """What detection says of a sentence that stands in the text."""
    start = text.index(sentence, after)
    return Sentence(
        start=start,
        end=start + len(sentence),
        text=sentence,
        kind="check_worthy",
        check_worthiness=worthiness,
        claimant=None,
        claimant_start=None,
        claimant_end=None,
        reasons=("number",),
        candidate=True,
    )


def receive(text: str | None = None, *, by: Any = None, **details: Any) -> Article:
    """An article as it came in; no two texts of this are the same."""
    text = text or f"Exports grew by {next(_numbers)} percent in 2019."
    actor = by or PersonFactory(editor=True)
    return articles.receive(text, actor=actor, door=Door.API, details=Details(**details)).article


def split_job_of(article: Article) -> Job:
    """The job that its latest revision caused."""
    return Job.objects.filter(kind="split_article", payload__article=article.pk).latest("id")


def split(article: Article, worthiness: dict[str, float] | None = None) -> list[Claim]:
    """Do the article's splitting job; only with `worthiness` (sentence -> score) it says what detection finds."""
    job = split_job_of(article)
    body = article.latest.body
    if worthiness is None:
        assert jobs.execute(job.pk, WORK)
    else:
        sentences = [found(body, text, score) for text, score in worthiness.items()]
        with patch("claims.detection.read", return_value=sentences):
            assert jobs.execute(job.pk, WORK)
    article.refresh_from_db()
    return list(article.claims.order_by("start"))


def new_claims(*worthiness: float, **details: Any) -> list[Claim]:
    """Claims of one new article with these scores, in this order."""
    scores = {f"Statement {next(_numbers)} of the ministry.": score for score in worthiness}
    return split(receive("\n".join(scores), **details), scores)


def queued_claims(*worthiness: float, **details: Any) -> list[Claim]:
    editor = PersonFactory(editor=True)
    return [triage.queue(claim.pk, actor=editor) for claim in new_claims(*worthiness, **details)]


def finding(**changes: Any) -> Finding:
    """A finding that is complete."""
    sources = [SourceDraft(url="https://example.org/table", title="The table", stance="refutes", quote="3.9 percent")]
    words = {
        "rating": "false",
        "summary": "It was 3.9 percent.",
        "reasoning": "The table says 3.9.",
        "sources": sources,
    }
    return Finding(**words | changes)


def record(assignment: Assignment, **changes: Any) -> Review:
    return findings.record(assignment.pk, actor=assignment.reviewer, token=assignment.token, finding=finding(**changes))


def claim_at(status: Status, *, reviewer: Any = None, editor: Any = None, says: str = "", **details: Any) -> Claim:
    """A claim that went the whole way to this status: `reviewer` reviewed it, `editor` did the rest."""
    reviewer, editor = reviewer or PersonFactory(reviewer=True), editor or PersonFactory(editor=True)
    [claim] = split(receive(says, by=editor, **details), {says: 0.9}) if says else new_claims(0.9, by=editor, **details)
    if status is Status.DISMISSED:
        return triage.dismiss(claim.pk, actor=editor, note="An opinion.")
    if status is Status.ESCALATED:
        return escalated(claim, reviewer, editor)
    if status is Status.DISPUTED:
        return disputed(claim, reviewer, editor)
    steps = {
        Status.QUEUED: lambda: triage.queue(claim.pk, actor=editor),
        Status.IN_REVIEW: lambda: assignments.assign(claim.pk, reviewer_id=reviewer.pk, actor=editor),
        Status.REVIEWED: lambda: record(claim.assignments.get(closed_at=None)),
        Status.APPROVED: lambda: verdicts.approve(claim.pk, actor=editor),
        Status.PUBLISHED: lambda: verdicts.publish(claim.pk, actor=editor),
        Status.WITHDRAWN: lambda: verdicts.withdraw(claim.pk, actor=editor, note="The table was wrong."),
    }
    order = [Status.NEW, *steps]
    for passed in order[1 : order.index(status) + 1]:
        steps[passed]()
    return Claim.objects.get(pk=claim.pk)


def escalated(claim: Claim, reviewer: Any, editor: Any) -> Claim:
    triage.queue(claim.pk, actor=editor)
    assignment = assignments.assign(claim.pk, reviewer_id=reviewer.pk, actor=editor)
    letting_go.escalate(assignment.pk, actor=reviewer, note="A lawyer should look at this.")
    return Claim.objects.get(pk=claim.pk)


def disputed(claim: Claim, reviewer: Any, editor: Any) -> Claim:
    """Found false by `reviewer` and true by somebody else."""
    wanted.want(claim.pk, actor=editor, reviews=2)
    triage.queue(claim.pk, actor=editor)
    for person, rating in ((reviewer, "false"), (PersonFactory(reviewer=True), "true")):
        record(assignments.assign(claim.pk, reviewer_id=person.pk, actor=editor), rating=rating)
    return Claim.objects.get(pk=claim.pk)
