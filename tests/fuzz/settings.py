"""The desk's own settings, but for two that would only slow the questions down."""

from factcheck.settings import *  # noqa: F403

# A password comes with each request of a person; the real hash is made to take its time.
PASSWORD_HASHERS = [f"django.contrib.auth.hashers.{name}PasswordHasher" for name in ("MD5", "PBKDF2")]
REQUESTS_PER_MINUTE = dict.fromkeys(("machine", "person", "address", "failed_log_in"), 0)
