"""What the one who holds a claim does with it: keep it, type, record, or let it go. Each takes POST, the draft PUT."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from string import ascii_uppercase
from typing import Any, ClassVar

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import generics
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims.api.fields import Input
from claims.api.manners import Manners
from claims.errors import NotFound
from reviews import queries
from reviews.actions import assignments, drafts, findings, letting_go
from reviews.actions.findings import Finding
from reviews.api import inputs
from reviews.api.inputs import DraftInput, FindingInput, Token
from reviews.api.serializers import AssignmentShape, DraftShape, ReviewShape, UnsignedReviewShape
from reviews.api.views import AssignmentDetail, assignments_seen_by, received, reviews_seen_by
from reviews.enums import AssignmentRole
from reviews.errors import DraftTooLong
from reviews.models import Assignment, Review


class _Holding(AssignmentDetail):
    """Reads what was sent, lets the action decide, answers with the assignment as it stands then."""

    http_method_names = ["post"]
    serializer_class = AssignmentShape
    sends: ClassVar[type[Input]] = Input
    act: ClassVar[Callable[..., Assignment]]

    def post(self, request: Request, pk: int) -> Response:
        words = received(request, self.sends)
        changed = self.do(self.get_object().pk, actor=request.user, **words)
        found = assignments_seen_by(request.user).filter(pk=changed.pk).first()
        # A colleague's new assignment is no longer the giver's to see; their own, closed one is.
        return Response(self.get_serializer(found or self.get_object()).data)

    def do(self, assignment_id: int, **words: Any) -> Assignment:
        return type(self).act(assignment_id, **words)


def _documented(name: str, sends: type[Input]) -> Callable[[type[_Holding]], type[_Holding]]:
    def document(view: type[_Holding]) -> type[_Holding]:
        view.sends = sends
        said = extend_schema(
            operation_id=f"assignments_{name}", description=view.__doc__, request=sends, responses=AssignmentShape
        )
        return extend_schema_view(post=said)(view)

    return document


@_documented("renewal", Token)
class Renewal(_Holding):
    """Keep the claim for another lease. A heartbeat: history does not record it."""

    act = staticmethod(assignments.renew)


@_documented("release", inputs.Release)
class Release(_Holding):
    """Give the claim back to the queue."""

    act = staticmethod(letting_go.release)


@_documented("postponement", inputs.Postponement)
class Postponement(_Holding):
    """Put the claim off until a day; nobody is offered it before."""

    act = staticmethod(letting_go.postpone)


@_documented("hand_over", inputs.HandOver)
class HandOver(_Holding):
    """Give the claim to a colleague who has room for it."""

    def do(self, assignment_id: int, **words: Any) -> Assignment:
        return letting_go.hand_over(assignment_id, reviewer_id=words.pop("reviewer"), **words)


@_documented("escalation", inputs.Reasoned)
class Escalation(_Holding):
    """Put the claim before an editor."""

    act = staticmethod(letting_go.escalate)


@_documented("recusal", inputs.Recusal)
class Recusal(_Holding):
    """Step aside for a conflict of interest: the claim never comes back to you."""

    act = staticmethod(letting_go.recuse)


class Recording(Manners, generics.GenericAPIView[Assignment]):
    queryset = Assignment.objects.all()
    serializer_class = FindingInput

    def get_queryset(self) -> QuerySet[Assignment]:
        return Assignment.objects.visible_to(self.request.user)

    @extend_schema(operation_id="assignments_review", request=FindingInput, responses={201: ReviewShape})
    def post(self, request: Request, pk: int) -> Response:
        """Record the finding. The last one wanted proposes a verdict, or opens a dispute."""
        assignment = self.get_object()
        try:
            sent = received(request, FindingInput)
        except ValidationError:
            _keep(request, assignment)  # it may be the only place where the text is
            raise
        token = sent.pop("token")
        finding = Finding(**sent | {"sources": inputs.drafts(sent["sources"])})
        review = findings.record(assignment.pk, actor=request.user, token=token, finding=finding)
        found = ReviewShape(reviews_seen_by(request.user).get(pk=review.pk), context={"request": request})
        where = reverse("review", kwargs={"pk": review.pk}, request=request)
        return Response(found.data, status=201, headers={"Location": where})


def _keep(request: Request, assignment: Assignment) -> None:
    """What was sent and cannot be read as a finding, as its author's draft."""
    if assignment.reviewer_id == request.user.pk and isinstance(request.data, Mapping):
        words = {name: request.data[name] for name in (*drafts.FIELDS, "sources") if name in request.data}
        with suppress(DraftTooLong):
            drafts.keep(assignment.pk, actor=request.user, words=words)


class FindingsToSettle(Manners, generics.GenericAPIView[Any]):
    """What the reviewers found, for who adjudicates: everything but whose it is. There is no such list for others."""

    queryset = Assignment.objects.all()
    serializer_class = UnsignedReviewShape
    pagination_class = None

    def get_queryset(self) -> QuerySet[Assignment]:
        mine = Assignment.objects.visible_to(self.request.user).filter(role=AssignmentRole.ADJUDICATION)
        return mine.open().filter(reviewer_id=self.request.user.pk).select_related("claim")

    @extend_schema(operation_id="assignments_findings", responses=UnsignedReviewShape(many=True))
    def get(self, request: Request, pk: int) -> Response:
        found = queries.findings_to_settle(self.get_object())
        for review, letter in zip(found, ascii_uppercase, strict=False):
            review.by = letter  # type: ignore[attr-defined]
        return Response(self.get_serializer(found, many=True).data)


class Resumption(Manners, generics.GenericAPIView[Any]):
    queryset = Assignment.objects.all()
    serializer_class = AssignmentShape

    def get_queryset(self) -> QuerySet[Assignment]:
        return Assignment.objects.visible_to(self.request.user)

    @extend_schema(operation_id="assignments_resumption", request=Input, responses={201: AssignmentShape})
    def post(self, request: Request, pk: int) -> Response:
        """Take a claim again that you gave back, put off or lost to the clock, while nobody else has it."""
        received(request, Input)
        return _made(self, assignments.take_back(self.get_object().pk, actor=request.user))


class DraftOfAssignment(Manners, generics.GenericAPIView[Any]):
    """What you have typed on this claim, seen by you alone; also after the lease is gone."""

    queryset = Assignment.objects.all()
    serializer_class = DraftShape

    def get_queryset(self) -> QuerySet[Assignment]:
        mine = Assignment.objects.visible_to(self.request.user)
        return mine.filter(reviewer_id=self.request.user.pk)

    @extend_schema(operation_id="assignments_draft")
    def get(self, request: Request, pk: int) -> Response:
        draft = queries.draft_of(request.user, self.get_object().claim_id)
        if draft is None:
            raise NotFound(thing="draft")
        return Response(self.get_serializer(draft).data)

    @extend_schema(operation_id="assignments_draft_keep", request=DraftInput)
    def put(self, request: Request, pk: int) -> Response:
        """Keep what stands in the form."""
        words = received(request, DraftInput)
        draft = drafts.keep(self.get_object().pk, actor=request.user, words=words["words"], seen=words.get("version"))
        return Response(self.get_serializer(draft).data)


class Retraction(Manners, generics.GenericAPIView[Any]):
    queryset = Review.objects.all()
    serializer_class = AssignmentShape

    def get_queryset(self) -> QuerySet[Review]:
        return reviews_seen_by(self.request.user)

    @extend_schema(operation_id="reviews_retraction", request=Input, responses={201: AssignmentShape})
    def post(self, request: Request, pk: int) -> Response:
        """Take your finding back to think again, until somebody has acted on it. Answers with your assignment."""
        received(request, Input)
        return _made(self, findings.retract(self.get_object().pk, actor=request.user))


def _made(view: generics.GenericAPIView[Any], made: Assignment) -> Response:
    found = view.get_serializer(assignments_seen_by(view.request.user).get(pk=made.pk))
    where = reverse("assignment", kwargs={"pk": made.pk}, request=view.request)
    return Response(found.data, status=201, headers={"Location": where})
