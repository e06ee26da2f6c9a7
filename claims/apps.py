"""The claims app: on start it connects what happens after its events."""

from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    name = "claims"
    verbose_name = "Articles and claims"

    def ready(self) -> None:
        from claims import receivers

        receivers.connect()
