"""What happens after: which event leads to which work, and what must happen to assignments in the same transaction."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_save

from claims import signals
from claims import tasks as claims_tasks
from claims.enums import Act, Status
from claims.models import DeskEvent, Event
from reviews.actions import deliveries, feed, public_list, wanted
from reviews.actions.places import close
from reviews.enums import Closed, News
from reviews.models import (
    ArchivedCopy,
    Assignment,
    CitedPage,
    ErrorReport,
    Export,
    FeedEntry,
    Profile,
    RatingScale,
    VerdictVersion,
    WebhookDelivery,
    WebhookEndpoint,
)
from reviews.models.profile import OWN_KEYS
from reviews.notifications import acts, readers, stopped, texts
from reviews.signals import (
    approvals_to_count,
    copy_settled,
    copy_wanted,
    delivery_due,
    endpoint_stopped,
    error_reported,
    export_wanted,
    feed_grew,
    page_wanted,
    password_link_made,
    scale_chosen,
    scale_written,
    shown,
)

# After these a claim that waits is not to be offered: nobody left it, or it is put off.
NOTHING_NEW = (Act.POSTPONE, Act.PRIORITISE, Act.ADJUST, Act.SPLIT, Act.MERGE, Act.CLARIFY)


def connect() -> None:
    signals.recorded.connect(fix_what_is_wanted, dispatch_uid="reviews.wanted")
    signals.recorded.connect(schedule_work, dispatch_uid="reviews.work")
    signals.recorded.connect(take_out_of_hands, dispatch_uid="reviews.hands")
    signals.recorded.connect(tell_people, dispatch_uid="reviews.people")
    copy_wanted.connect(schedule_archiving, dispatch_uid="reviews.archive")
    page_wanted.connect(schedule_looking_up, dispatch_uid="reviews.cited_pages")
    approvals_to_count.connect(count_approvals, dispatch_uid="reviews.approvals")
    password_link_made.connect(mail_the_link, dispatch_uid="reviews.links")
    export_wanted.connect(schedule_export, dispatch_uid="reviews.exports")
    error_reported.connect(tell_editors, dispatch_uid="reviews.error_reports")
    post_save.connect(show_to_readers, sender=VerdictVersion, dispatch_uid="reviews.public_list")
    signals.recorded.connect(tell_of_a_language, dispatch_uid="reviews.feed.languages")
    shown.connect(tell_of_a_version, dispatch_uid="reviews.feed.versions")
    copy_settled.connect(tell_of_a_copy, dispatch_uid="reviews.feed.copies")
    scale_written.connect(tell_of_a_scale, dispatch_uid="reviews.feed.scales")
    scale_chosen.connect(tell_which_scale_is_used, dispatch_uid="reviews.feed.scale_in_use")
    feed_grew.connect(write_to_webhooks, dispatch_uid="reviews.webhooks")
    delivery_due.connect(schedule_delivery, dispatch_uid="reviews.webhooks.work")
    user_logged_in.connect(bring_own_keys, dispatch_uid="reviews.keys")
    endpoint_stopped.connect(tell_of_the_stop, dispatch_uid="reviews.webhooks.stopped")


def bring_own_keys(request: Any, user: Any, **kwargs: Any) -> None:
    """Every page wants them, and none shall ask the database for them."""
    request.session[OWN_KEYS] = Profile.objects.filter(user=user).values_list("keys", flat=True).first() or {}


def fix_what_is_wanted(event: Event, **kwargs: Any) -> None:
    if event.claim and event.act == Act.QUEUE:
        wanted.fix(event.claim)


def schedule_work(event: Event, **kwargs: Any) -> None:
    """A place of a claim is free: see who has room. An approval was given that is not the last one: see if it was."""
    if event.claim_id and event.after == Status.QUEUED and event.act not in NOTHING_NEW:
        claims_tasks.schedule("assign_claim", f"assign_claim:{event.pk}", claim=event.claim_id)
    if event.act == Act.APPROVE and event.after == Status.REVIEWED:
        # While it was given, the rules may have come to want fewer: who counts then has not seen this one.
        claims_tasks.schedule("count_approvals", f"count_approvals:event:{event.pk}", claim=event.claim_id)


def count_approvals(event: DeskEvent, **kwargs: Any) -> None:
    """Once the new rules hold, look what passes by them."""
    claims_tasks.schedule("find_approved", f"find_approved:{event.pk}")


def mail_the_link(event: DeskEvent, person: Any, **kwargs: Any) -> None:
    if settings.SENDS_MAIL and person.email:
        claims_tasks.schedule("mail_link", f"mail_link:{event.pk}", person=person.pk, event=event.pk)


def schedule_archiving(copy: ArchivedCopy, **kwargs: Any) -> None:
    # Announced once for each time that it is wanted: the copy's state sees to that.
    claims_tasks.schedule("archive_source", f"archive_source:{copy.pk}:{uuid4().hex}", copy=copy.pk)


def schedule_looking_up(page: CitedPage, **kwargs: Any) -> None:
    claims_tasks.schedule("look_up_page", f"look_up_page:{page.pk}:{uuid4().hex}", page=page.pk)


def schedule_export(export: Export, **kwargs: Any) -> None:
    claims_tasks.schedule("make_export", f"make_export:{export.pk}:{export.tries}", export=export.pk)


def take_out_of_hands(event: Event, **kwargs: Any) -> None:
    """A dismissed claim is nobody's work any more, and should it come back it is reviewed from the beginning.

    Claims know nothing of assignments, so the desk sees to it.
    """
    if event.after == Status.DISMISSED:
        for assignment in Assignment.objects.standing().filter(claim_id=event.claim_id):
            close(assignment, Closed.DISMISSED)


def tell_people(event: Event, whom: Collection[int] = (), **kwargs: Any) -> None:
    """In the act's own transaction: nobody is told of what was undone, or not told of what was done."""
    acts.tell_of(event, whom)
    if event.act == Act.FINISH_SPLIT:
        texts.tell_of_the_text(event)
    if event.act == Act.PUBLISH and event.claim:
        texts.remember(event.claim)


def show_to_readers(instance: VerdictVersion, **kwargs: Any) -> None:
    """Whichever act wrote the version: the public list follows in the same transaction."""
    public_list.show(instance)


def tell_editors(report: ErrorReport, **kwargs: Any) -> None:
    readers.tell_of_the_report(report)


def tell_of_a_version(version: VerdictVersion, **kwargs: Any) -> None:
    feed.tell_of_version(version)


def tell_of_a_copy(copy: ArchivedCopy, **kwargs: Any) -> None:
    feed.tell_of_copy(copy)


def tell_of_a_language(event: Event, **kwargs: Any) -> None:
    """Splitting recognises the language; a claim that was marked by hand may have a verdict by then."""
    if event.act == Act.FINISH_SPLIT:
        feed.tell_of_language(event.article)


def tell_of_a_scale(scale: RatingScale, **kwargs: Any) -> None:
    feed.tell_of_scale(scale, News.SCALE_WRITTEN)


def tell_which_scale_is_used(scale: RatingScale, before: RatingScale | None, **kwargs: Any) -> None:
    if before:
        feed.tell_of_scale(before, News.SCALE_OUT_OF_USE)
    feed.tell_of_scale(scale, News.SCALE_IN_USE)


def write_to_webhooks(entry: FeedEntry, **kwargs: Any) -> None:
    deliveries.write(entry)


def tell_of_the_stop(endpoint: WebhookEndpoint, **kwargs: Any) -> None:
    stopped.tell_of_the_stop(endpoint)


def schedule_delivery(delivery: WebhookDelivery, number: int, after: timedelta, **kwargs: Any) -> None:
    key = f"deliver_webhook:{delivery.pk}:{delivery.round}:{number}"
    about = {"delivery": delivery.pk, "round": delivery.round, "endpoint": delivery.endpoint_id}
    claims_tasks.schedule("deliver_webhook", key, after=after, **about)
