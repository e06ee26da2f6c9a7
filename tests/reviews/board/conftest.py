"""Every question is asked twice: as if many claims were like that, and as if few were. The answers are the same."""

import pytest

from claims import keyset


@pytest.fixture(autouse=True, params=["many", "few"])
def expected(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    number = None if request.param == "many" else 0
    monkeypatch.setattr(keyset, "estimate_of", lambda queryset: number)
