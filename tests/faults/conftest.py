"""Desks of real processes. Nothing here runs inside a transaction: other processes have to see it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from tests import servers
from tests.faults.desk import Desk, open_desk
from tests.manage import migrated_file


@pytest.fixture
def desk(tmp_path: Path, django_db_blocker: Any) -> Iterator[Desk]:
    path = migrated_file(tmp_path / "desk.sqlite3")
    with django_db_blocker.unblock(), open_desk(tmp_path, f"sqlite:///{path}") as found:
        yield found


@pytest.fixture
def desk_on_postgres(tmp_path: Path, postgres_server: str, migrated: str, django_db_blocker: Any) -> Iterator[Desk]:
    template = urlsplit(migrated).path.lstrip("/")
    fresh = servers.fresh_database(postgres_server, template)
    with fresh as url, django_db_blocker.unblock(), open_desk(tmp_path, url) as found:
        yield found
