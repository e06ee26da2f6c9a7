"""``python -m tests.benchmarks.matching FOLDER``: quality on the CheckThat! files in it, beside FTS5's BM25.

``--speed N`` measures instead what one look costs in a desk of N claims: its own SQLite file, or ``DATABASE_URL``.
"""

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.manage import ROOT


def main(arguments: list[str]) -> int:
    """Prints tables. Nothing of the data is kept."""
    asked = options(arguments)
    with tempfile.TemporaryDirectory(prefix="factcheck-bench-") as data:
        given = {"DEBUG": "true", "ENV_FILE": os.devnull, "DATA_DIR": data}
        environment = {"DATABASE_URL": f"sqlite:///{data}/bench.sqlite3"} | os.environ | given
        environment["DJANGO_SETTINGS_MODULE"] = "factcheck.settings"
        work = ["speed", str(asked.speed)] if asked.speed else ["quality", str(asked.folder)]
        for command in (
            ["manage.py", "migrate", "--verbosity", "0"],
            ["-m", f"tests.benchmarks.matching.{work[0]}", work[1]],
        ):
            subprocess.run([sys.executable, *command], cwd=ROOT, env=environment, check=True)
    return 0


def options(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.matching", description=__doc__)
    parser.add_argument(
        "folder", nargs="?", type=Path, help="with docs_*.jsonl.gz, *.queries.tsv, *.qrels.tsv, neardup.jsonl"
    )
    parser.add_argument(
        "--speed", type=int, metavar="N", help="claims in the desk; those that are missing are invented"
    )
    asked = parser.parse_args(arguments)
    if not asked.speed and not (asked.folder and asked.folder.is_dir()):
        parser.error("name a folder with the files, or --speed N")
    return asked


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
