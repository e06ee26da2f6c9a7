"""A whole desk in one file: every row of every table, and the copies of pages it keeps. Written, and read back.

The file is a gzipped tar of `desk.json` (what it holds, and of which version), `rows.jsonl` (one row a line, as the
columns have it) and `archive/` (copies, named by their hash). It moves a desk between SQLite and PostgreSQL, too.
"""

import base64
import json
import tarfile
from collections.abc import Callable, Iterator
from graphlib import TopologicalSorter
from hashlib import file_digest, sha256
from itertools import groupby, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

from django.apps import apps
from django.contrib.auth.models import Permission, User
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.management.color import no_style
from django.db import connection, models, transaction
from django.db.migrations.loader import MigrationLoader

from claims import clock
from claims.models import Article, Event
from reviews.archiving.local import place_of, write
from reviews.management.append_only import lifted
from reviews.models import ArchivedCopy
from reviews.snapshot import snapshot

FORMAT = 1
BATCH = 500
OF_THE_CODE = (ContentType, Permission, Session)  # made by `migrate`, and by logging in
ABOUT, ROWS, COPIES = "desk.json", "rows.jsonl", "archive"
Table = type[models.Model]
Told = Callable[[str, int], None]


class Unfit(Exception):
    """What is wrong with the file or with the desk."""


def tables() -> list[Table]:
    """Every table that holds what people made, those first that others point to."""
    found = [table for table in apps.get_models(include_auto_created=True) if table not in OF_THE_CODE]
    points_to = {table: {field.related_model for field in _columns(table) if field.is_relation} for table in found}
    order = TopologicalSorter({table: needed & set(found) - {table} for table, needed in points_to.items()})
    return [table for table in order.static_order() if table._meta.managed]


# --- out ------------------------------------------------------------------------------------------------------------


def write_desk(file: Path, told: Told) -> dict[str, int]:
    """Write the file, whole or not at all, as the desk stands at one moment. Says how many rows each table has."""
    with TemporaryDirectory(dir=file.parent, prefix=".desk-") as folder, snapshot():
        rows = Path(folder) / ROWS
        with rows.open("w", encoding="utf-8") as lines:
            counts = {table._meta.label: _write_table(table, lines, told) for table in tables()}
        with rows.open("rb") as written:
            about = {"rows": counts, "sha256": file_digest(written, "sha256").hexdigest()}
        whole = Path(folder) / "whole"
        with tarfile.open(whole, "w:gz") as tar:
            _add(tar, folder, ABOUT, json.dumps(_version() | about, indent=1))
            tar.add(rows, ROWS)
            for digest in ArchivedCopy.objects.exclude(sha256="").values_list("sha256", flat=True).distinct():
                if place_of(digest).exists():
                    tar.add(place_of(digest), f"{COPIES}/{digest}")
        whole.replace(file)
    return counts


def _write_table(table: Table, lines: IO[str], told: Told) -> int:
    count = 0
    for row in table._base_manager.order_by("pk").iterator(chunk_size=2000):
        words = [field.name for field in _columns(table)], [_out(field, row) for field in _columns(table)]
        line = {"in": table._meta.label, "row": dict(zip(*words, strict=True))}
        # Sorted inside, too: PostgreSQL keeps JSON in an order of its own.
        lines.write(json.dumps(line, ensure_ascii=False, sort_keys=True) + "\n")
        count += 1
    told(str(table._meta.verbose_name_plural), count)
    return count


def _add(tar: tarfile.TarFile, folder: str, name: str, text: str) -> None:
    (Path(folder) / name).write_text(text)
    tar.add(Path(folder) / name, name)


def _version() -> dict[str, Any]:
    return {"format": FORMAT, "written_at": clock.now().isoformat(), "migrations": _migrations()}


def _migrations() -> list[str]:
    """Those that were made, of those that there are: an old desk also remembers steps that are one by now."""
    loader = MigrationLoader(connection)
    return sorted(f"{app}.{name}" for app, name in loader.applied_migrations.keys() & loader.disk_migrations.keys())


# --- in -------------------------------------------------------------------------------------------------------------


def read_desk(file: Path, told: Told) -> dict[str, int]:
    """Fill an empty, migrated desk, all or nothing. Raises Unfit when file and desk do not fit, or a byte is wrong."""
    try:
        with tarfile.open(file, "r:gz") as tar, transaction.atomic():
            about = json.load(_member(tar, ABOUT))
            _must_fit(about)
            _empty()
            _read_rows(_member(tar, ROWS), about, told)
            _read_copies(tar)
            _count_again(about)
    except (tarfile.TarError, EOFError, OSError, KeyError, ValueError) as error:
        raise Unfit(f"The file {file} is damaged, or is no desk ({error}). Nothing was loaded.") from None
    return dict(about["rows"])


def _member(tar: tarfile.TarFile, name: str) -> IO[bytes]:
    member = tar.extractfile(name)
    if member is None:
        raise KeyError(name)
    return member


def _must_fit(about: dict[str, Any]) -> None:
    if about["format"] != FORMAT:
        raise Unfit(f"The file has format {about['format']}; this version of Factcheck reads {FORMAT}.")
    if about["migrations"] != _migrations():
        differs = sorted(set(about["migrations"]) ^ set(_migrations()))
        said = f"The file is of another version of Factcheck ({', '.join(differs[:3])})."
        raise Unfit(f"{said} Load it with that version, then upgrade.")
    if User.objects.filter(is_active=True).exists() or Article.objects.exists() or Event.objects.exists():
        raise Unfit("This desk is in use. Load into an empty one: a new database, after `manage.py migrate`.")


def _empty() -> None:
    """Take out what `migrate` made: roles, scales, rules. All of it is in the file, as it is there."""
    with lifted():
        for table in reversed(tables()):
            table._base_manager.all()._raw_delete(connection.alias)
        connection.check_constraints()  # PostgreSQL changes no table while checks on it are still due


def _read_rows(lines: IO[bytes], about: dict[str, Any], told: Told) -> None:
    digest, named = sha256(), {table._meta.label: table for table in tables()}

    def read() -> Iterator[dict[str, Any]]:
        for line in lines:
            digest.update(line)
            yield json.loads(line)

    for label, rows in groupby(read(), key=lambda line: line["in"]):
        table = named[label]
        made = (
            table(**{field.attname: _in(field, row["row"][field.name]) for field in _columns(table)}) for row in rows
        )
        while batch := list(islice(made, BATCH)):
            table._base_manager.bulk_create(batch)
        told(str(table._meta.verbose_name_plural), about["rows"][label])
    if digest.hexdigest() != about["sha256"]:
        raise ValueError("its rows are not those that were written")
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(named.values())):
            cursor.execute(statement)


def _read_copies(tar: tarfile.TarFile) -> None:
    for member in tar.getmembers():
        folder, _, digest = member.name.partition("/")
        if folder != COPIES:
            continue
        content = _member(tar, member.name).read()
        if sha256(content).hexdigest() != digest:
            raise ValueError(f"the copy {digest} is not what it was")
        write(content, place_of(digest))


def _count_again(about: dict[str, Any]) -> None:
    counted = {table._meta.label: table._base_manager.count() for table in tables()}
    if counted != about["rows"]:
        raise ValueError("rows are missing")


# --- one value ------------------------------------------------------------------------------------------------------


def _columns(table: Table) -> list[Any]:
    return [field for field in table._meta.concrete_fields if not field.generated]


def _out(field: Any, row: models.Model) -> Any:
    """As JSON has it. Rows that the code makes have other numbers elsewhere, so they go by their names."""
    value = getattr(row, field.attname)
    if field.is_relation and field.related_model in OF_THE_CODE and value is not None:
        return getattr(row, field.name).natural_key()
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode()
    plain = value is None or isinstance(value, str | int | float | bool | list | dict)
    return value if plain else value.isoformat() if hasattr(value, "isoformat") else str(value)


def _in(field: Any, value: Any) -> Any:
    if field.is_relation and field.related_model in OF_THE_CODE and value is not None:
        return field.related_model.objects.get_by_natural_key(*value).pk
    target = field.target_field if field.is_relation else field
    return target.to_python(value)
