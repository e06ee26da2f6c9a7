"""The container files, without a container engine: their shape, and the very commands they run, on real servers."""

import json
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from tests.servers import free_port, wait_until

ROOT = Path(__file__).resolve().parent.parent.parent
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
DOCKERFILE = (ROOT / "Dockerfile").read_text()
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
OURS = {name: service for name, service in SERVICES.items() if "build" in service}
LONG_RUNNING = sorted(OURS.keys() - {"migrate"})
VARIABLE = re.compile(r"\$\{(\w+)(?::([-?])([^}]*))?\}")
SECRETS = {"SECRET_KEY": "k" * 60, "POSTGRES_PASSWORD": "not-used-here"}

SERVICE_SHAPE = {
    "type": "object",
    "required": ["restart"],
    "properties": {
        "image": {"type": "string", "pattern": "^[a-z]+(:[0-9.]+)?$"},  # no registry host
        "build": {"const": "."},
        "restart": {"enum": ["unless-stopped", "no"]},
        "command": {"type": "array", "items": {"type": "string"}, "minItems": 1},
        "environment": {"type": "object"},
        "ports": {"type": "array", "items": {"type": "string", "pattern": "^127\\.0\\.0\\.1:"}},
        "volumes": {"type": "array", "items": {"type": "string", "pattern": "^[a-z]+:/"}},
        "depends_on": {
            "type": "object",
            "additionalProperties": {
                "type": "object",
                "required": ["condition"],
                "properties": {"condition": {"enum": ["service_healthy", "service_completed_successfully"]}},
            },
        },
        "healthcheck": {
            "type": "object",
            "required": ["test", "interval", "timeout", "retries"],
            "properties": {"test": {"type": "array", "items": {"type": "string"}, "minItems": 2}},
        },
        **{name: {} for name in ("init", "read_only", "cap_drop", "security_opt", "tmpfs", "stop_grace_period")},
    },
    "additionalProperties": False,
    "anyOf": [{"required": ["image"]}, {"required": ["build"]}],
    # Something that stays says whether it is well; something that runs once may not be started again.
    "oneOf": [{"required": ["healthcheck"]}, {"properties": {"restart": {"const": "no"}}}],
}


def filled_in(text: str, given: dict[str, str]) -> str:
    """As compose does it: ${NAME}, ${NAME:-default}, ${NAME:?refuse}, and $$ for a dollar."""

    def value(match: re.Match[str]) -> str:
        name, kind, words = match.groups()
        if kind == "?" and not given.get(name):
            raise LookupError(words)
        return given.get(name) or (words if kind == "-" else "")

    return VARIABLE.sub(value, text).replace("$$", "$")


class Containers:
    """The services as processes: same commands, same environment, with this machine's addresses put in."""

    def __init__(self, folder: Path, database_url: str, redis_url: str) -> None:
        self.folder, self.port = folder, free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.addresses = {
            "DATABASE_URL": database_url,
            "REDIS_URL": redis_url,
            "CACHE_URL": redis_url,
            "HOST": "127.0.0.1",
            "PORT": str(self.port),
            "DATA_DIR": str(folder),
            "STATIC_ROOT": str(folder / "static"),
            "HOSTNAME": socket.gethostname(),
            "ENV_FILE": os.devnull,
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        }
        self.running: dict[str, subprocess.Popen[bytes]] = {}

    def environment(self, service: str) -> dict[str, str]:
        return {k: filled_in(v, SECRETS) for k, v in OURS[service]["environment"].items()} | self.addresses

    def run(self, service: str, words: list[str], **more: Any) -> subprocess.CompletedProcess[str]:
        environment = self.environment(service)
        return subprocess.run(words, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, **more)

    def start(self, service: str) -> None:
        with self.log(service).open("wb") as log:
            self.running[service] = subprocess.Popen(
                OURS[service]["command"],
                cwd=ROOT,
                env=self.environment(service),
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def log(self, service: str) -> Path:
        return self.folder / f"{service}.log"

    def said(self, service: str) -> str:
        return self.log(service).read_text(errors="replace")

    def healthy(self, service: str) -> bool:
        """The service's own health check, with this machine's port and folder in place of the container's."""
        kind, *words = OURS[service]["healthcheck"]["test"]
        words = [filled_in(word, {}) for word in words]
        words = [word.replace(":8000", f":{self.port}").replace("/data", str(self.folder)) for word in words]
        return self.run(service, ["sh", "-c", *words] if kind == "CMD-SHELL" else words).returncode == 0

    def stop(self) -> None:
        for process in self.running.values():
            process.send_signal(signal.SIGTERM)
        for process in self.running.values():
            process.wait(60)


@pytest.fixture
def containers(tmp_path: Path, postgres: str, redis_server: str) -> Iterator[Containers]:
    """Everything up, in the order that compose keeps: static files at build time, migrate, then the rest."""
    containers = Containers(tmp_path, postgres, redis_server)
    collect = re.search(r"^RUN (SECRET_KEY=.*collectstatic[^\\\n]*)", DOCKERFILE, re.MULTILINE)
    assert collect
    built = subprocess.run(
        ["sh", "-c", collect[1]], cwd=ROOT, env=containers.addresses, capture_output=True, text=True, timeout=120
    )
    assert built.returncode == 0, built.stderr
    migrated = containers.run("migrate", OURS["migrate"]["command"])
    assert migrated.returncode == 0, migrated.stderr
    for service in LONG_RUNNING:
        containers.start(service)
    yield containers
    containers.stop()


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_has_the_shape_that_the_schema_describes(name: str) -> None:
    jsonschema.validate(SERVICES[name], SERVICE_SHAPE)


def test_there_is_a_service_for_every_part_of_the_desk() -> None:
    assert set(SERVICES) == {"db", "redis", "migrate", "web", "worker", "beat", "sweep"}
    used = {volume.partition(":")[0] for service in SERVICES.values() for volume in service.get("volumes", [])}
    assert used == set(COMPOSE["volumes"])


@pytest.mark.parametrize("name", sorted(OURS))
def test_secrets_come_from_the_environment_and_are_asked_for(name: str) -> None:
    environment = OURS[name]["environment"]
    for secret in ("SECRET_KEY", "DATABASE_URL"):
        with pytest.raises(LookupError, match="set "):
            filled_in(environment[secret], {})
    assert "DEBUG" not in environment


def test_whoever_needs_the_database_waits_for_it_and_for_its_migrations() -> None:
    for name in LONG_RUNNING:
        needs = {service: need["condition"] for service, need in OURS[name]["depends_on"].items()}
        assert needs == {
            "db": "service_healthy",
            "redis": "service_healthy",
            "migrate": "service_completed_successfully",
        }


def test_the_broker_says_that_it_is_full_and_keeps_its_queue() -> None:
    command = " ".join(SERVICES["redis"]["command"])
    assert "--maxmemory-policy noeviction" in command
    assert "--appendonly yes" in command


def test_the_image_is_built_in_two_stages_and_runs_as_nobody_important() -> None:
    stages = re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
    assert len(stages) == 2
    assert all(re.fullmatch(r"python:3\.\d+-slim", stage) for stage in stages)
    assert DOCKERFILE.index("USER factcheck") < DOCKERFILE.index("CMD ")
    assert "--require-hashes" in DOCKERFILE
    assert json.loads(re.findall(r"^CMD (.*)", DOCKERFILE, re.MULTILINE)[0]) == OURS["web"]["command"]


def test_everything_the_image_copies_exists_and_is_let_through() -> None:
    copied = [
        shlex.split(line)[1:-1] for line in DOCKERFILE.splitlines() if line.startswith("COPY ") and "--from" not in line
    ]
    let_through = {line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")}
    assert {name for names in copied for name in names} == let_through
    assert all((ROOT / name).exists() for name in let_through)


def test_the_file_can_be_filled_in_with_nothing_but_the_secrets() -> None:
    filled = yaml.safe_load(filled_in((ROOT / "docker-compose.yml").read_text(), SECRETS))
    assert "${" not in json.dumps(filled)
    assert filled["services"]["web"]["ports"] == ["127.0.0.1:8000:8000"]
    assert filled["services"]["web"]["environment"]["ALLOWED_HOSTS"] == "localhost,127.0.0.1"
    if compose_plugin():
        accepted = subprocess.run(
            ["docker", "compose", "config", "--format", "json"],
            cwd=ROOT,
            env=os.environ | SECRETS,
            capture_output=True,
            text=True,
        )
        assert accepted.returncode == 0, accepted.stderr
        assert set(json.loads(accepted.stdout)["services"]) == set(SERVICES)


def compose_plugin() -> bool:
    if not shutil.which("docker"):
        return False
    return subprocess.run(["docker", "compose", "version"], capture_output=True).returncode == 0


@pytest.mark.slow
def test_the_commands_of_the_containers_make_a_desk_that_passes_its_own_health_checks(containers: Containers) -> None:
    for service in LONG_RUNNING:
        wait_until(lambda name=service: containers.healthy(name), 60, f"{service} is up: {containers.said(service)}")
    assert_ready_on_postgresql(containers.address)
    assert_static_files_carry_their_hash(containers.address)
    containers.stop()
    for service, process in containers.running.items():
        # Celery ends a cold shutdown with 0 or 1, by which of its threads meets the signal first; both are orderly.
        assert process.returncode in ((0, 1) if service == "worker" else (0,)), containers.said(service)
        assert process.returncode or "Traceback" not in containers.said(service)


def assert_ready_on_postgresql(address: str) -> None:
    with urllib.request.urlopen(f"{address}/readyz", timeout=5) as answer:
        said = json.load(answer)
    assert (said["status"], said["database"], said["broker"]) == ("ok", "postgresql", "ok")


def assert_static_files_carry_their_hash(address: str) -> None:
    with urllib.request.urlopen(f"{address}/admin/login/", timeout=5) as answer:
        styles = re.findall(r'href="(/static/[^"]+\.[0-9a-f]{12}\.css)"', answer.read().decode())
    assert styles
    for style in styles:
        with urllib.request.urlopen(address + style, timeout=5) as answer:
            assert "immutable" in answer.headers["Cache-Control"]
