"""The addresses of what editors set: people, rules, topics, scales, conflicts, words for readers."""

from django.contrib.admin import AdminSite
from django.urls import URLPattern, path

from reviews.admin import (
    changes_page,
    conflict_pages,
    desk_settings,
    password_page,
    people,
    person_page,
    public_texts_page,
    rules_page,
    scales,
    topics_page,
)


def urls(site: AdminSite) -> list[URLPattern]:
    return [
        *_of_people(site),
        path("desk/settings/", site.admin_view(desk_settings.settings), name="desk_settings"),
        path("desk/settings/changes/", site.admin_view(changes_page.changes), name="desk_changes"),
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
        path("desk/conflicts/", site.admin_view(conflict_pages.all_conflicts), name="desk_conflicts"),
        path(
            "desk/conflicts/<int:conflict_id>/end/",
            site.admin_view(conflict_pages.end_conflict),
            name="desk_conflict_end",
        ),
    ]


def _of_people(site: AdminSite) -> list[URLPattern]:
    one = "desk/people/<int:person_id>"
    return [
        path("desk/people/", site.admin_view(people.everybody), name="desk_people"),
        path("desk/people/add/", site.admin_view(people.add_person), name="desk_person_add"),
        path(f"{one}/", site.admin_view(person_page.person), name="desk_person"),
        path(
            f"{one}/conflicts/",
            site.admin_view(person_page.declare_for),
            name="desk_person_conflicts",
        ),
        *(
            path(
                f"{one}/{act}/",
                site.admin_view(person_page.act),
                {"act": act},
                name=f"desk_person_{act}",
            )
            for act in person_page.ACTS
        ),
        # Outside the log-in: the link is the key.
        path("desk/password/<uidb64>/<token>/", password_page.SetPassword.as_view(), name="desk_set_password"),
    ]
