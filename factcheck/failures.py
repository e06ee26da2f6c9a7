"""What people see when there is no page to see: in the desk's look, also while developing; under /api/ a problem."""

import re
from collections.abc import Callable, Iterable
from urllib.parse import quote

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve

from factcheck.api.problems import BY_CODE, MEDIA_TYPE, problem_of

# What came with a form whatever it was, and is no text of anybody's.
NOT_TYPED = re.compile("csrfmiddlewaretoken|.*password.*")


class MissingPages:
    """A view that finds nothing answers with our page: Django shows its own while DEBUG is on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return missing(request, exception) if isinstance(exception, Http404) else None


def anything_else(request: HttpRequest) -> HttpResponse:
    """The last address of all. One that lacks but its last slash is corrected, as everywhere."""
    if request.method in ("GET", "HEAD") and not request.path.endswith("/") and _is_a_page(f"{request.path}/"):
        return HttpResponseRedirect(request.get_full_path(force_append_slash=True))
    return missing(request)


def _is_a_page(path: str) -> bool:
    try:
        return resolve(path).func is not anything_else
    except Resolver404:
        return False


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    said = "The address may be mistyped, or what stood here is gone, or is not for you to see."
    return _page(404, "There is no such page", said)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    said = "Your role at this desk does not reach here. An editor can change what it is."
    return _page(403, "You may not see this page", said)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    said = "What arrived was cut short or is no request at all. Go back and try once more."
    return _outside(request, "bad_request", lambda: _page(400, "This cannot be read", said))


def server_error(request: HttpRequest) -> HttpResponse:
    said = "The fault is ours, and has been noted. Go back and try once more: what you typed is still there."
    return _outside(request, "server_error", lambda: _page(500, "Something went wrong here", said))


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form with a token that is too old, mostly because its person logged in anew meanwhile. Nothing was done."""
    said = "Somebody logged in or out here meanwhile, so nothing was done. Go back, load the page again, and repeat it."
    return _page(403, "This page was opened too long ago", said, _typed(request))


def _typed(request: HttpRequest) -> Iterable[str]:
    """What somebody wrote in that form, to be copied: it is shown, never done, for it may come from anywhere."""
    texts = ((name, str(text)) for name, text in request.POST.items())
    return [text for name, text in texts if not NOT_TYPED.fullmatch(name) and " " in text.strip()]


def _page(status: int, title: str, said: str, typed: Iterable[str] = ()) -> HttpResponse:
    """Drawn without a request: whatever reads people or sessions may be what failed."""
    return HttpResponse(
        render_to_string("desk/failure.html", {"title": title, "said": said, "typed": typed}), status=status
    )


def _outside(request: HttpRequest, code: str, page: Callable[[], HttpResponse]) -> HttpResponse:
    """What fails outside the API's views, in a middleware, still speaks its language under its address."""
    if not request.path.startswith("/api/"):
        return page()
    problem = problem_of(BY_CODE[code]) | {"instance": quote(request.path)}
    return JsonResponse(problem, status=problem["status"], content_type=MEDIA_TYPE)
