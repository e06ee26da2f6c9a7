"""Findings, published versions and their sources are written once; the database refuses to change or remove them."""

from django.db import migrations

from claims.migrations._append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("reviews", "0002_first_scale"), ("claims", "0003_append_only")]
    operations = [append_only(f"reviews_{table}") for table in ("review", "verdictversion", "source")]
