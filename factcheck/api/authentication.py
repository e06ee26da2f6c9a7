"""Who is asking: people by name and password or by their session, machines by a key of their own."""

from typing import Any

from rest_framework.authentication import BaseAuthentication, BasicAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from claims.actions import machines
from claims.errors.calls import KeyRefused
from factcheck.api import pace

REALM = "Factcheck"


class NameAndPassword(BasicAuthentication):
    """HTTP Basic. First in the settings, since its challenge is what makes an anonymous request a 401, not a 403."""

    www_authenticate_realm = REALM

    def authenticate_header(self, request: Request) -> str | None:
        """Every way to say who one is. Whoever sent a key is told of keys alone.

        Scripts of our pages get a challenge that browsers do not know: else these ask for a password.
        """
        if "X-Requested-With" in request.headers:
            return f'Session realm="{REALM}"'
        if _sent_key(request) is not None:
            return f'Bearer realm="{REALM}", error="invalid_token"'
        return f'Basic realm="{REALM}", Bearer realm="{REALM}"'

    def authenticate(self, request: Request) -> Any:
        """Whoever tries passwords is held up, before another one is looked at."""
        if not get_authorization_header(request).lower().startswith(b"basic"):
            return None
        pace.admit_log_in(request)
        try:
            return super().authenticate(request)
        except AuthenticationFailed:
            pace.note_failed_log_in(request)
            raise

    def authenticate_credentials(self, userid: str, password: str, request: Request | None = None) -> Any:
        # PostgreSQL cannot even be asked for a name with NUL in it.
        if "\0" in userid:
            raise AuthenticationFailed("Invalid username/password.")
        return super().authenticate_credentials(userid, password, request)


class Key(BaseAuthentication):
    """`Authorization: Bearer fact_...` (RFC 6750). The machine's user is who acts; `request.auth` is the key."""

    def authenticate(self, request: Request) -> tuple[Any, Any] | None:
        sent = _sent_key(request)
        if sent is None:
            return None
        try:
            key = machines.recognise(sent)
        except KeyRefused as refused:
            raise AuthenticationFailed from refused
        return key.machine.user, key

    def authenticate_header(self, request: Request) -> str:
        return f'Bearer realm="{REALM}"'


def _sent_key(request: Request) -> str | None:
    scheme, _, sent = get_authorization_header(request).partition(b" ")
    return sent.strip().decode("latin-1") if scheme.lower() == b"bearer" else None
