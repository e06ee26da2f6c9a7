"""The addresses of the desk's pages inside the admin."""

from django.contrib.admin import AdminSite
from django.urls import URLPattern, path

from reviews.admin import (
    agreement_page,
    bell,
    board,
    claim_page,
    conflict_pages,
    copies,
    dashboard,
    desk_settings,
    error_reports,
    my_desk,
    password_page,
    people,
    person_page,
    profile,
    public_texts_page,
    rules_page,
    saved_views,
    scales,
    topics_page,
    workspace,
)


def urls(site: AdminSite) -> list[URLPattern]:
    return [
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
        path("desk/settings/", site.admin_view(desk_settings.settings), name="desk_settings"),
        path("desk/settings/changes/", site.admin_view(desk_settings.changes), name="desk_changes"),
        path("desk/people/", site.admin_view(people.everybody), name="desk_people"),
        path("desk/people/add/", site.admin_view(people.add_person), name="desk_person_add"),
        path("desk/people/<int:person_id>/", site.admin_view(person_page.person), name="desk_person"),
        path(
            "desk/people/<int:person_id>/conflicts/",
            site.admin_view(person_page.declare_for),
            name="desk_person_conflicts",
        ),
        *(
            path(
                f"desk/people/<int:person_id>/{act}/",
                site.admin_view(person_page.act),
                {"act": act},
                name=f"desk_person_{act}",
            )
            for act in person_page.ACTS
        ),
        # Outside the log-in: the link is the key.
        path("desk/password/<uidb64>/<token>/", password_page.SetPassword.as_view(), name="desk_set_password"),
        path("desk/rules/", site.admin_view(rules_page.rules_page), name="desk_rules"),
        path("desk/topics/", site.admin_view(topics_page.topics), name="desk_topics"),
        path("desk/topics/<slug:slug>/", site.admin_view(topics_page.topic), name="desk_topic"),
        path("desk/topics/<slug:slug>/remove/", site.admin_view(topics_page.remove_topic), name="desk_topic_remove"),
        path("desk/public-texts/", site.admin_view(public_texts_page.texts), name="desk_public_texts"),
        path("desk/scales/", site.admin_view(scales.all_scales), name="desk_scales"),
        path("desk/scales/add/", site.admin_view(scales.add_scale), name="desk_scale_add"),
        path("desk/scales/of/<slug:slug>/", site.admin_view(scales.show_scale), name="desk_scale"),
        path("desk/scales/of/<slug:slug>/next/", site.admin_view(scales.next_version), name="desk_scale_next"),
        path(
            "desk/scales/of/<slug:slug>/<int:version>/use/", site.admin_view(scales.use_version), name="desk_scale_use"
        ),
        path("desk/profile/", site.admin_view(profile.my_profile), name="desk_profile"),
        path("desk/profile/conflicts/", site.admin_view(profile.declare_mine), name="desk_profile_conflicts"),
        path("desk/conflicts/", site.admin_view(conflict_pages.all_conflicts), name="desk_conflicts"),
        path(
            "desk/conflicts/<int:conflict_id>/end/",
            site.admin_view(conflict_pages.end_conflict),
            name="desk_conflict_end",
        ),
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
        path("desk/agreement/", site.admin_view(agreement_page.agreement), name="desk_agreement"),
        path(
            "desk/agreement/<slug:table>.csv",
            site.admin_view(agreement_page.agreement_file),
            name="desk_agreement_file",
        ),
    ]
