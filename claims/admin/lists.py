"""Searchable lists of articles, claims, history and work. Nothing is edited here: acts have their pages."""

from typing import Any

from django.contrib import admin
from django.core.paginator import Paginator
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.html import format_html

from claims import keyset, policy
from claims.enums import Status
from claims.models import Article, Claim, Event, Job


class FewPages(Paginator):
    """Counts no further than a person turns pages; whoever looks for more narrows the list."""

    @cached_property
    def count(self) -> int:
        rows: Any = self.object_list
        return int(rows[: keyset.MANY].count())


class ReadOnlyAdmin(admin.ModelAdmin):
    """A list for the newsroom in which nothing can be changed: workflow rows are written by actions alone."""

    show_full_result_count = False  # a second COUNT over a long table, for a number that nobody needs
    paginator = FewPages
    list_per_page = 50
    page = ""  # the name of the page where one row is shown and acted on

    def has_module_permission(self, request: HttpRequest) -> bool:
        return policy.has_a_role(request.user)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return policy.has_a_role(request.user)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return self.model._default_manager.visible_to(request.user)  # type: ignore[no-any-return]

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """What `list_filter` names and no more: Django would take any column, and whether there is a verdict."""
        named = [getattr(part, "parameter_name", part) for part in self.list_filter]
        return any(lookup == name or lookup.startswith(f"{name}__") for name in named)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        named = {"title": str(self.opts.verbose_name_plural).capitalize()}
        return super().changelist_view(request, {**named, **(extra_context or {})})

    def change_view(self, request: HttpRequest, object_id: str, *args: Any, **kwargs: Any) -> HttpResponse:
        if self.page and object_id.isdecimal():
            return redirect(self.page, object_id)
        return super().change_view(request, object_id, *args, **kwargs)


@admin.register(Article)
class ArticleAdmin(ReadOnlyAdmin):
    page = "admin:desk_article"
    list_display = ["title", "outlet", "language", "published_on", "status", "received_at"]
    list_filter = ["status", "language", "topics", "door"]
    search_fields = ["title", "outlet", "url"]
    ordering = ["-id"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return policy.has_a_role(request.user)

    def add_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return redirect("admin:desk_article_add")


class StatusFilter(admin.SimpleListFilter):
    """By where claims stand as far as one may know."""

    title = "status"
    parameter_name = "status__exact"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        hidden = () if policy.is_editor(request.user) else (Status.DISPUTED,)
        return [(status.value, status.label) for status in Status if status not in hidden]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        chosen = self.value()
        return queryset.filter(policy.standing(request.user, chosen)) if chosen else queryset


@admin.register(Claim)
class ClaimAdmin(ReadOnlyAdmin):
    page = "admin:desk_claim"
    list_filter = [StatusFilter, "kind", "article__language", "article__topics"]
    list_select_related = ["article"]
    search_fields = ["text", "claimant", "article__title"]
    ordering = ["-id"]

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        in_order = "status" if policy.is_editor(request.user) else None  # the order would tell what the words do not

        @admin.display(description="Status", ordering=in_order)
        def status(claim: Claim) -> str:
            return str(policy.status_shown_to(request.user, claim).label)

        return ["text", "claimant", "worth", status, "in_article", "moved_at"]

    @admin.display(description="Worth a check", ordering="check_worthiness")
    def worth(self, claim: Claim) -> str:
        return f"{claim.check_worthiness:.2f}"

    @admin.display(description="Article", ordering="article")
    def in_article(self, claim: Claim) -> str:
        return format_html('<a href="{}">{}</a>', reverse("admin:desk_article", args=[claim.article_id]), claim.article)


@admin.register(Event)
class EventAdmin(ReadOnlyAdmin):
    list_display = ["at", "actor", "act", "claim", "note"]
    list_filter = ["act"]
    list_select_related = ["actor", "claim", "article"]
    search_fields = ["note", "claim__text"]
    ordering = ["-id"]


@admin.register(Job)
class JobAdmin(ReadOnlyAdmin):
    """Work under way; what was given up says why."""

    list_display = ["kind", "key", "state", "attempts", "run_at", "error"]
    list_filter = ["state", "kind"]
    ordering = ["-id"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return Job.objects.all() if policy.is_editor(request.user) else Job.objects.none()
