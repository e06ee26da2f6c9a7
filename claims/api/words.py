"""Making a claim by hand, and changing what it says: each an address of its own that takes POST."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import generics
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse

from claims.actions import marking, reshaping, wording
from claims.api.acts import ClaimAct
from claims.api.inputs import Cut, Neighbour, NewClaim, NewSpan, Wording
from claims.api.manners import Manners
from claims.api.serializers import ClaimInFull
from claims.api.views import seen_by
from claims.enums import Scope
from claims.models import Article, Claim


class ArticleClaims(Manners, generics.GenericAPIView[Article]):
    """Make a claim of these words of the article."""

    queryset = Article.objects.all()
    serializer_class = NewClaim
    machines = {"POST": frozenset({Scope.MARK})}

    def get_queryset(self) -> QuerySet[Article]:
        return Article.objects.visible_to(self.request.user)

    @extend_schema(operation_id="articles_claims_create", responses={201: ClaimInFull})
    def post(self, request: Request, pk: int) -> Response:
        """Make a claim of these words. 409 `span_taken` names the claim that has words of this place already."""
        article = self.get_object()
        sent = self.get_serializer(data=request.data)
        sent.is_valid(raise_exception=True)
        made = marking.mark(article.pk, actor=request.user, **sent.validated_data)
        return in_full(self, made, status=201, headers={"Location": _address(made, request)})


class Adjustment(ClaimAct):
    """Let the claim be about these words, as long as nobody has judged others."""

    serializer_class = NewSpan

    act = staticmethod(reshaping.adjust)


class Division(ClaimAct):
    """Split the claim in two: it keeps what stands before, a new claim gets the rest. Answers with the new one."""

    serializer_class = Cut

    @extend_schema(responses={201: ClaimInFull})
    def post(self, request: Request, pk: int) -> Response:
        _, rest = self.do(self.get_object().pk, **self.sent())
        return in_full(self, rest, status=201, headers={"Location": _address(rest, request)})

    def do(self, claim_id: int, **words: Any) -> tuple[Claim, Claim]:
        return reshaping.split(claim_id, **words)


class Merger(ClaimAct):
    """Let two neighbours be one claim. Answers with the one that stays, the older of them."""

    serializer_class = Neighbour

    @extend_schema(responses=ClaimInFull)
    def post(self, request: Request, pk: int) -> Response:
        return in_full(self, self.do(self.get_object().pk, **self.sent()))

    def do(self, claim_id: int, **words: Any) -> Claim:
        other, other_seen = words.pop("claim"), words.pop("claim_version", None)
        return reshaping.merge(claim_id, other=other, other_seen=other_seen, **words)


class Clarification(ClaimAct):
    """Say the claim so that readers without the context understand it. The quotation stays."""

    serializer_class = Wording

    act = staticmethod(wording.clarify)


def in_full(view: generics.GenericAPIView[Any], claim: Claim, **more: Any) -> Response:
    found = seen_by(view.request.user).get(pk=claim.pk)
    return Response(ClaimInFull(found, context=view.get_serializer_context()).data, **more)


def _address(claim: Claim, request: Request) -> str:
    return reverse("claim", kwargs={"pk": claim.pk}, request=request)
