"""Indexes of words know their beginnings as well: what somebody has not typed to its end is found as quickly."""

from django.db import migrations

from claims.migrations._statements import index_of_beginnings

INDEXES = {"articles_by_words": "claims_article", "claims_by_words": "claims_claim", "events_by_words": "claims_event"}


class Migration(migrations.Migration):
    dependencies = [("claims", "0004_who_scored_it")]

    operations = [index_of_beginnings(name, table) for name, table in INDEXES.items()]
