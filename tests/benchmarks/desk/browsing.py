"""A browser without a window: logs in through the form, keeps its connection, and can hang up in the middle."""

import http.client
import json
import re
import urllib.parse
from http.cookies import SimpleCookie
from typing import Any, NamedTuple

SECONDS = 60.0
HIDDEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


class Answer(NamedTuple):
    status: int
    body: Any

    @property
    def code(self) -> str:
        return str(self.body.get("code", "")) if isinstance(self.body, dict) else ""


class Lost(Exception):
    """The connection ended before the answer: what became of the request is not known."""


class Session:
    """Somebody who is logged in, on one connection."""

    def __init__(self, port: int) -> None:
        self.port, self.cookies = port, SimpleCookie()
        self.connection = self._connect()

    def _connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)

    def log_in(self, username: str, password: str) -> "Session":
        page = self._ask("GET", "/admin/login/")[1].decode()
        form = {"username": username, "password": password, "csrfmiddlewaretoken": HIDDEN.findall(page)[0]}
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        status, _ = self._ask("POST", "/admin/login/?next=/readyz", urllib.parse.urlencode(form), headers)
        assert status == 302, f"{username} cannot log in"
        return self

    def get(self, path: str) -> Answer:
        return self._read("GET", path)

    def post(self, path: str, **words: Any) -> Answer:
        """Raises Lost."""
        return self._read("POST", path, words)

    def post_and_hang_up(self, path: str, **words: Any) -> None:
        """Send it whole and do not wait for what comes back."""
        try:
            self.connection.request("POST", f"/api/v1/{path}", json.dumps(words), self._headers() | self._kept())
        except OSError as trouble:
            raise Lost from trouble
        finally:
            self.connection.close()

    def twin(self) -> "Session":
        """The same person in a second tab."""
        other = Session(self.port)
        other.cookies = self.cookies
        return other

    def close(self) -> None:
        self.connection.close()

    def _read(self, method: str, path: str, words: dict[str, Any] | None = None) -> Answer:
        body = None if words is None else json.dumps(words)
        status, raw = self._ask(method, f"/api/v1/{path}", body, self._headers())
        return Answer(status, json.loads(raw))

    def _headers(self) -> dict[str, str]:
        token = self.cookies["csrftoken"].value
        return {"Content-Type": "application/json", "Accept": "application/json", "X-CSRFToken": token}

    def _kept(self) -> dict[str, str]:
        return {"Cookie": "; ".join(f"{name}={morsel.value}" for name, morsel in self.cookies.items())}

    def _ask(
        self, method: str, path: str, body: str | None = None, headers: dict[str, str] | None = None
    ) -> tuple[int, bytes]:
        try:
            self.connection.request(method, path, body, (headers or {}) | self._kept())
            answer = self.connection.getresponse()
            raw = answer.read()
        except (http.client.HTTPException, OSError) as trouble:
            self.connection.close()  # the server may have given up a connection that was idle
            raise Lost from trouble
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            self.cookies.load(cookie)
        return answer.status, raw
