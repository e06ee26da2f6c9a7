"""The addresses of the desk's pages inside the admin."""

from django.contrib.admin import AdminSite
from django.urls import URLPattern, path

from reviews.admin import bell, claim_page, workspace


def urls(site: AdminSite) -> list[URLPattern]:
    return [
        path("desk/next/", site.admin_view(workspace.take), name="desk_next"),
        path("desk/assignments/<int:assignment_id>/", site.admin_view(workspace.workspace), name="desk_workspace"),
        path(
            "desk/assignments/<int:assignment_id>/return/", site.admin_view(workspace.give_back), name="desk_give_back"
        ),
        path("desk/claims/<int:claim_id>/", site.admin_view(claim_page.claim_page), name="desk_claim"),
        path("desk/notifications/", site.admin_view(bell.notifications), name="desk_notifications"),
        path("desk/notifications/read/", site.admin_view(bell.read_all), name="desk_notifications_read"),
        path("desk/notifications/settings/", site.admin_view(bell.how_i_am_told), name="desk_how_i_am_told"),
        path("desk/notifications/<int:notification_id>/", site.admin_view(bell.open_one), name="desk_notification"),
    ]
