"""The addresses of the desk's pages inside the admin."""

from django.contrib.admin import AdminSite
from django.urls import URLPattern, path

from reviews.admin import claim_page, copies, workspace


def urls(site: AdminSite) -> list[URLPattern]:
    return [
        path("desk/next/", site.admin_view(workspace.take), name="desk_next"),
        path("desk/assignments/<int:assignment_id>/", site.admin_view(workspace.workspace), name="desk_workspace"),
        path(
            "desk/assignments/<int:assignment_id>/return/", site.admin_view(workspace.give_back), name="desk_give_back"
        ),
        path("desk/copies/<int:copy_id>/", site.admin_view(copies.read_copy), name="desk_copy"),
        path("desk/copies/<int:copy_id>/retry/", site.admin_view(copies.ask_again), name="desk_copy_retry"),
        path("desk/claims/<int:claim_id>/", site.admin_view(claim_page.claim_page), name="desk_claim"),
    ]
