"""The addresses that belong to no app: the root, what a problem code means, the docs, and everything unknown."""

from typing import Any, NoReturn

from django.conf import settings
from django.http import HttpRequest
from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularSwaggerSplitView
from rest_framework.permissions import AllowAny
from rest_framework.renderers import JSONRenderer, TemplateHTMLRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.reverse import reverse
from rest_framework.views import APIView

from claims.api.manners import Manners
from claims.errors import NotFound
from factcheck.api.problems import advice, kinds

COLLECTIONS = (
    *("articles", "claims", "topics", "assignments", "reviews", "conflicts"),
    *("verdicts", "ratings", "scales", "notifications", "wanted-pages"),
)


class Root(Manners):
    permission_classes = [AllowAny]

    @extend_schema(exclude=True)
    def get(self, request: Request) -> Response:
        return Response(
            {name: reverse(name, request=request) for name in COLLECTIONS}
            | {"docs": reverse("docs", request=request), "schema": reverse("schema", request=request)}
        )


class ProblemPage(Manners):
    """What a code means and what to do then: the `type` of every problem leads here. For people, a page."""

    permission_classes = [AllowAny]
    renderer_classes = [JSONRenderer, TemplateHTMLRenderer]

    @extend_schema(exclude=True)
    def get(self, request: Request, code: str) -> Response:
        for kind in kinds():
            if kind.code == code:
                told = kind._asdict() | {"advice": advice(kind)}
                if request.accepted_renderer.format == "html":
                    told |= _for_people(told)
                return Response(told, template_name="public/problem.html")
        raise NotFound(thing="problem")


def _for_people(told: dict[str, Any]) -> dict[str, Any]:
    """What the page needs; sentences in pieces, of which every second is code."""
    pieces = {name: told[name].split("`") for name in ("detail", "advice")}
    return pieces | {"site_name": settings.SITE_NAME, "noindex": True}


class Nothing(APIView):
    """Whatever is under /api/ and has no view: a problem like any other, not a page."""

    authentication_classes = []
    permission_classes = [AllowAny]
    http_method_names = []
    schema = None

    def http_method_not_allowed(self, request: HttpRequest, *args: Any, **kwargs: Any) -> NoReturn:
        raise NotFound(thing="address")


try_it_out = SpectacularSwaggerSplitView.as_view(url_name="schema", template_name="public/api_try.html")
