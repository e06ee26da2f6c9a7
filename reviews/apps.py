"""The reviews app: on start it adds its permits, its work and what happens after."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "reviews"
    verbose_name = "Reviews and verdicts"

    def ready(self) -> None:
        from claims import policy as claims_policy
        from claims import tasks as claims_tasks
        from reviews import policy, receivers, tasks

        claims_policy.extend(policy.PERMITS)
        claims_tasks.extend(tasks.WORK)
        receivers.connect()
