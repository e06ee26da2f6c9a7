"""Signatures of webhooks, after the Standard Webhooks specification (standardwebhooks.com), and secrets for them.

A secret has to be known in full whenever something is signed, so a hash of it is not enough. It is made of the desk's
SECRET_KEY and a salt, and only the salt is kept: who gets hold of the database, or of a backup, cannot sign.
"""

import base64
import hashlib
import hmac
import secrets
from collections.abc import Iterable

from django.utils.crypto import salted_hmac

PREFIX = "whsec_"


def new_salt() -> str:
    return secrets.token_urlsafe(32)


def secret_for(salt: str) -> str:
    """The secret as its receiver gets it: `whsec_` and 32 bytes in base64."""
    made = salted_hmac("factcheck.webhooks.secret", salt, algorithm="sha256").digest()
    return PREFIX + base64.b64encode(made).decode()


def proof_of(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


def headers(message: str, body: bytes, at: int, with_secrets: Iterable[str]) -> dict[str, str]:
    """What goes with a message. `at`: seconds since 1970, now; receivers refuse what is older than a few minutes."""
    signed = f"{message}.{at}.".encode() + body
    signatures = " ".join(f"v1,{_signature(secret, signed)}" for secret in with_secrets)
    return {"webhook-id": message, "webhook-timestamp": str(at), "webhook-signature": signatures}


def _signature(secret: str, signed: bytes) -> str:
    key = base64.b64decode(secret.removeprefix(PREFIX))
    return base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode()
