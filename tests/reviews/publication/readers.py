"""Published checks to look at, and the pages as a reader gets them: by somebody whom the site does not know."""

import json
import re
from typing import Any

from django.test import Client

from claims.actions import triage
from claims.enums import Status
from claims.models import Claim
from reviews.actions import assignments, verdicts
from reviews.actions.verdicts import Correction
from reviews.models import Verdict, VerdictVersion
from tests.factories import PersonFactory, claim_at, record

_SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def published(**details: Any) -> Verdict:
    """A published check of one claim in a new article, of which `details` are known."""
    return Verdict.objects.get(claim=claim_at(Status.PUBLISHED, **details))


def publish(claim: Claim, **changes: Any) -> Verdict:
    """Take a new or waiting claim the rest of the way; `changes` are to the finding."""
    editor = PersonFactory(editor=True)
    if claim.status == Status.NEW:
        triage.queue(claim.pk, actor=editor)
    assignment = assignments.assign(claim.pk, reviewer_id=PersonFactory(reviewer=True).pk, actor=editor)
    record(assignment, **changes)
    verdicts.approve(claim.pk, actor=editor)
    verdicts.publish(claim.pk, actor=editor)
    return Verdict.objects.get(claim=claim)


def corrected(verdict: Verdict, **changes: Any) -> VerdictVersion:
    correction = Correction(**{"note": "We had misread the table.", "summary": "It was 3.8 percent."} | changes)
    return verdicts.correct(verdict.claim_id, actor=PersonFactory(editor=True), correction=correction)


def withdrawn(verdict: Verdict, note: str = "The table was a forgery.") -> VerdictVersion:
    return verdicts.withdraw(verdict.claim_id, actor=PersonFactory(editor=True), note=note)


def read(address: str, status: int = 200, **query: Any) -> str:
    """The page's text, its spaces made one."""
    answer = Client().get(address, query)
    assert answer.status_code == status, answer.status_code
    return " ".join(answer.content.decode().split())


def machine_readable(page: str) -> Any:
    """The ClaimReview in the page; None where there is none."""
    found = _SCRIPT.search(page)
    return json.loads(found[1]) if found else None
