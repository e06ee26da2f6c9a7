"""Desks of real processes. Nothing here runs inside a transaction: other processes have to see it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.faults.desk import Desk, open_desk
from tests.manage import migrated_file


@pytest.fixture
def desk(tmp_path: Path, django_db_blocker: Any) -> Iterator[Desk]:
    path = migrated_file(tmp_path / "desk.sqlite3")
    with django_db_blocker.unblock(), open_desk(tmp_path, f"sqlite:///{path}") as found:
        yield found


@pytest.fixture
def desk_on_postgres(tmp_path: Path, ready: str, django_db_blocker: Any) -> Iterator[Desk]:
    with django_db_blocker.unblock(), open_desk(tmp_path, ready) as found:
        yield found
