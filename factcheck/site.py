"""The admin site of the desk: Django's own, open to the two roles, with our pages inside it."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.forms import AdminAuthenticationForm
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver

from claims import policy


class DeskLoginForm(AdminAuthenticationForm):
    """Lets in whoever has a role at the desk, not only Django's staff."""

    def confirm_login_allowed(self, user: Any) -> None:
        if not (user.is_active and policy.has_a_role(user)):
            super().confirm_login_allowed(user)


class DeskSite(AdminSite):
    site_header = "Factcheck"
    site_title = "Factcheck"
    index_title = "The desk"
    index_template = "desk/index.html"
    login_form = DeskLoginForm
    site_url = None  # there is no public page to look at yet
    enable_nav_sidebar = False  # lists of sentences need the width; the way around is in the header

    def has_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_active and (request.user.is_staff or policy.has_a_role(request.user)))

    def get_urls(self) -> list[URLPattern | URLResolver]:
        # Imported late: the pages need the apps, and the apps need this site to register with.
        from claims.admin import pages as article_pages
        from reviews.admin import pages as desk_pages

        # Ours first: Django's own list ends in a pattern that catches everything.
        return [*article_pages.urls(self), *desk_pages.urls(self), *super().get_urls()]

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        from reviews.admin import bell

        return {**super().each_context(request), "unread": bell.unread_of(request.user)}

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        from reviews.admin import desk

        return super().index(request, {**desk.context_for(request), **(extra_context or {})})
