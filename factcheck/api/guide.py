"""The one page that a client developer reads: docs/api.md, and after it every operation there is."""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.utils import extend_schema
from markdown_it import MarkdownIt
from markdown_it.token import Token
from rest_framework.permissions import AllowAny
from rest_framework.views import APIView

METHODS = ("get", "post", "put", "patch", "delete")
GUIDE = settings.BASE_DIR / "docs" / "api.md"
CLIENT = settings.BASE_DIR / "docs" / "follow_changes.py"
# Where a link of the file leads on a running desk.
ELSEWHERE = {"openapi.yaml": "/api/schema/", "follow_changes.py": "/api/docs/follow_changes.py"}


class Operation(NamedTuple):
    """One call: its place in the documentation that can be tried out has its name."""

    method: str
    path: str
    name: str
    said: str
    tag: str


class Heading(NamedTuple):
    anchor: str
    text: str


class Guide(APIView):
    permission_classes = [AllowAny]
    authentication_classes = []

    @extend_schema(exclude=True)
    def get(self, request: HttpRequest) -> HttpResponse:
        address = f"{request.scheme}://{request.get_host()}"
        text, headings = _guide(address)
        told = {"text": text, "headings": headings, "operations": _operations()}
        return render(request, "public/api_guide.html", told)


@require_safe
def client(request: HttpRequest) -> HttpResponse:
    """The client of the change feed, as a file to save."""
    named = {"Content-Disposition": f'attachment; filename="{CLIENT.name}"'}
    return HttpResponse(CLIENT.read_text(), content_type="text/x-python; charset=utf-8", headers=named)


@lru_cache(8)
def _guide(address: str) -> tuple[SafeString, list[Heading]]:
    """The guide as HTML, its examples with this desk's own address, and its headings."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = markdown.parse(GUIDE.read_text().replace("http://localhost:8000", address))
    headings = list(_anchored(tokens))
    for token in tokens:
        _lead_somewhere(token.children or [])
    html = markdown.renderer.render(tokens, markdown.options, {})
    # What may be wider than the window must be reached by key, to be moved then.
    html = html.replace("<pre>", '<pre tabindex="0">')
    html = re.sub(r"(<table>.*?</table>)", r'<div class="across" tabindex="0">\1</div>', html, flags=re.DOTALL)
    return mark_safe(html), headings  # noqa: S308 - a file of this project, and the parser lets no HTML through


def _anchored(tokens: list[Token]) -> Iterator[Heading]:
    """Gives each second-level heading an anchor."""
    for opening, words in pairwise(tokens):
        if opening.type == "heading_open" and opening.tag == "h2":
            opening.attrSet("id", slugify(words.content))
            yield Heading(slugify(words.content), words.content)


def _lead_somewhere(tokens: list[Token]) -> None:
    """Links to other documents, which a desk does not serve, become plain words."""
    plain = False
    for token in tokens:
        if token.type == "link_open":
            address = ELSEWHERE.get(str(token.attrGet("href")), str(token.attrGet("href")))
            plain = not address.startswith(("#", "/", "https://", "http://"))
            token.attrSet("href", address)
        if plain and token.type in ("link_open", "link_close"):
            token.type, token.content = "text", ""


@cache
def _operations() -> list[Operation]:
    paths: dict[str, dict[str, Any]] = SchemaGenerator().get_schema(public=True)["paths"]  # type: ignore[no-untyped-call]
    return [
        Operation(method.upper(), path, about["operationId"], _first_sentence(about), about["tags"][0])
        for path, calls in sorted(paths.items())
        for method, about in sorted(calls.items(), key=lambda call: METHODS.index(call[0]))
    ]


def _first_sentence(about: dict[str, Any]) -> str:
    said = str(about.get("summary") or about.get("description") or "")
    return re.split(r"(?<=[.!?])\s", " ".join(said.split()), maxsplit=1)[0]
