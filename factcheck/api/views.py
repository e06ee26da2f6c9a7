"""The addresses that belong to no app: the root, what a problem code means, the docs, and everything unknown."""

from collections.abc import Callable
from typing import Any, NoReturn
from urllib.parse import quote

from csp.constants import SELF, UNSAFE_INLINE
from csp.decorators import csp_update
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views import defaults
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
from factcheck.api.problems import BY_CODE, MEDIA_TYPE, advice, kinds, problem_of

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


# Swagger UI writes styles into its elements; scripts stay ours alone.
docs = csp_update({"style-src": [SELF, UNSAFE_INLINE]})(SpectacularSwaggerSplitView.as_view(url_name="schema"))


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _outside(request, "bad_request", lambda: defaults.bad_request(request, exception))


def server_error(request: HttpRequest) -> HttpResponse:
    return _outside(request, "server_error", lambda: defaults.server_error(request))


def _outside(request: HttpRequest, code: str, page: Callable[[], HttpResponse]) -> HttpResponse:
    """What fails outside the API's views, in a middleware, still speaks its language under its address."""
    if not request.path.startswith("/api/"):
        return page()
    problem = problem_of(BY_CODE[code]) | {"instance": quote(request.path)}
    return JsonResponse(problem, status=problem["status"], content_type=MEDIA_TYPE)
