"""Writing down what is changed at the desk itself, and refusing a form that was drawn before somebody changed it."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from claims.enums import About, DeskAct
from claims.errors import ChangedMeanwhile
from claims.models import DeskEvent

TOLD = 3  # changes that a refusal tells of


class Difference(NamedTuple):
    """One thing that has another value now, in words."""

    what: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.what} from {self.before} to {self.after}" if self.before or self.after else self.what


def record(about: About, name: str, act: DeskAct, did: str, *, actor: Any) -> DeskEvent:
    """Add the event, in the transaction of what it tells of."""
    return DeskEvent.objects.create(about=about, name=name, act=act, did=did, actor=actor)


def changed(differences: Iterable[Difference]) -> str:
    return "; ".join(map(str, differences))


def version_of(about: About, name: str) -> int:
    """What a form carries to say what it was drawn from: the number of the latest event; 0 before the first."""
    found = DeskEvent.objects.of(about, name).versions().order_by("-id").values_list("id", flat=True).first()
    return found or 0


def require_seen(about: About, name: str, seen: int | None) -> None:
    """Raise ChangedMeanwhile, saying by whom, when something was done after `seen`. Assumes a lock on its subject."""
    if seen is None or seen == version_of(about, name):
        return
    since = DeskEvent.objects.of(about, name).versions().filter(pk__gt=seen).select_related("actor")
    raise ChangedMeanwhile(changes=[str(event) for event in reversed(since[:TOLD])])
