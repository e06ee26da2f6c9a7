"""The acts on claims, each an address of its own that takes POST."""

from collections.abc import Callable
from typing import Any, ClassVar

from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework import generics
from rest_framework.request import Request
from rest_framework.response import Response

from claims.actions import triage
from claims.api import tags
from claims.api.inputs import Decision, NotedDecision
from claims.api.manners import Manners
from claims.api.serializers import ClaimInFull
from claims.api.views import seen_by
from claims.models import Claim


class ClaimAct(Manners, generics.GenericAPIView[Claim]):
    """Reads what was sent, lets the action decide, answers with the claim as it stands then."""

    queryset = Claim.objects.all()
    serializer_class: type[Decision] = Decision
    versioned = ("claim", "id")
    act: ClassVar[Callable[..., Any]]  # the action that this address stands for

    def get_queryset(self) -> QuerySet[Claim]:
        return seen_by(self.request.user)

    @extend_schema(responses=ClaimInFull)
    def post(self, request: Request, pk: int) -> Response:
        self.do(self.get_object().pk, **self.sent())
        return Response(ClaimInFull(self.get_object(), context=self.get_serializer_context()).data)

    def sent(self) -> dict[str, Any]:
        """What the action takes: the version that the decision was made on is called `seen` there."""
        sent = self.get_serializer(data=tags.with_version(self.request, "claim", self.kwargs["pk"]))
        sent.is_valid(raise_exception=True)
        words = dict(sent.validated_data)
        return words | {"seen": words.pop("version", None), "actor": self.request.user}

    def do(self, claim_id: int, **words: Any) -> Any:
        return type(self).act(claim_id, **words)


class Queueing(ClaimAct):
    """Let reviewers check this claim."""

    act = staticmethod(triage.queue)


class Dismissal(ClaimAct):
    """Decide that this claim is not checked."""

    serializer_class = NotedDecision

    act = staticmethod(triage.dismiss)


class Restoration(ClaimAct):
    """Bring a dismissed claim back as new."""

    act = staticmethod(triage.restore)
