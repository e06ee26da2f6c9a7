"""Every variable is documented, and what is wrong or missing is said in one sentence that names it."""

import ast
import itertools
import os
import re
import runpy
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

import pytest

from tests.servers import free_port

ROOT = Path(__file__).resolve().parent.parent.parent
READERS = {"bool", "int", "float", "str", "list", "path", "database", "broker", "cache", "time_zone", "networks"}
READERS |= {"proxy", "encoder"}
PRODUCTION = {"SECRET_KEY": "x" * 50, "ALLOWED_HOSTS": "desk.example.org"}


def names_read() -> set[str]:
    """The first argument of every env.reader("NAME", ...) in the project."""
    calls = [
        node
        for path in (ROOT / "factcheck").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in READERS
    ]
    read = [call.args[0] for call in calls if ast.unparse(call.func).startswith("env.")]
    return {argument.value for argument in read if isinstance(argument, ast.Constant)}


def clean() -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "ENV_FILE": os.devnull, "DATA_DIR": os.environ["DATA_DIR"]}


def start(command: list[str], **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=clean() | environment, capture_output=True, text=True, timeout=60
    )


def settings_of(environment: dict[str, str]) -> SimpleNamespace:
    """The file of settings, read as if in this environment. A process for each of many would only import the same."""
    with patch.dict(os.environ, clean() | environment, clear=True):
        return SimpleNamespace(**runpy.run_path(str(ROOT / "factcheck" / "settings.py")))


def refusal(environment: dict[str, str]) -> str:
    """What every program says that cannot start there; that it ends with 1 and says nothing else, a few tests show."""
    with pytest.raises(SystemExit) as refused:
        settings_of(environment)
    return str(refused.value)


def test_env_example_lists_exactly_the_names_that_are_read() -> None:
    listed = re.findall(r"^([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE)
    assert len(listed) == len(set(listed))
    assert set(listed) == names_read()


def test_every_variable_in_env_example_is_explained_in_the_line_above_it() -> None:
    lines = (ROOT / ".env.example").read_text().splitlines()
    bare = [line for above, line in itertools.pairwise(lines) if "=" in line[:30] and above[:2] != "# "]
    assert bare == []


def test_env_example_as_it_stands_is_a_working_environment_in_debug() -> None:
    ended = start(["manage.py", "check"], DEBUG="true", ENV_FILE=str(ROOT / ".env.example"))
    assert (ended.returncode, ended.stderr) == (0, "")


def test_nothing_but_the_project_reads_the_environment() -> None:
    sources = [path for app in ("claims", "reviews", "seeds") for path in (ROOT / app).rglob("*.py")]
    assert sources
    assert [path for path in sources if re.search(r"os\.(environ|getenv)", path.read_text())] == []


@pytest.mark.parametrize(
    "command",
    [
        ["manage.py", "check"],
        ["-m", "gunicorn", "-c", "python:factcheck.serving"],
        ["-m", "celery", "-A", "factcheck", "worker"],
        ["-m", "factcheck.launch"],
    ],
    ids=lambda command: command[1],
)
def test_every_program_refuses_to_start_without_a_secret_key_outside_debug(command: list[str]) -> None:
    ended = start(command, DEBUG="false")
    assert ended.returncode != 0
    assert ended.stderr == "Factcheck cannot start: SECRET_KEY: it is not set; DEBUG=true does without.\n"


def test_a_command_typed_where_nothing_is_configured_means_the_desk_of_make_run() -> None:
    show = "from django.conf import settings; print(settings.DEBUG)"
    assert start(["manage.py", "shell", "--verbosity", "0", "-c", show]).stdout == "True\n"
    assert start(["manage.py", "shell", "--verbosity", "0", "-c", show], **PRODUCTION).stdout == "False\n"


def test_a_database_that_cannot_be_reached_is_one_sentence_for_every_command() -> None:
    ended = start(["manage.py", "migrate"], DATABASE_URL=f"postgres://nobody@localhost:{free_port()}/desk")
    assert ended.returncode == 1
    assert re.fullmatch(
        r"The database cannot be used: [^\n]+ Is DATABASE_URL right, and the server up\?\n", ended.stderr
    )


@pytest.mark.parametrize(
    "program", [["-m", "gunicorn", "-c", "python:factcheck.serving"], ["-m", "celery", "-A", "factcheck", "worker"]]
)
def test_what_serves_people_never_begins_in_debug_by_itself(program: list[str]) -> None:
    assert start(program).stderr == "Factcheck cannot start: SECRET_KEY: it is not set; DEBUG=true does without.\n"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ALLOWED_HOSTS", ""),
        ("DEBUG", "perhaps"),
        ("DATABASE_URL", "mysql://somewhere/desk"),
        ("DATABASE_URL", "nonsense"),
        ("DATABASE_URL", "postgres://user:secret-word@host:port/desk"),
        ("REDIS_URL", "amqp://somewhere"),
        ("REDIS_URL", "redis://host:port/0"),
        ("CLAIMS_PER_ARTICLE", "many"),
        ("ARTICLE_MAX_BYTES", "0"),
        ("QUEUE_THRESHOLD", "1.5"),
        ("TIME_ZONE", "Mars/Olympus"),
        ("LOG_LEVEL", "loud"),
        ("ARCHIVER", "somewhere"),
        ("ENCODER_DIR", "no/such/folder"),
        ("ALLOW_PRIVATE_ADDRESSES", "10.0.0.1/8"),
        ("OUTSIDE_PORTS", "http"),
        ("OUTSIDE_PROXY", "socks5://user:secret-word@host"),
        ("SECRET_KEY_FILE", "no/such/file"),
        ("EMAIL_SECURITY", "some"),
        ("EMAIL_PORT", "0"),
        ("SITE_URL", "desk.example.org"),
        ("SITE_URL", "ftp://desk.example.org"),
        ("DIGEST_HOUR", "24"),
        ("PUBLIC_PAGES", "perhaps"),
        ("SITE_LANGUAGE", "English, please"),
        ("SITE_LICENSE", "CC BY 4.0"),
    ],
)
def test_a_wrong_value_is_refused_in_one_sentence_that_names_the_variable(name: str, value: str) -> None:
    sentence = refusal(PRODUCTION | {name: value})
    assert re.fullmatch(rf"Factcheck cannot start: [^\n]*{name}[^\n]*\.", sentence)
    assert "secret-word" not in sentence


# The second one is found wrong only when there are apps to look for it in.
@pytest.mark.parametrize(("name", "value"), [("ALLOWED_HOSTS", ""), ("ARCHIVER", "no.such.Archiver")])
def test_a_wrong_value_ends_the_program_with_its_sentence_and_nothing_else(name: str, value: str) -> None:
    ended = start(["manage.py", "check"], **PRODUCTION | {name: value})
    assert ended.returncode == 1
    assert re.fullmatch(rf"Factcheck cannot start: [^\n]*{name}[^\n]*\.\n", ended.stderr)


MAILS = PRODUCTION | {"EMAIL_HOST": "mail.example.org", "EMAIL_FROM": "desk@example.org"}


@pytest.mark.parametrize("name", ["EMAIL_FROM", "SITE_URL"])
def test_a_desk_that_mails_has_to_know_who_it_is_and_where(name: str) -> None:
    sentence = refusal(MAILS | {"SITE_URL": "https://desk.example.org"} | {name: ""})
    assert sentence == f"Factcheck cannot start: {name}: it is not set; DEBUG=true does without."


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        (PRODUCTION, "False dummy"),
        ({"DEBUG": "true"}, "True console"),
        (MAILS | {"SITE_URL": "https://desk.example.org"}, "True smtp"),
        (MAILS | {"DEBUG": "true"}, "True smtp"),
    ],
)
def test_mail_goes_to_the_server_that_is_named_and_nowhere_without_one(
    environment: dict[str, str], expected: str
) -> None:
    read = settings_of(environment)
    assert f"{read.SENDS_MAIL} {read.EMAIL_BACKEND.split('.')[-2]}" == expected


@pytest.mark.parametrize(
    ("security", "expected"), [("", (587, True, False)), ("tls", (465, False, True)), ("none", (25, False, False))]
)
def test_the_port_and_the_encryption_go_together(security: str, expected: tuple[int, bool, bool]) -> None:
    read = settings_of({"DEBUG": "true", "EMAIL_SECURITY": security})
    assert expected == (read.EMAIL_PORT, read.EMAIL_USE_TLS, read.EMAIL_USE_SSL)


def test_a_secret_may_come_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("x" * 50 + "\n")
    read = settings_of({"SECRET_KEY_FILE": str(tmp_path / "key"), "ALLOWED_HOSTS": "localhost"})
    assert read.SECRET_KEY == "x" * 50


def test_outside_debug_cookies_are_secure_and_no_unsafe_default_is_left() -> None:
    read = settings_of(PRODUCTION)
    assert (read.SECRET_KEY, read.SESSION_COOKIE_SECURE, read.CSRF_COOKIE_SECURE) == ("x" * 50, True, True)
    assert read.SECURE_HSTS_SECONDS > 0


def test_django_finds_nothing_to_warn_about_in_production() -> None:
    key = "".join(chr(33 + i) for i in range(80))
    ended = start(["manage.py", "check", "--deploy", "--fail-level", "ERROR"], **PRODUCTION | {"SECRET_KEY": key})
    assert ended.returncode == 0, ended.stderr
