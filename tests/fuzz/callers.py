"""Who asks: everybody who may, and some who may not. Run inside a desk, it prints the headers of each as JSON."""

import json
import sys
from base64 import b64encode
from collections.abc import Iterable
from typing import Any

Headers = dict[str, str]

PEOPLE = {"a reader": "reader", "a reviewer": "reviewer", "an editor": "editor"}
MACHINES: dict[str, tuple[str, ...]] = {
    "a machine without a scope": (),
    "a machine that submits": ("submit",),
    "a machine that reads": ("read",),
    "a machine that marks": ("mark",),
}
BY_SESSION = "an editor by session"
CSRF = "0123456789abcdefghijABCDEFGHIJ01"


def everybody() -> dict[str, Headers]:
    """Caller -> the headers that say who it is. Makes the machines."""
    from django.contrib.auth import get_user_model

    editor = get_user_model().objects.get(username="editor")
    people = {name: _by_password(username) for name, username in PEOPLE.items()}
    machines = {name: _machine(scopes, editor) for name, scopes in MACHINES.items()}
    return {"nobody": {}} | people | {BY_SESSION: _by_session(editor)} | machines


def _by_password(username: str) -> Headers:
    sent = b64encode(f"{username}:{username}-demo".encode()).decode()
    return {"Authorization": f"Basic {sent}"}


def _by_session(person: Any) -> Headers:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(person.pk), person.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
    session.save()
    return {"Cookie": f"sessionid={session.session_key}; csrftoken={CSRF}", "X-CSRFToken": CSRF}


def _machine(scopes: Iterable[str], editor: Any) -> Headers:
    from claims.actions import machines

    made = machines.make("-".join(["fuzz", *scopes]), owner_id=editor.pk, scopes=scopes, actor=editor)
    _, key = machines.issue(made.pk, days=None, actor=editor)
    return {"Authorization": f"Bearer {key}"}


if __name__ == "__main__":
    import django

    django.setup()
    json.dump(everybody(), sys.stdout)
