"""Writing what people are told: once, in the transaction of its cause."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from django.conf import settings
from django.db import transaction

from claims import tasks as claims_tasks
from claims.models import Article, Claim
from reviews.enums import MailWanted, Told
from reviews.models import Notification, WebhookEndpoint
from reviews.models.notification import SENTENCE
from reviews.newsroom import members

QUOTED = 160  # characters of a claim or a title in a sentence


@dataclass(frozen=True, kw_only=True)
class Notice:
    """One sentence for some people. `key` names its cause: nobody gets two with the same."""

    kind: Told
    people: Collection[int]
    key: str
    sentence: str
    claim: Claim | None = None
    article: Article | None = None
    webhook: WebhookEndpoint | None = None

    def but_not(self, person: int) -> "Notice":
        """Nobody is told of their own act."""
        return replace(self, people=set(self.people) - {person})


def tell(notices: Iterable[Notice]) -> None:
    """Tell them, in the caller's transaction where there is one; who is inactive or has no role is left out."""
    wanted = [notice for notice in notices if notice.people]
    if not wanted:
        return
    told = set(members().filter(pk__in=_everybody(wanted)).values_list("pk", flat=True))
    rows = [_row(notice, person) for notice in wanted for person in notice.people if person in told]
    # In one order, so that two who tell the same never wait for each other in a circle. What is there already stays as
    # it is: for a rival who wrote it and has not committed we wait, and write only if it was undone.
    rows.sort(key=lambda row: (row.person_id, row.key))
    with transaction.atomic(savepoint=False):
        Notification.objects.bulk_create(rows, ignore_conflicts=True, batch_size=500)
        if settings.SENDS_MAIL:
            _mail_at_once(told, {notice.key for notice in wanted})


def quoted(thing: Claim | Article) -> str:
    """A claim or an article as a sentence names it: in one line, cut at a word."""
    words = " ".join((thing.text if isinstance(thing, Claim) else str(thing)).split())
    return f"“{words if len(words) <= QUOTED else words[: QUOTED - 2].rsplit(' ', 1)[0] + ' …'}”"


def cut(sentence: str) -> str:
    return sentence if len(sentence) <= SENTENCE else f"{sentence[: SENTENCE - 2]} …"


def _everybody(notices: Iterable[Notice]) -> set[int]:
    return {person for notice in notices for person in notice.people}


def _row(notice: Notice, person: int) -> Notification:
    return Notification(
        person_id=person,
        kind=notice.kind,
        key=notice.key,
        claim=notice.claim,
        article=notice.article,
        webhook=notice.webhook,
        sentence=cut(notice.sentence),
    )


def _mail_at_once(people: Collection[int], keys: Collection[str]) -> None:
    """A job for each of those who want it so. Its key is the notification's: told again, it is the same job."""
    impatient = Notification.objects.filter(person__in=people, person__profile__mail=MailWanted.AT_ONCE)
    fresh = impatient.filter(key__in=keys, mailed_at=None).exclude(person__email="")
    for pk in fresh.order_by("pk").values_list("pk", flat=True):
        claims_tasks.schedule("mail_notice", f"mail_notice:{pk}", notification=pk)
