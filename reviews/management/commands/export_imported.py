"""`manage.py export_imported`: what was imported of others as clean ClaimReview, one to a line."""

import json
from typing import Any

from django.core.management.base import BaseCommand

from claims.management.reading_along import while_somebody_reads
from claims.management.refusals import in_one_sentence, need_migrated_database
from reviews import elsewhere
from reviews.models import ImportedReview


class Command(BaseCommand):
    help = "Write what was imported from other publishers as ClaimReview, one to a line. Imported again it is the same."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        with in_one_sentence(), while_somebody_reads():
            need_migrated_database()
            for row in ImportedReview.objects.current().order_by("pk").defer("raw", "words").iterator(chunk_size=500):
                self.stdout.write(json.dumps(elsewhere.claim_review(row.fields)))
            self.stdout.flush()
