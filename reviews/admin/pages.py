"""The addresses of the desk's pages inside the admin."""

from django.contrib.admin import AdminSite
from django.urls import URLPattern, path

from reviews.admin import agreement_page, claim_page, workspace


def urls(site: AdminSite) -> list[URLPattern]:
    return [
        path("desk/next/", site.admin_view(workspace.take), name="desk_next"),
        path("desk/assignments/<int:assignment_id>/", site.admin_view(workspace.workspace), name="desk_workspace"),
        path(
            "desk/assignments/<int:assignment_id>/return/", site.admin_view(workspace.give_back), name="desk_give_back"
        ),
        path("desk/claims/<int:claim_id>/", site.admin_view(claim_page.claim_page), name="desk_claim"),
        path("desk/agreement/", site.admin_view(agreement_page.agreement), name="desk_agreement"),
        path(
            "desk/agreement/<slug:table>.csv",
            site.admin_view(agreement_page.agreement_file),
            name="desk_agreement_file",
        ),
    ]
