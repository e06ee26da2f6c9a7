"""The addresses of the desk's pages inside the admin."""

from django.contrib.admin import AdminSite
from django.urls import URLPattern, path

from reviews.admin import (
    agreement_page,
    bell,
    board,
    claim_page,
    copies,
    dashboard,
    error_reports,
    exports,
    keys_page,
    known,
    my_desk,
    profile,
    saved_views,
    settings_urls,
    webhooks,
    workspace,
)


def urls(site: AdminSite) -> list[URLPattern]:
    return [
        *settings_urls.urls(site),
        path("desk/next/", site.admin_view(workspace.take), name="desk_next"),
        path("desk/assignments/<int:assignment_id>/", site.admin_view(workspace.workspace), name="desk_workspace"),
        path("desk/assignments/<int:assignment_id>/let-go/", site.admin_view(workspace.let_go), name="desk_let_go"),
        path(
            "desk/assignments/<int:assignment_id>/take-back/",
            site.admin_view(my_desk.take_back),
            name="desk_take_back",
        ),
        path("desk/reviews/<int:review_id>/retract/", site.admin_view(my_desk.retract), name="desk_retract"),
        path("desk/copies/<int:copy_id>/", site.admin_view(copies.read_copy), name="desk_copy"),
        path("desk/copies/<int:copy_id>/retry/", site.admin_view(copies.ask_again), name="desk_copy_retry"),
        path("desk/figures/", site.admin_view(dashboard.figures), name="desk_figures"),
        path("desk/figures/<slug:slug>.csv", site.admin_view(dashboard.figures_file), name="desk_figures_file"),
        path("desk/board/", site.admin_view(board.board), name="desk_board"),
        path("desk/board/claims.csv", site.admin_view(board.board_file), name="desk_board_file"),
        path("desk/board/views/", site.admin_view(saved_views.change), name="desk_board_views"),
        path("desk/claims/<int:claim_id>/", site.admin_view(claim_page.claim_page), name="desk_claim"),
        path("desk/claims/<int:claim_id>/known/", site.admin_view(known.known_page), name="desk_known"),
        path("desk/profile/", site.admin_view(profile.my_profile), name="desk_profile"),
        path("desk/profile/keys/", site.admin_view(keys_page.keys_page), name="desk_keys"),
        path("desk/profile/conflicts/", site.admin_view(profile.declare_mine), name="desk_profile_conflicts"),
        path("desk/reports/", site.admin_view(error_reports.reports), name="desk_reports"),
        path(
            "desk/reports/<int:report_id>/handled/",
            site.admin_view(error_reports.handle_report),
            name="desk_report_handle",
        ),
        path("desk/notifications/", site.admin_view(bell.notifications), name="desk_notifications"),
        path("desk/notifications/read/", site.admin_view(bell.read_all), name="desk_notifications_read"),
        path("desk/notifications/settings/", site.admin_view(bell.how_i_am_told), name="desk_how_i_am_told"),
        path("desk/notifications/<int:notification_id>/", site.admin_view(bell.open_one), name="desk_notification"),
        *webhooks.urls(site),
        *exports.urls(site),
        path("desk/agreement/", site.admin_view(agreement_page.agreement), name="desk_agreement"),
        path(
            "desk/agreement/<slug:table>.csv",
            site.admin_view(agreement_page.agreement_file),
            name="desk_agreement_file",
        ),
    ]
