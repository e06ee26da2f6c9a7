"""What reads like a claim, and what was published of it; and saying of two that they are not the same."""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet, prefetch_related_objects
from drf_spectacular.utils import extend_schema
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims import queries as claim_queries
from claims.actions import telling_apart
from claims.api.fields import Id, Input
from claims.api.manners import Manners
from claims.api.permissions import TO_READ
from claims.matching.differences import Kind
from claims.models import Claim
from reviews import queries
from reviews.api.serializers import ClaimBrief, RatingShape, Shape
from reviews.api.views import received

MOST = 10


class DifferenceShape(Shape):
    """What the other one has and this one has not, and the other way round."""

    kind = serializers.ChoiceField([kind.value for kind in Kind])
    there = serializers.ListField(child=serializers.CharField())
    here = serializers.ListField(child=serializers.CharField())
    words = serializers.CharField(source="*", help_text="The same, for people: “2017, here 2018”.")


class ShownShape(Shape):
    """The newest version of what readers see."""

    id = serializers.IntegerField(source="verdict_id")
    link = serializers.HyperlinkedRelatedField("verdict", source="verdict", read_only=True)  # type: ignore[var-annotated]
    rating = RatingShape()
    summary = serializers.CharField()
    published_at = serializers.DateTimeField()


class SimilarShape(Shape):
    claim = ClaimBrief()
    same = serializers.BooleanField(help_text="It reads the same, and no number, name or “not” differs. A hint: look.")
    likeness = serializers.FloatField(help_text="0..1, by the words that both have.")
    differences = DifferenceShape(source="differ_in", many=True)
    verdict = ShownShape(allow_null=True, help_text="Null: nothing is published of it now.")


class Other(Input):
    claim = Id(help_text="The other one.")


class ApartShape(Shape):
    claim = serializers.IntegerField(help_text="The other one.")
    apart = serializers.BooleanField(help_text="Whether the two are not offered beside each other.")


class OfClaim(Manners, generics.GenericAPIView[Claim]):
    queryset = Claim.objects.all()

    def get_queryset(self) -> QuerySet[Claim]:
        return Claim.objects.visible_to(self.request.user).select_related("article")


class SimilarClaims(OfClaim):
    serializer_class = SimilarShape
    pagination_class = None
    machines = TO_READ

    @extend_schema(operation_id="claims_similar", responses=SimilarShape(many=True))
    def get(self, request: Request, pk: int) -> Response:
        """Claims that read like this one, the same first: at most 10, and no page after them.

        Dismissed ones are left out, and those that somebody told apart from it.
        """
        found = claim_queries.similar_to(self.get_object(), request.user, MOST)
        shown = queries.shown_of(one.claim.pk for one in found)
        prefetch_related_objects(list(shown.values()), "rating__scale__ratings")
        rows = [one._asdict() | {"verdict": shown.get(one.claim.pk)} for one in found]
        return Response(self.get_serializer(rows, many=True).data)


class Distinctions(OfClaim):
    serializer_class = Other

    @extend_schema(operation_id="claims_tell_apart", request=Other, responses=ApartShape)
    def post(self, request: Request, pk: int) -> Response:
        """Say that another claim is not the same: neither is offered beside the other again, to nobody."""
        return _answer(request, self.get_object(), telling_apart.tell_apart, apart=True)


class DistinctionEnding(OfClaim):
    serializer_class = Other

    @extend_schema(operation_id="claims_tell_apart_no_more", request=Other, responses=ApartShape)
    def post(self, request: Request, pk: int) -> Response:
        """Let the other claim be offered beside this one again."""
        return _answer(request, self.get_object(), telling_apart.take_back, apart=False)


def _answer(request: Request, claim: Claim, act: Callable[..., Any], *, apart: bool) -> Response:
    other = received(request, Other)["claim"]
    act(claim.pk, other, actor=request.user)
    return Response(ApartShape({"claim": other, "apart": apart}).data)
