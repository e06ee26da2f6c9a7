"""The admin site of the desk: Django's own, open to the two roles, with our pages inside it."""

import json
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib.admin import AdminSite
from django.contrib.admin.forms import AdminAuthenticationForm
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, reverse

from claims import policy

# The way around, in the header of every page: its name, the page, who is shown it.
ROOMS = (
    ("Desk", "admin:index", policy.has_a_role),
    ("Articles", "admin:desk_articles", policy.has_a_role),
    ("Board", "admin:desk_board", policy.has_a_role),
    ("Assignments", "admin:reviews_assignment_changelist", policy.is_editor),
    ("Verdicts", "admin:reviews_verdict_changelist", policy.has_a_role),
    ("History", "admin:desk_history", policy.has_a_role),
    ("Settings", "admin:desk_settings", policy.is_editor),
    ("API", "docs", policy.has_a_role),
)

# Pages that belong to a room and do not lie below its address.
BELONG = {
    "admin:desk_settings": (
        *("desk_people", "desk_rules", "desk_topics", "desk_scales", "desk_conflicts", "desk_agreement"),
        *("desk_public_texts", "desk_machines", "desk_webhooks", "desk_exports"),
    )
}


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
        from reviews.models.profile import OWN_KEYS

        rooms = list(_rooms_open_to(request))
        public = reverse("home") if settings.PUBLIC_PAGES else None
        keys = json.dumps(request.session.get(OWN_KEYS, {}))
        ours = {"own_keys": keys, "unread": bell.unread_of(request.user), "rooms": rooms, "site_url": public}
        return {**super().each_context(request), **ours}

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        from reviews.admin import desk

        return super().index(request, {**desk.context_for(request), **(extra_context or {})})


def _rooms_open_to(request: HttpRequest) -> Iterator[tuple[str, str, str]]:
    """Name, address, and whether it is the page one is on or the part of the desk that it belongs to."""
    for name, page, may_see in ROOMS:
        if may_see(request.user):
            address = reverse(page)
            below = (address, *(reverse(f"admin:{other}") for other in BELONG.get(page, ())))
            inside = address != reverse("admin:index") and request.path.startswith(below)
            yield name, address, "page" if request.path == address else "true" if inside else ""
