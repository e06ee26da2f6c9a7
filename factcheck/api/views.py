"""The addresses that belong to no app: the root, what a problem code means, the docs, and everything unknown."""

from typing import Any, NoReturn

from django.http import HttpRequest
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularSwaggerSplitView
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.views import APIView

from claims.errors import NotFound
from factcheck.api.problems import kinds

COLLECTIONS = (
    *("articles", "claims", "topics", "assignments", "reviews", "conflicts"),
    *("verdicts", "ratings", "scales", "notifications"),
)


class Root(APIView):
    permission_classes = [AllowAny]

    @extend_schema(exclude=True)
    def get(self, request: Request) -> Response:
        return Response(
            {name: reverse(name, request=request) for name in COLLECTIONS}
            | {"docs": reverse("docs", request=request), "schema": reverse("schema", request=request)}
        )


class ProblemPage(APIView):
    """What a code means: the `type` of every problem leads here."""

    permission_classes = [AllowAny]

    @extend_schema(exclude=True)
    def get(self, request: Request, code: str) -> Response:
        for kind in kinds():
            if kind.code == code:
                return Response(kind._asdict())
        raise NotFound(thing="problem")


class Nothing(APIView):
    """Whatever is under /api/ and has no view: a problem like any other, not a page."""

    authentication_classes = []
    permission_classes = [AllowAny]
    http_method_names = []
    schema = None

    def http_method_not_allowed(self, request: HttpRequest, *args: Any, **kwargs: Any) -> NoReturn:
        raise NotFound(thing="address")


try_it_out = SpectacularSwaggerSplitView.as_view(url_name="schema", template_name="public/api_try.html")
