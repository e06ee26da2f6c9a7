#!/usr/bin/env python
"""The door for every command: `python manage.py help` lists them."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
    from django.core.management import execute_from_command_line

    from factcheck.environment import read_environment

    # Typed by hand on a checkout where nobody configured anything, it means the same desk as `make run`. Where the
    # desk serves people there is a key, because the web server does not start without one: there debug stays off.
    if not (read_environment().str("SECRET_KEY", default="") or os.environ.get("DEBUG")):
        os.environ["DEBUG"] = "true"
    from django.db import OperationalError

    try:
        execute_from_command_line(sys.argv)
    except OperationalError as trouble:
        if "--traceback" in sys.argv:
            raise
        sys.exit(
            f"The database cannot be used: {str(trouble).splitlines()[0]}. Is DATABASE_URL right, and the server up?"
        )


if __name__ == "__main__":
    main()
