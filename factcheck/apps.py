"""Puts our admin site in the place of Django's own."""

from django.contrib.admin.apps import AdminConfig


class DeskAdminConfig(AdminConfig):
    default_site = "factcheck.site.DeskSite"
