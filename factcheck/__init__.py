"""The project: settings, Celery, urls. Exports the Celery app so that @shared_task binds to it."""

from factcheck.celery import app as celery_app

__all__ = ["celery_app"]
