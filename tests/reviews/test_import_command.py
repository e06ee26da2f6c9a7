"""`manage.py import_claimreviews` and `export_imported`: what they say, and that the round trip loses nothing."""

import io
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from reviews.models import ImportedReview
from tests import manage
from tests.reviews.elsewhere.test_record import GOOD

pytestmark = pytest.mark.django_db


def said(command: str, *arguments: str) -> str:
    out = io.StringIO()
    call_command(command, *arguments, stdout=out)
    return out.getvalue()


def file_of(folder: Path, content: str) -> str:
    path = folder / "theirs.ndjson"
    path.write_text(content)
    return str(path)


def test_it_says_of_each_file_what_was_understood_and_what_not(tmp_path: Path) -> None:
    slug = GOOD | {"@id": "urn:x:1", "reviewRating": {"alternateName": "really_false"}}
    name = file_of(tmp_path, f"{json.dumps(GOOD)}\n{json.dumps(slug)}\n" + '{"@type": "ClaimReview", "url"\n')
    told = said("import_claimreviews", name)
    assert f"{name}: 2 understood (2 new, 0 changed, 0 known), 1 not\n" in told
    assert "  line 3: it is no JSON that holds a ClaimReview\n" in told
    assert "       1  label_slug: a label in program's words, such as `really_false`\n" in told
    assert "2 understood (0 new, 0 changed, 2 known)" in said("import_claimreviews", name)


def test_many_places_are_not_all_listed(tmp_path: Path) -> None:
    name = file_of(tmp_path, f"{json.dumps(GOOD)}\n" + '{"@type": "ClaimReview", "url"\n' * 25)
    assert "  and 5 more\n" in said("import_claimreviews", name)


def test_a_file_that_cannot_be_read_is_told_after_the_others_were_taken_in(tmp_path: Path) -> None:
    missing, name = str(tmp_path / "none.json"), file_of(tmp_path, json.dumps(GOOD))
    with pytest.raises(CommandError, match="cannot be read: No such file or directory"):
        said("import_claimreviews", missing, name)
    assert ImportedReview.objects.count() == 1


def test_an_editor_may_be_named_and_nobody_else(tmp_path: Path, editor: Any, reviewer: Any) -> None:
    name = file_of(tmp_path, json.dumps(GOOD))
    for by, words in (("nobody", "There is no user"), (reviewer.username, "not_allowed")):
        with pytest.raises(CommandError, match=words):
            said("import_claimreviews", name, "--by", by)
    said("import_claimreviews", name, "--by", editor.username)
    assert ImportedReview.objects.get().imported_by == editor


def test_what_is_exported_and_imported_again_is_the_same(tmp_path: Path) -> None:
    messy = GOOD | {"@id": "urn:x:1", "claimReviewed": ["a", "b "], "datePublished": "2020-03-27T23:46:13-0200"}
    said("import_claimreviews", file_of(tmp_path, json.dumps([GOOD, messy])))
    before = [row.fields for row in ImportedReview.objects.current().order_by("record_id")]
    exported = said("export_imported")
    assert len(exported.splitlines()) == 2
    ImportedReview.objects.all().delete()
    said("import_claimreviews", file_of(tmp_path, exported))
    assert [row.fields for row in ImportedReview.objects.current().order_by("record_id")] == before


def test_who_reads_along_may_have_seen_enough(tmp_path: Path) -> None:
    desk = manage.new_desk(tmp_path / "desk")
    files = [file_of(tmp_path, json.dumps(GOOD))] * 3
    process = manage.start(desk, "import_claimreviews", *files, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    assert (process.stderr.read(), process.wait(30)) == (b"", 0)
    assert len(manage.run(desk, "export_imported").stdout.splitlines()) == 1
