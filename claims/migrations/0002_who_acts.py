"""The two roles as groups, and the actors that are not people."""

from django.contrib.auth.hashers import make_password
from django.db import migrations

ROLES = ("Reviewer", "Editor")
MACHINES = ("clock", "console")


def add(apps, editor):
    Group = apps.get_model("auth", "Group")
    User = apps.get_model("auth", "User")
    for name in ROLES:
        Group.objects.get_or_create(name=name)
    for name in MACHINES:
        # Inactive and without a usable password: they act, but nobody can log in as them.
        User.objects.get_or_create(username=name, defaults={"is_active": False, "password": make_password(None)})


class Migration(migrations.Migration):
    replaces = [("claims", "0002_roles_and_actors")]
    dependencies = [
        ("claims", "0001_tables"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]
    # Going back keeps them: history may name them.
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
