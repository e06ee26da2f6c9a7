"""The desk's acts on claims, each an address of its own that takes POST."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from claims.actions import triage
from claims.api.acts import ClaimAct
from claims.api.inputs import Decision, NotedAndSeen, SeenDecision
from reviews.actions import adjudication, assignments, findings, verdicts, wanted
from reviews.actions.verdicts import Correction
from reviews.api import inputs
from reviews.api.inputs import Appointment, ChosenReviewer, CorrectionInput, Urgency, Wanted, drafts
from reviews.api.publications import VerdictShape, public_verdicts
from reviews.api.serializers import AssignmentShape
from reviews.api.views import assignments_seen_by
from reviews.models import Assignment


class Allocation(ClaimAct):
    """Hand this waiting claim to a reviewer."""

    answers_with_it = False

    serializer_class: type[Decision] = ChosenReviewer

    @extend_schema(responses={201: AssignmentShape})
    def post(self, request: Request, pk: int) -> Response:
        made: Assignment = self.do(self.get_object().pk, **self.sent())
        found = assignments_seen_by(request.user).get(pk=made.pk)
        return Response(AssignmentShape(found, context=self.get_serializer_context()).data, status=201)

    def do(self, claim_id: int, **words: Any) -> Assignment:
        return assignments.assign(claim_id, reviewer_id=words.pop("reviewer"), **words)


class Priority(ClaimAct):
    """Say how urgent this claim is."""

    serializer_class = Urgency

    act = staticmethod(triage.prioritise)


class ReviewsWanted(ClaimAct):
    """Say how many reviews this claim wants."""

    serializer_class = Wanted

    act = staticmethod(wanted.want)


class Adjudication(Allocation):
    """Ask somebody, perhaps yourself, to settle what the reviewers disagree on. Answers with their assignment."""

    serializer_class = Appointment

    def do(self, claim_id: int, **words: Any) -> Assignment:
        return adjudication.appoint(claim_id, person_id=words.pop("person"), **words)


class Seen(ClaimAct):
    """Decided on what was seen: refused without its version."""

    refuses = ("428",)  # for the OpenAPI document


class Approval(Seen):
    """Sign the proposal off, as somebody who reviewed nothing of this claim."""

    serializer_class = SeenDecision

    act = staticmethod(verdicts.approve)


class Return(Seen):
    """Send a finding back to whoever wrote it, saying what is missing."""

    serializer_class = inputs.Return

    def do(self, claim_id: int, **words: Any) -> Assignment:
        return findings.send_back(claim_id, review_id=words.pop("review", None), **words)


class _PublicAct(Seen):
    """Answers with what readers are shown from now on."""

    answers_with_it = False

    @extend_schema(responses=VerdictShape)
    def post(self, request: Request, pk: int) -> Response:
        self.do(self.get_object().pk, **self.sent())
        shown = public_verdicts(request.user).get(claim=pk)
        return Response(VerdictShape(shown, context=self.get_serializer_context()).data)


class Publication(_PublicAct):
    """Show the approved verdict to the world, as its first version."""

    serializer_class = SeenDecision

    act = staticmethod(verdicts.publish)


class Corrections(_PublicAct):
    """Publish a new version that says publicly what changed and why. What is not sent stays as published."""

    serializer_class = CorrectionInput

    def do(self, claim_id: int, **words: Any) -> None:
        who = {name: words.pop(name) for name in ("actor", "seen")}
        if words.get("sources") is not None:
            words["sources"] = drafts(words["sources"])
        verdicts.correct(claim_id, correction=Correction(**words), **who)


class Withdrawal(_PublicAct):
    """Take the verdict back, publicly. What stays is a last version that says why."""

    serializer_class = NotedAndSeen

    act = staticmethod(verdicts.withdraw)
