"""Reading the desk, and taking the next claim. Acts on claims are in `acts`, those on an assignment in `holding`."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import generics
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims import policy
from claims.api import asking
from claims.api.fields import Input
from claims.api.manners import Manners
from reviews import queries
from reviews.actions import archive, assignments
from reviews.api.filters import AssignmentFilters, ReviewFilters, VerdictFilters
from reviews.api.publications import VerdictShape, VersionInFull, public_verdicts
from reviews.api.serializers import ArchivedShape, AssignmentShape, ProposalShape, RatingInFull, ReviewShape
from reviews.models import ArchivedCopy, Assignment, Rating, Review, Verdict, VerdictVersion


class Assignments(Manners, generics.ListAPIView[Assignment]):
    """Who holds or held which claim, newest first: editors see all, reviewers their own."""

    queryset = Assignment.objects.all()
    serializer_class = AssignmentShape
    filterset_class = AssignmentFilters

    def get_queryset(self) -> QuerySet[Assignment]:
        return assignments_seen_by(self.request.user)

    @extend_schema(operation_id="assignments_create", request=Input, responses={201: AssignmentShape})
    def post(self, request: Request) -> Response:
        """Take the next claim: the most check-worthy that waits, then the oldest."""
        received(request, Input)
        taken = assignments.take_next(actor=request.user)
        found = AssignmentShape(assignments_seen_by(request.user).get(pk=taken.pk), context={"request": request})
        where = reverse("assignment", kwargs={"pk": taken.pk}, request=request)
        return Response(found.data, status=201, headers={"Location": where})


class AssignmentDetail(Manners, generics.RetrieveAPIView[Assignment]):
    """One assignment, with its token for who holds it."""

    queryset = Assignment.objects.all()
    serializer_class = AssignmentShape

    def get_queryset(self) -> QuerySet[Assignment]:
        return assignments_seen_by(self.request.user)


class Reviews(Manners, generics.ListAPIView[Review]):
    """Findings, newest first: editors see all, reviewers their own and those of decided claims."""

    queryset = Review.objects.all()
    serializer_class = ReviewShape
    filterset_class = ReviewFilters

    def get_queryset(self) -> QuerySet[Review]:
        return reviews_seen_by(self.request.user)


class ReviewDetail(Manners, generics.RetrieveAPIView[Review]):
    """One finding with its sources."""

    queryset = Review.objects.all()
    serializer_class = ReviewShape

    def get_queryset(self) -> QuerySet[Review]:
        return reviews_seen_by(self.request.user)


class ProposalOfClaim(Manners, generics.RetrieveAPIView[Verdict]):
    """The verdict as it stands to be approved, with the findings that it rests on; for editors without a part in it."""

    queryset = Verdict.objects.all()
    serializer_class = ProposalShape
    lookup_field, lookup_url_kwarg = "claim__pk", "pk"  # by the claim alone a giant number is SQLite's OverflowError

    def get_queryset(self) -> QuerySet[Verdict]:
        if not policy.is_editor(self.request.user):
            return Verdict.objects.none()
        return queries.proposals_seen_by(self.request.user)


class CopyRetry(Manners, generics.GenericAPIView[ArchivedCopy]):
    queryset = ArchivedCopy.objects.all()
    serializer_class = ArchivedShape
    http_method_names = ["post"]

    def get_queryset(self) -> QuerySet[ArchivedCopy]:
        return ArchivedCopy.objects.visible_to(self.request.user)

    @extend_schema(operation_id="copies_retry", request=Input, responses=ArchivedShape)
    def post(self, request: Request, pk: int) -> Response:
        """Try once more to archive the page. For editors; not an act, so history does not record it."""
        received(request, Input)
        copy = archive.ask_again(self.get_object().pk, actor=request.user)
        return Response(self.get_serializer(copy).data)


class Ratings(Manners, generics.ListAPIView[Rating]):
    """The labels of the scale in use, in its order. Few, so there are no pages."""

    queryset = Rating.objects.all()
    serializer_class = RatingInFull
    permission_classes = [AllowAny]
    pagination_class = None

    def get_queryset(self) -> QuerySet[Rating]:
        return queries.current_ratings().prefetch_related("scale__ratings")


class Verdicts(Manners, generics.ListAPIView[Verdict]):
    """Published verdicts, newest first; for everybody."""

    queryset = Verdict.objects.all()
    serializer_class = VerdictShape
    filterset_class = VerdictFilters
    permission_classes = [AllowAny]

    def get_queryset(self) -> QuerySet[Verdict]:
        return public_verdicts(self.request.user)


class VerdictDetail(Manners, generics.RetrieveAPIView[Verdict]):
    """One published verdict; a withdrawn one says only that, and why."""

    versioned = ("verdict", "id")
    asks = frozenset({asking.OFFSETS})

    queryset = Verdict.objects.all()
    serializer_class = VerdictShape
    permission_classes = [AllowAny]

    def get_queryset(self) -> QuerySet[Verdict]:
        return public_verdicts(self.request.user)


class VerdictVersionDetail(Manners, generics.RetrieveAPIView[VerdictVersion]):
    """A verdict as readers were shown it in this version."""

    queryset = VerdictVersion.objects.all()
    serializer_class = VersionInFull
    permission_classes = [AllowAny]
    lookup_field, lookup_url_kwarg = "sequence", "version"

    def get_queryset(self) -> QuerySet[VerdictVersion]:
        if getattr(self, "swagger_fake_view", False):
            return VerdictVersion.objects.none()
        shown = Verdict.objects.visible_to(self.request.user).public().filter(pk=self.kwargs["pk"])
        return VerdictVersion.objects.filter(verdict__in=shown).select_related("verdict__claim", "rating__scale")


def assignments_seen_by(actor: Any) -> QuerySet[Assignment]:
    return Assignment.objects.visible_to(actor).select_related("claim", "reviewer")


def reviews_seen_by(actor: Any) -> QuerySet[Review]:
    found = Review.objects.visible_to(actor).select_related("claim", "reviewer", "assignment", "rating__scale")
    return found.prefetch_related("sources", "rating__scale__ratings")


def received(request: Request, shape: type[Input], data: Any = None) -> dict[str, Any]:
    """What was sent, or `data` made of it, in this shape. Raises ValidationError."""
    sent = shape(data=request.data if data is None else data)
    sent.is_valid(raise_exception=True)
    return dict(sent.validated_data)
