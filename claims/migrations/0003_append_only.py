"""From here on the database itself refuses to change or remove history and the texts that claims are anchored in."""

from django.db import migrations

from claims.migrations._append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("claims", "0002_roles_and_actors")]
    operations = [append_only("claims_event"), append_only("claims_revision")]
