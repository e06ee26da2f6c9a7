"""The addresses of our pages about articles."""

from django.contrib.admin import AdminSite
from django.urls import URLPattern, path

from claims.admin import article_page, intake_pages, machines, words_pages
from claims.admin.frame import HTTP_STATUS, page

__all__ = ["HTTP_STATUS", "page", "urls"]


def urls(site: AdminSite) -> list[URLPattern]:
    from claims.admin import article_list, history  # they draw with `page`, below

    of_machine = "desk/machines/<int:machine_id>"
    of_article, of_claim = "desk/articles/<int:article_id>", "desk/claims/<int:claim_id>"
    return [
        path("desk/articles/add/", site.admin_view(intake_pages.add_article), name="desk_article_add"),
        path("desk/articles/arrived/", site.admin_view(intake_pages.arrivals), name="desk_arrivals"),
        path("desk/articles/progress/", site.admin_view(intake_pages.progress), name="desk_arrivals_progress"),
        path("desk/pages/<int:page_id>/retry/", site.admin_view(intake_pages.fetch_again), name="desk_page_retry"),
        path("desk/articles/", site.admin_view(article_list.articles_page), name="desk_articles"),
        path("desk/history/", site.admin_view(history.trail), name="desk_history"),
        path("desk/history/history.csv", site.admin_view(history.trail_file), name="desk_history_file"),
        path(f"{of_article}/", site.admin_view(article_page.article_page), name="desk_article"),
        path(f"{of_article}/bulk/", site.admin_view(article_page.several), name="desk_article_bulk"),
        path(f"{of_article}/mark/", site.admin_view(words_pages.mark), name="desk_mark"),
        path(f"{of_article}/retry/", site.admin_view(article_page.retry_article), name="desk_article_retry"),
        path(f"{of_article}/topics/", site.admin_view(article_page.change_topics), name="desk_article_topics"),
        path(f"{of_article}/wanted/", site.admin_view(article_page.want_reviews), name="desk_article_wanted"),
        path(f"{of_article}/revise/", site.admin_view(intake_pages.revise_article), name="desk_article_revise"),
        path("desk/machines/", site.admin_view(machines.all_machines), name="desk_machines"),
        path(f"{of_machine}/", site.admin_view(machines.one_machine), name="desk_machine"),
        path(f"{of_machine}/key/", site.admin_view(machines.issue_key), name="desk_machine_key"),
        path(f"{of_machine}/end/", site.admin_view(machines.end_machine), name="desk_machine_end"),
        path(
            f"{of_machine}/keys/<int:key_id>/revoke/", site.admin_view(machines.revoke_key), name="desk_machine_revoke"
        ),
        path(f"{of_claim}/words/", site.admin_view(words_pages.words), name="desk_words"),
    ]
