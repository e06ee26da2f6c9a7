"""Too much within a minute is a 429 that says when to go on. Each caller counts for themselves, health for nobody."""

import base64
import time
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from claims.actions import machines
from factcheck.api import pace
from tests.over_http import Caller, problem


@pytest.fixture(autouse=True)
def minute(settings: Any, monkeypatch: Any) -> Any:
    """A minute of its own for each test, of which ten seconds are over, and a clock to turn."""
    now = [1_800_000_010.0]
    monkeypatch.setattr(time, "time", lambda: now[0])
    settings.REQUESTS_PER_MINUTE = {"machine": 3, "person": 2, "address": 1, "failed_log_in": 2}
    monkeypatch.setattr(pace, "_blind_until", 0.0)
    cache.clear()
    return now


def test_who_asks_too_much_is_told_when_to_go_on(db: None, minute: list[float]) -> None:
    assert Client().get("/api/v1/verdicts").status_code == 200
    answer = Client().get("/api/v1/verdicts")
    problem(answer, 429, "throttled")
    assert answer["Retry-After"] == "50"
    minute[0] += 50
    assert Client().get("/api/v1/verdicts").status_code == 200


def test_everybody_counts_for_themselves(editor: Any, reviewer: Any) -> None:
    machine = machines.make("wire", owner_id=editor.pk, scopes=["read"], actor=editor)
    key = machines.issue(machine.pk, days=1, actor=editor)[1]
    for caller, most in ((Caller(editor), 2), (Caller(reviewer), 2), (Caller(key=key), 3), (Caller(), 1)):
        path = "verdicts"
        assert [caller.get(path).status_code for _ in range(most + 1)] == [*[200] * most, 429]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8::1", "2001:db8::ffff:1", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("", "?", True),
    ],
)
def test_an_address_of_ipv6_is_a_network(db: None, one: str, other: str, alike: bool) -> None:
    statuses = [Client(REMOTE_ADDR=address).get("/api/v1/verdicts").status_code for address in (one, other)]
    assert statuses == [200, 429 if alike else 200]


def test_a_header_that_anybody_can_send_makes_nobody_another(db: None) -> None:
    statuses = [
        Client().get("/api/v1/verdicts", headers={"X-Forwarded-For": f"192.0.2.{n}"}).status_code for n in range(2)
    ]
    assert statuses == [200, 429]


def test_whoever_tries_passwords_is_held_up_also_with_the_right_one(reviewer: Any, minute: list[float]) -> None:
    reviewer.set_password("a long sentence")
    reviewer.save()

    def log_in(password: str) -> Any:
        pair = base64.b64encode(f"first-reviewer:{password}".encode()).decode()
        return Client().get("/api/v1/claims", headers={"Authorization": f"Basic {pair}"})

    for _ in range(2):
        problem(log_in("wrong"), 401, "authentication_failed")
    problem(log_in("a long sentence"), 429, "throttled")
    minute[0] += 60
    assert log_in("a long sentence").status_code == 200


def test_health_is_asked_as_often_as_one_likes(db: None) -> None:
    for path in ("/livez", "/readyz"):
        assert {Client().get(path).status_code for _ in range(5)} <= {200, 503}


def test_where_nothing_can_be_counted_nobody_is_held_up(db: None, settings: Any, minute: Any, caplog: Any) -> None:
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",
        }
    }
    assert {Client().get("/api/v1/verdicts").status_code for _ in range(3)} == {200}
    assert caplog.text.count("nobody is held up") == 1  # and it is not asked again at once
    minute[0] += pace.PATIENCE


def test_a_real_redis_counts_for_all_processes(db: None, settings: Any, redis_server: str, minute: Any) -> None:
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": redis_server}}
    assert [Client().get("/api/v1/verdicts").status_code for _ in range(2)] == [200, 429]


def test_without_a_limit_nothing_is_counted(db: None, settings: Any) -> None:
    settings.REQUESTS_PER_MINUTE = dict.fromkeys(settings.REQUESTS_PER_MINUTE, 0)
    assert {Client().get("/api/v1/verdicts").status_code for _ in range(5)} == {200}
