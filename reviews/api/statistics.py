"""Figures about the desk's work, for editors."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import generics, serializers
from rest_framework.request import Request
from rest_framework.response import Response

from claims.api.manners import Manners
from reviews import figures
from reviews.api.filters import AgreementFilters
from reviews.api.serializers import PersonShape, Shape
from reviews.models import Review

SHARE = "0 to 1; null: there is nothing to count."


class FigureShape(Shape):
    value = serializers.FloatField(allow_null=True, help_text="Null: it is not defined here, `why` says why.")
    used = serializers.IntegerField(help_text="How many claims it rests on.")
    excluded = serializers.DictField(
        child=serializers.IntegerField(), help_text="Reason: how many claims or findings were left out."
    )
    why = serializers.CharField(allow_null=True, help_text=f"One of: {', '.join(figures.WHY_NONE)}.")

    def to_representation(self, instance: Any) -> dict[str, Any]:
        shown: dict[str, Any] = super().to_representation(instance)
        return shown | {"why": shown["why"] or None}


class PairFigures(Shape):
    percent_agreement = FigureShape()
    cohens_kappa = FigureShape()


class AgreementFigures(PairFigures):
    fleiss_kappa = FigureShape()
    alpha_nominal = FigureShape(help_text="Krippendorff's alpha.")
    alpha_ordinal = FigureShape(help_text="Krippendorff's alpha on the line of the rating scale.")


class GroupShape(Shape):
    claims = serializers.IntegerField()
    findings = serializers.IntegerField()
    figures = AgreementFigures()


class MonthShape(GroupShape):
    month = serializers.CharField(source="name", help_text="Such as 2026-03: of the claim's last finding.")


class PairShape(Shape):
    reviewers = serializers.ListField(child=serializers.CharField(), source="names", help_text="Two user names.")
    figures = PairFigures()


class WorkShape(Shape):
    findings = serializers.IntegerField(source="reviews")
    compared = serializers.IntegerField(help_text="Findings on claims that others reviewed as well.")
    agreement = serializers.FloatField(allow_null=True, help_text=f"With the others' median. {SHARE}")
    distance = serializers.FloatField(
        allow_null=True, help_text="Mean steps above the others on the scale's line: milder; below nought: stricter."
    )
    median_minutes = serializers.FloatField(allow_null=True, help_text="From taking the claim to recording.")
    quick_share = serializers.FloatField(allow_null=True, help_text=f"Recorded within two minutes. {SHARE}")


class WorkInMonth(WorkShape):
    month = serializers.CharField()


class ReviewerShape(WorkShape):
    reviewer = PersonShape()
    months = WorkInMonth(many=True)
    notes = serializers.ListField(child=serializers.CharField(), help_text="Thresholds that were passed, in words.")

    def to_representation(self, instance: Any) -> dict[str, Any]:
        return {
            "reviewer": PersonShape(instance).data,
            **WorkShape(instance.whole).data,
            "months": [{"month": month, **WorkShape(work).data} for month, work in instance.months.items()],
            "notes": instance.notes,
        }


class ApproverShape(Shape):
    editor = PersonShape(source="*")
    approvals = serializers.IntegerField()
    sent_back = serializers.IntegerField()
    median_minutes = serializers.FloatField(allow_null=True, help_text="From the finding to its approval.")
    quick_share = serializers.FloatField(allow_null=True, help_text=f"Approved within a minute. {SHARE}")
    notes = serializers.ListField(child=serializers.CharField())


class AgreementShape(Shape):
    scale = serializers.CharField(source="asked.scale")
    whole = GroupShape()
    months = MonthShape(many=True)
    pairs = PairShape(many=True, help_text="Most claims in common first.")
    reviewers = ReviewerShape(many=True)
    approvers = ApproverShape(many=True, help_text="Not narrowed by `pair` and `scale`.")


class Agreement(Manners, generics.GenericAPIView[Review]):
    """How far reviewers agree, over any slice of their findings, and how each of them works. For editors."""

    queryset = Review.objects.none()
    serializer_class = AgreementShape
    filterset_class = AgreementFilters
    pagination_class = None
    refuses = ("400", "403", "404")  # for the OpenAPI document

    @extend_schema(operation_id="statistics_agreement", filters=True)
    def get(self, request: Request) -> Response:
        figures.admit(request.user)
        self.filter_queryset(self.get_queryset())  # refuses what it does not know or cannot read
        asked = AgreementFilters(request.query_params)
        asked.is_valid()
        return Response(AgreementShape(figures.report(asked.asked(), actor=request.user)).data)
