"""Who is asking: name and password with each request. Browsers that are logged in use their session instead."""

from typing import Any

from rest_framework.authentication import BasicAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request


class NameAndPassword(BasicAuthentication):
    """HTTP Basic. First in the settings, since its challenge is what makes an anonymous request a 401, not a 403."""

    www_authenticate_realm = "Factcheck"

    def authenticate_header(self, request: Request) -> str | None:
        """Scripts of our pages get a challenge that browsers do not know: else these ask for a password."""
        if "X-Requested-With" in request.headers:
            return f'Session realm="{self.www_authenticate_realm}"'
        return super().authenticate_header(request)

    def authenticate_credentials(self, userid: str, password: str, request: Request | None = None) -> Any:
        # PostgreSQL cannot even be asked for a name with NUL in it.
        if "\0" in userid:
            raise AuthenticationFailed("Invalid username/password.")
        return super().authenticate_credentials(userid, password, request)
