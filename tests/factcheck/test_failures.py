"""Where there is no page to see, people get a sentence in the desk's look, also while developing."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture(params=[True, False], ids=["developing", "in production"])
def client(request: pytest.FixtureRequest, settings: Any) -> Client:
    settings.DEBUG = request.param
    return Client(raise_request_exception=False)


def texts(answer: Any) -> str:
    return answer.content.decode()


@pytest.mark.parametrize("address", ["/nothing/", "/nothing", "/checks/no-number/", "/admin/nothing/", "/%00/"])
def test_an_address_without_a_page_says_so(admin_client: Client, client: Client, address: str) -> None:
    client.cookies = admin_client.cookies
    for ask in (client.get, client.post):
        answer = ask(address, follow=True)
        assert answer.status_code == 404
        assert "There is no such page" in texts(answer)
        assert "urlpatterns" not in texts(answer)


def test_what_a_view_does_not_find_says_so_too(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def finds_nothing(*asked: object, **about: object) -> None:
        raise Http404("a secret")

    monkeypatch.setattr("django.contrib.auth.views.LoginView.get", finds_nothing)
    answer = client.get("/admin/login/")
    assert (answer.status_code, "There is no such page" in texts(answer)) == (404, True)
    assert "a secret" not in texts(answer)


def test_a_page_is_found_without_its_last_slash(client: Client) -> None:
    answer = client.get("/corrections?page=2")
    assert (answer.status_code, answer["Location"]) == (302, "/corrections/?page=2")


def test_what_one_may_not_see_says_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuses(*asked: object, **about: object) -> None:
        raise PermissionDenied

    monkeypatch.setattr("django.contrib.auth.views.LoginView.get", refuses)
    answer = client.get("/admin/login/")
    assert (answer.status_code, "You may not see this page" in texts(answer)) == (403, True)


def test_a_form_that_is_too_old_shows_what_was_typed_and_does_nothing(client: Client) -> None:
    User.objects.create_user("mo", password="open sesame")
    strict = Client(enforce_csrf_checks=True)
    typed = {"reasoning": "Two words <b>kept</b>.", "username": "mo", "password": "open sesame", "empty": " "}
    answer = strict.post("/admin/login/", typed)
    assert answer.status_code == 403
    assert "Two words &lt;b&gt;kept&lt;/b&gt;." in texts(answer)
    assert "open sesame" not in texts(answer)
    assert texts(answer).count("<textarea") == 1
    assert "_auth_user_id" not in strict.session


def test_a_fault_is_a_sentence_and_no_traceback(client: Client, monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    def breaks(*asked: object, **about: object) -> None:
        raise RuntimeError("the secret is 42")

    settings.DEBUG = False  # while developing its traceback is what one looks for
    monkeypatch.setattr("django.contrib.auth.views.LoginView.get", breaks)
    answer = client.get("/admin/login/")
    assert (answer.status_code, "Something went wrong here" in texts(answer)) == (500, True)
    assert "42" not in texts(answer)
