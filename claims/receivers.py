"""What happens after: which event leads to which work. Runs in the event's transaction: both commit or neither."""

from typing import Any

from claims import signals, tasks
from claims.enums import Act
from claims.models import Event, WantedPage

AFTER: dict[Act, str] = {
    Act.RECEIVE: "split_article",
    Act.REVISE: "split_article",
    Act.RETRY: "split_article",
    Act.FINISH_SPLIT: "queue_claims",
}


def connect() -> None:
    signals.recorded.connect(schedule_work, dispatch_uid="claims")
    signals.page_wanted.connect(schedule_fetching, dispatch_uid="claims.pages")


def schedule_work(event: Event, **kwargs: Any) -> None:
    if kind := AFTER.get(Act(event.act)):
        tasks.schedule(kind, f"{kind}:{event.pk}", article=event.article_id)


def schedule_fetching(page: WantedPage, **kwargs: Any) -> None:
    tasks.schedule("fetch_article", f"fetch_article:{page.pk}:{page.tries}", page=page.pk)
