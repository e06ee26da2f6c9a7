"""Who is let in at which address: people with an account, and machines where the address says so."""

from collections.abc import Mapping
from typing import Any

from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request

from claims import policy
from claims.enums import Scope
from claims.errors.calls import PeopleOnly, ScopeNeeded

# HTTP method -> the scopes of which a machine needs one. A method that is not named is for people.
Doors = Mapping[str, frozenset[Scope]]
READERS = frozenset({Scope.READ, Scope.MARK})
TO_READ: Doors = {"GET": READERS}


class Admitted(IsAuthenticated):
    """An address says in `machines` which scopes open it; one that says nothing is closed to every key.

    What somebody may do there is decided further in, by the policy.
    """

    def has_permission(self, request: Request, view: Any) -> bool:
        if not super().has_permission(request, view):
            return False
        if policy.machine_of(request.user) is not None:
            _admit(policy.scopes_of(request.user), doors_of(view, str(request.method)))
        return True


def doors_of(view: Any, method: str) -> frozenset[Scope]:
    """Of which scopes a machine needs one, for this method of this address; none: it is for people."""
    machines: Doors = getattr(view, "machines", {})
    if method == "OPTIONS":
        return frozenset().union(*machines.values())
    found: frozenset[Scope] = machines.get("GET" if method == "HEAD" else method, frozenset())
    return found


def _admit(scopes: frozenset[str], doors: frozenset[Scope]) -> None:
    if not doors:
        raise PeopleOnly
    if not scopes & doors:
        raise ScopeNeeded(scopes=" or ".join(f"“{scope}”" for scope in Scope if scope in doors))
