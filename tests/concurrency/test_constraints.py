"""The last line of defence: of two who both forgot to lock, the second waits for the first's row and is refused."""

import json
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import Model, UniqueConstraint
from django.utils import timezone

from claims.actions import machines
from claims.enums import Status
from claims.models import FittedHead, Job, KeptAnswer, Machine, MachineKey, ToldApart
from reviews.actions.importing import take_in
from reviews.models import (
    ArchivedCopy,
    CitedPage,
    Draft,
    FeedEntry,
    ImportedReview,
    Profile,
    RatingScale,
    Rules,
    SavedView,
    Tally,
    WebhookAttempt,
    WebhookDelivery,
    WebhookEndpoint,
    WebhookSecret,
)
from tests.concurrency.second_connection import Rival
from tests.factories import PersonFactory, claim_at, receive

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("desk")]

Rows = tuple[Model, Model]
# A label comes with its scale or not at all: a trigger refuses one more before any of these can.
WRITTEN_WHOLE = {"one_rating_per_label", "labels_of_a_scale_differ", "labels_stand_in_order"}


def copies(row: Model, *changes: dict[str, Any]) -> Rows:
    """Two more of this row, with these differences."""
    known = type(row)._default_manager.filter(pk=row.pk).values().get()
    one, other = (type(row)(**known | {"id": None} | change) for change in changes)
    return one, other


def somebody() -> int:
    return int(PersonFactory(reviewer=True).pk)


def on_one_place() -> Rows:
    held = claim_at(Status.IN_REVIEW).assignments.get()
    return copies(held, *({"place": 2, "reviewer_id": somebody()} for _ in range(2)))


def of_one_person() -> Rows:
    held, person = claim_at(Status.IN_REVIEW).assignments.get(), somebody()
    return copies(held, *({"place": place, "reviewer_id": person} for place in (2, 3)))


def of_one_finding() -> Rows:
    claim = claim_at(Status.REVIEWED)
    held = copies(claim.assignments.get(), {"place": 2, "reviewer_id": somebody()}, {})[0]
    held.save()
    return copies(claim.reviews.get(), *[{"assignment_id": held.pk}] * 2)


def of_one_claim() -> Rows:
    verdict, claim = claim_at(Status.REVIEWED).verdict, claim_at(Status.QUEUED)
    return copies(verdict, *[{"claim_id": claim.pk}] * 2)


def of_one_editor() -> Rows:
    approval = claim_at(Status.APPROVED).verdict.approvals.get()
    return copies(approval, *[{"person_id": PersonFactory(editor=True).pk}] * 2)


def of_one_number() -> Rows:
    version = claim_at(Status.PUBLISHED).verdict.versions.get()
    return copies(version, *[{"sequence": 2, "edition": "correction", "note": "Why."}] * 2)


def a_draft() -> Rows:
    person, claim = somebody(), claim_at(Status.QUEUED)
    return Draft(person_id=person, claim=claim), Draft(person_id=person, claim=claim)


def a_copy() -> Rows:
    page = {"url": "https://example.org/table", "seen_on": "2026-03-01"}
    return ArchivedCopy(**page), ArchivedCopy(**page)


def views(**same: Any) -> Rows:
    """Two of one person, alike in this."""
    owner = PersonFactory(editor=True)
    one, other = (SavedView(**{"owner": owner, "name": name} | same) for name in ("Late", "Later"))
    return one, other


def a_notification() -> Rows:
    editor = PersonFactory(editor=True)
    claim_at(Status.DISPUTED)
    [told, *_] = editor.notifications.all()
    return copies(told, *[{"key": "the same cause"}] * 2)


def a_scale() -> Rows:
    return copies(RatingScale.objects.get(), *[{"version": 2, "current": False}] * 2)


def a_current_scale() -> Rows:
    RatingScale.objects.update(current=False)
    return copies(RatingScale.objects.get(), *({"version": number, "current": True} for number in (2, 3)))


def a_head() -> Rows:
    fit = {"bias": 0, "slope": 1, "learned_from": 1, "held_back": 1, "before": {}, "after": {}, "in_use": True}
    return FittedHead(**fit), FittedHead(**fit)


def an_article() -> Rows:
    return copies(receive(), *[{"url": "https://example.org/exports"}] * 2)


def a_text() -> Rows:
    return copies(receive().latest, *({"number": number, "sha256": "0" * 64} for number in (2, 3)))


def a_revision() -> Rows:
    return copies(receive().latest, *({"number": 2, "sha256": digit * 64} for digit in "01"))


def a_source(owner: str) -> Callable[[], Rows]:
    def rows() -> Rows:
        claim = claim_at(Status.PUBLISHED)
        of = claim.reviews.get() if owner == "review" else claim.verdict.versions.get()
        return copies(of.sources.get(), *[{"position": 2}] * 2)

    return rows


def a_pair() -> Rows:
    one, other = claim_at(Status.NEW), claim_at(Status.NEW)
    pair = {"one": one, "other": other, "person_id": somebody()}
    return ToldApart(**pair), ToldApart(**pair)


def a_profile() -> Rows:
    person = somebody()
    return Profile(user_id=person), Profile(user_id=person)


def an_entry() -> Rows:
    told = FeedEntry.objects.get(version=claim_at(Status.PUBLISHED).verdict.versions.get())
    untold = copies(told.version, *[{"sequence": 2, "edition": "correction", "note": "Why."}] * 2)[0]
    untold.save()
    return copies(told, *({"id": number, "version_id": untold.pk} for number in (98, 99)))


def an_endpoint() -> WebhookEndpoint:
    return WebhookEndpoint.objects.create(url="https://partner.example/", made_by=PersonFactory(editor=True))


def a_secret() -> Rows:
    known = {"endpoint": (endpoint := an_endpoint()), "made_by": endpoint.made_by, "proof": "?"}
    return WebhookSecret(**known, salt="one"), WebhookSecret(**known, salt="other")


def messages() -> Rows:
    known = {"endpoint": an_endpoint(), "entry": FeedEntry.objects.get(), "kind": "scale.written", "body": "{}"}
    return WebhookDelivery(**known, message="one"), WebhookDelivery(**known, message="other")


def an_attempt() -> Rows:
    messages()[0].save()
    known = {"delivery": WebhookDelivery.objects.get(), "round": 1, "number": 1, "milliseconds": 5}
    return WebhookAttempt(**known), WebhookAttempt(**known)


def a_machine() -> Machine:
    editor = PersonFactory(editor=True)
    return machines.make("wire-importer", owner_id=editor.pk, scopes=[], actor=editor)


def a_key(*changes: dict[str, Any]) -> Rows:
    """Two more of one machine."""
    made = a_machine()
    key = MachineKey(machine=made, place=1, prefix="00000000", sha256="0", made_by=made.owner)
    key.save()
    return copies(key, *changes)


def an_answer() -> Rows:
    known = {
        "caller_id": somebody(),
        "key": "a-key",
        "asked": "0",
        "token": uuid.uuid4(),
        "lease_until": timezone.now(),
    }
    return KeptAnswer(**known), KeptAnswer(**known)


def an_import(*changes: dict[str, Any]) -> Rows:
    """Two more of one record, under an identity of their own."""
    record = {"@type": "ClaimReview", "url": "https://example.org/1", "claimReviewed": "Exports grew by 7 percent."}
    take_in(json.dumps([record]).encode(), origin="a file", actor=PersonFactory(editor=True))
    return copies(ImportedReview.objects.get(), *({"identity": "one"} | change for change in changes))


SCENES: dict[str, Callable[[], Rows]] = {
    "one_standing_assignment_per_place": on_one_place,
    "nobody_twice_on_a_claim": of_one_person,
    "reviews_review_assignment_id_key": of_one_finding,
    "reviews_verdict_claim_id_key": of_one_claim,
    "nobody_approves_twice": of_one_editor,
    "versions_are_in_sequence": of_one_number,
    "one_draft_per_person_and_claim": a_draft,
    "one_copy_per_address_and_day": a_copy,
    "one_cited_page_per_address": lambda: tuple(CitedPage(url="https://example.org/table") for _ in range(2)),
    "views_of_a_person_differ": lambda: views(name="Late"),
    "one_default_view": lambda: views(default=True),
    "one_tally_per_month_and_scale": lambda: tuple(Tally(month="2026-11", scale="truth:1") for _ in range(2)),
    "nobody_is_told_twice": a_notification,
    "one_scale_per_version": a_scale,
    "one_current_scale": a_current_scale,
    "one_head_in_use": a_head,
    "one_article_per_address": an_article,
    "the_same_text_is_the_same_article": a_text,
    "revisions_are_numbered": a_revision,
    "review_sources_in_order": a_source("review"),
    "version_sources_in_order": a_source("version"),
    "one_live_claim_per_span": lambda: copies(claim_at(Status.NEW), *[{"start": 0, "end": 1}] * 2),
    "a_pair_is_told_apart_once": a_pair,
    "imported_versions_in_sequence": lambda: an_import({"current": False}, {"current": True}),
    "one_current_import_of_a_record": lambda: an_import({"version": 2}, {"version": 3}),
    "one_live_key_per_place": lambda: a_key({"place": 2, "prefix": "1"}, {"place": 2, "prefix": "2"}),
    "one_answer_per_caller_and_key": an_answer,
    "claims_machine_name_key": lambda: copies(a_machine(), *({"user_id": somebody(), "name": "one"} for _ in range(2))),
    "one_job_per_key": lambda: (Job(kind="a", key="a key"), Job(kind="b", key="a key")),
    "each_version_is_told_of_once": an_entry,
    "one_secret_in_use_per_endpoint": a_secret,
    "an_endpoint_is_told_of_each_change_once": messages,
    "attempts_are_counted": an_attempt,
    "reviews_rules_pkey": lambda: (Rules(pk=1), Rules(pk=1)),
    "reviews_profile_user_id_key": a_profile,
}


@pytest.mark.parametrize("name", SCENES)
def test_two_who_forgot_to_lock_write_it_once(name: str) -> None:
    one, other = SCENES[name]()
    with transaction.atomic():
        one.save(force_insert=True)
        rival = Rival(lambda: other.save(force_insert=True)).until_it_waits_for_us()
    with pytest.raises(IntegrityError, match=name):
        rival.finish()


def test_every_constraint_that_two_can_run_into_has_its_scene() -> None:
    models = [model for app in ("claims", "reviews") for model in apps.get_app_config(app).get_models()]
    declared = {c.name for model in models for c in model._meta.constraints if isinstance(c, UniqueConstraint)}
    assert declared - WRITTEN_WHOLE == {name for name in SCENES if not name.endswith("key") or name in declared}
