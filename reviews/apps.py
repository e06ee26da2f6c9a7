"""The reviews app: on start it adds its permits, its work and what happens after."""

from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "reviews"
    verbose_name = "Reviews and verdicts"

    def ready(self) -> None:
        from claims import policy as claims_policy
        from claims import postings
        from claims import tasks as claims_tasks
        from reviews import archiving, policy, queries, receivers, tasks

        try:
            archiving.archiver()
        except (ImportError, TypeError) as wrong:
            raise SystemExit(f"Factcheck cannot start: ARCHIVER: {wrong}.") from None
        claims_policy.extend(policy.PERMITS)
        if queries.judged_by not in claims_policy.JUDGED:
            claims_policy.JUDGED.append(queries.judged_by)
        claims_tasks.extend(tasks.WORK)
        postings.extend({"reviews_importedreview": "imported_by_words"})
        receivers.connect()
