"""The claims app: on start it connects what happens after its events, and after migrating."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate


class ClaimsConfig(AppConfig):
    name = "claims"
    verbose_name = "Articles and claims"

    def ready(self) -> None:
        from claims import postings, receivers

        receivers.connect()
        post_migrate.connect(postings.look_after, sender=self)
