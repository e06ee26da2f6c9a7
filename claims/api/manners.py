"""What every address of the API does alike, whatever it is about. Each view has it before its own parts."""

from collections.abc import Mapping
from functools import partial
from typing import Any, ClassVar

from django.http import HttpRequest
from rest_framework import mixins
from rest_framework.exceptions import ErrorDetail, ValidationError
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from claims.api import asking, repeats, tags
from claims.api.permissions import Doors
from claims.errors import StaleVersion
from claims.errors.calls import VersionPassed

READING = ("GET", "HEAD")
FIELDS = "fields"


class Manners(APIView):
    """Refuses parameters that it does not know, does a repeated POST once, tags what it answers.

    It is a view and no plain class, so that it can say what it calls.
    """

    machines: ClassVar[Doors] = {}  # claims.api.permissions: which keys open it
    asks: ClassVar[frozenset[str]] = frozenset()  # the parameters that it knows besides filters, pages and fields
    versioned: ClassVar[tuple[str, str]] = ("", "")  # what a tag calls the thing that has a version; its field
    answers_with_it: ClassVar[bool] = True  # and not with something else that has a version as well
    streams: ClassVar[bool] = False  # what is not there yet when its headers leave has no tag
    post: Any  # of the views that have one

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if not self._is_list(request) and request.method in self.allowed_methods:
            refuse_unknown(request, known_here(self, str(request.method)))
        asking.refuse_wrong(request, known_here(self, str(request.method)))
        if repeats.asked_for(request) and hasattr(self, "post"):
            # DRF looks its handler up after this, on the view: this is where it can be done once.
            do = self.post
            self.post = lambda *a, **k: repeats.answer_once(request, partial(do, *a, **k))

    def get_serializer(self, *args: Any, **kwargs: Any) -> Any:
        """With the fields that were asked for."""
        made = super().get_serializer(*args, **kwargs)  # type: ignore[misc]
        if self.request.method in READING and FIELDS in self.request.query_params:
            _thin_out(getattr(made, "child", made), self.request.query_params[FIELDS])
        return made

    def finalize_response(self, request: Request | HttpRequest, response: Any, *args: Any, **kwargs: Any) -> Any:
        answer: Response = super().finalize_response(request, response, *args, **kwargs)  # type: ignore[arg-type]
        public = self.is_public()
        tags.vary(answer, public=public)
        if public and request.method in (*READING, "OPTIONS"):
            for name, value in OPEN_TO_ALL.items():
                answer[name] = value
        done = answer.status_code in (200, 201) and hasattr(answer, "data")  # what is streamed is not there yet
        if isinstance(request, Request) and done and self._has_a_tag(answer.data):
            answer.add_post_render_callback(partial(tags.tagged, request, mark=self._mark(answer.data)))
        return answer

    def handle_exception(self, exc: Exception) -> Response:
        """A version that `If-Match` named is a condition that failed; one in the body is a conflict."""
        stale = exc if isinstance(exc, StaleVersion) and "If-Match" in self.request.headers else None
        answer: Response = super().handle_exception(exc if stale is None else VersionPassed(stale=stale))
        if stale is not None:
            number = self.kwargs.get("pk", self.kwargs.get("slug"))
            answer["ETag"] = f'"{self.versioned[0]}-{number}.{stale.words["current"]}"'
        return answer

    def _has_a_tag(self, data: Any) -> bool:
        return self.request.method in READING or self._mark(data) != ""

    def _mark(self, data: Any) -> str:
        thing, field = self.versioned
        told = thing and self.answers_with_it and isinstance(data, Mapping)
        has_one = told and {field, "version"} <= set(data)
        return f"{thing}-{data[field]}.{data['version']}" if has_one else ""

    def is_public(self) -> bool:
        return any(isinstance(permission, AllowAny) for permission in self.get_permissions())

    def _is_list(self, request: Request) -> bool:
        """Lists look at their parameters themselves, with their filters."""
        return request.method in READING and (
            isinstance(self, mixins.ListModelMixin) or hasattr(self, "filterset_class")
        )


# Pages of any site may read what everybody may read, without who is logged in: `*` lets no cookie through.
OPEN_TO_ALL: Mapping[str, str] = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Expose-Headers": "ETag, Link, Retry-After",
    "Access-Control-Max-Age": "86400",
}


def known_here(view: Any, method: str) -> set[str]:
    """The parameters that this address takes besides filters and pages."""
    shaped = isinstance(view, mixins.ListModelMixin | mixins.RetrieveModelMixin)
    return {*view.asks, *({FIELDS} if shaped else ())} if method in READING else set()


def refuse_unknown(request: Request, known: set[str]) -> None:
    """A misspelt parameter would otherwise quietly answer with everything. Raises ValidationError."""
    if unknown := sorted(set(request.query_params) - known):
        choices = ", ".join(sorted(known)) or "none"
        why = f"There is no such parameter here. Choose among: {choices}."
        raise ValidationError({name[:100]: [ErrorDetail(why, "unknown_filter")] for name in unknown[:20]})


def _thin_out(serializer: Any, asked: str) -> None:
    wanted = {name.strip() for name in asked.split(",")} - {""}
    known = set(serializer.fields)
    if unknown := sorted(wanted - known):
        why = f"There is no field “{unknown[0][:100]}”. Choose among: {', '.join(serializer.fields)}."
        raise ValidationError({FIELDS: [ErrorDetail(why, "unknown_field")]})
    for name in known - wanted if wanted else ():
        serializer.fields.pop(name)
