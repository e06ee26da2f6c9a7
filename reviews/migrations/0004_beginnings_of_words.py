"""Indexes of words know their beginnings as well."""

from django.db import migrations

from claims.migrations._statements import index_of_beginnings

INDEXES = {"checks_by_words": "reviews_publishedcheck", "imported_by_words": "reviews_importedreview"}


class Migration(migrations.Migration):
    dependencies = [("reviews", "0003_keys_of_ones_own")]

    operations = [index_of_beginnings(name, table) for name, table in INDEXES.items()]
