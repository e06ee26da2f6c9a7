"""The admin site of the desk: Django's own, open to the two roles, with our pages inside it."""

from django.contrib.admin import AdminSite


class DeskSite(AdminSite):
    site_header = "Factcheck"
    site_title = "Factcheck"
    index_title = "The desk"
