"""Puts our admin site in the place of Django's own."""

from django.contrib.admin.apps import AdminConfig


class DeskAdminConfig(AdminConfig):
    default_site = "factcheck.site.DeskSite"

    def ready(self) -> None:
        from django.contrib import admin
        from django.contrib.auth.models import Group, User

        from factcheck import checks  # noqa: F401 - importing registers them

        super().ready()
        # People have pages of ours; Django's would change roles and passwords behind the back of the actions.
        for model in (Group, User):
            admin.site.unregister(model)
