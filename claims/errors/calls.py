"""What may be refused to who calls: machines and their keys, and the manners of a request."""

from typing import Any

from claims.errors import Blame, DomainError, StaleVersion


class WrongMachineName(DomainError):
    """“{value}” cannot be the name of a machine. Use at most 60 of the letters a to z, digits and hyphens, such as
    wire-importer."""

    code = "wrong_machine_name"
    field = "name"


class MachineExists(DomainError):
    """There is a machine “{value}” already. Names are never used twice: history keeps them."""

    code = "machine_exists"
    blame = Blame.STATE
    field = "name"


class MachineIsOver(DomainError):
    """“{name}” was ended. Make another machine."""

    code = "machine_is_over"
    blame = Blame.STATE


class WrongOwner(DomainError):
    """Whoever answers for a machine is an active reviewer or editor of this desk."""

    code = "wrong_owner"
    field = "owner"


class UnknownScope(DomainError):
    """“{value}” is not a scope. Choose among: {choices}."""

    code = "unknown_scope"
    field = "scopes"


class WrongLifetime(DomainError):
    """A key is good for 1 to {most:,} days, or until it is revoked."""

    code = "wrong_lifetime"
    field = "days"


class TwoKeysAlready(DomainError):
    """This machine has two keys that are in force. Revoke the one that it no longer uses."""

    code = "two_keys_already"
    blame = Blame.STATE


class KeyRefused(DomainError):
    """This key opens nothing: {why}."""

    code = "key_refused"
    blame = Blame.UNKNOWN


class ScopeNeeded(DomainError):
    """The key of this machine may not do this: it needs the scope {scopes}."""

    code = "scope_needed"
    blame = Blame.PERMISSION


class PeopleOnly(DomainError):
    """Only people may do this: no key lets a machine hold or judge a claim."""

    code = "people_only"
    blame = Blame.PERMISSION


class WrongIdempotencyKey(DomainError):
    """An `Idempotency-Key` has 1 to 255 visible ASCII characters, such as a UUID."""

    code = "wrong_idempotency_key"


class StillBeingDone(DomainError):
    """The request under this `Idempotency-Key` is still being done. Ask again in a moment."""

    code = "still_being_done"
    blame = Blame.STATE


class KeyOfAnotherRequest(DomainError):
    """You sent another request under this `Idempotency-Key`. Take a new key for a new request."""

    code = "key_of_another_request"
    blame = Blame.ANOTHER


class VersionPassed(DomainError):
    """It has changed since you looked, so your `If-Match` does not hold.{since} Look again, then decide."""

    code = "version_passed"
    blame = Blame.PASSED

    def __init__(self, message: str = "", *, stale: StaleVersion | None = None, **words: Any) -> None:
        super().__init__(message, **{"since": stale.words["since"] if stale else ""} | words)
        self.more = stale.more if stale else {"changes": []}
