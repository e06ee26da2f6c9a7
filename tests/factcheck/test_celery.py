"""The clock's table and the worker's settings."""

from celery.signals import celeryd_init

from factcheck.celery import app


def test_every_tick_of_the_clock_is_a_task_that_exists() -> None:
    app.loader.import_default_modules()
    assert app.conf.beat_schedule
    assert {entry["task"] for entry in app.conf.beat_schedule.values()} <= set(app.tasks)


def test_a_tick_that_nobody_took_is_dropped_when_the_next_one_comes() -> None:
    for entry in app.conf.beat_schedule.values():
        assert entry["options"]["expires"] == entry["schedule"]


def test_a_request_gives_up_on_the_broker_sooner_than_a_worker_does() -> None:
    in_a_request = app.conf.broker_transport_options["socket_timeout"]
    worker = type("Conf", (), {"broker_transport_options": dict(app.conf.broker_transport_options)})()
    celeryd_init.send(sender="worker", instance=None, conf=worker, options={})
    assert (in_a_request, worker.broker_transport_options["socket_timeout"]) == (2, 10)


def test_no_task_can_outlive_its_message() -> None:
    conf = app.conf
    assert conf.task_soft_time_limit < conf.task_time_limit < conf.broker_transport_options["visibility_timeout"]
