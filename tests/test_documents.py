"""What the documents say is so: the diagram is the table, every file they name is there, every command exists."""

import re
from pathlib import Path

import pytest

from claims import workflow

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def test_the_diagram_in_the_readme_is_printed_from_the_table() -> None:
    drawn = re.search(r"```mermaid\n(.*?)\n```", (ROOT / "README.md").read_text(), re.DOTALL)
    assert drawn
    assert drawn[1] == workflow.diagram()


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_to_a_file_leads_there(document: Path) -> None:
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)", document.read_text())
    missing = [link for link in links if not (document.parent / link).exists()]
    assert missing == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_make_target_that_a_document_names_exists(document: Path) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"`make ([a-z]+)`|^    make ([a-z]+)$", document.read_text(), re.MULTILINE)) <= {
        pair for target in targets for pair in ((target, ""), ("", target))
    }


def test_the_map_names_every_folder_of_the_project() -> None:
    listed = set(re.findall(r"^\| `(\w+)/`", (ROOT / "README.md").read_text(), re.MULTILINE))
    assert listed == {"claims", "reviews", "factcheck", "seeds", "tests", "docs"}
