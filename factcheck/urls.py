"""The composition root: every address of the project."""

from django.contrib import admin
from django.urls import include, path, re_path
from django.views.generic import RedirectView
from drf_spectacular.views import SpectacularAPIView

from factcheck.api import views
from factcheck.api.guide import Guide
from factcheck.failures import anything_else
from factcheck.health import livez, readyz

urlpatterns = [
    path("", include("reviews.publication.urls")),
    path("admin/", admin.site.urls),
    path("livez", livez),
    path("readyz", readyz),
    path("api/v1/", views.Root.as_view(), name="api"),
    path("api/v1/", include("claims.api.urls")),
    path("api/v1/", include("reviews.api.urls")),
    path("api/problems/<slug:code>", views.ProblemPage.as_view(), name="problem"),
    path("api/schema/", SpectacularAPIView.as_view(), name="schema"),
    path("api/docs/", Guide.as_view(), name="docs"),
    path("api/docs/try/", views.try_it_out, name="docs-try"),
    re_path("^api(?:/|/docs)?$", RedirectView.as_view(pattern_name="docs")),
    path("api/schema", RedirectView.as_view(pattern_name="schema")),
    path("api/v1", RedirectView.as_view(pattern_name="api")),
    # Last: nothing under /api/ may reach Django's pages.
    re_path("^api/", views.Nothing.as_view()),
    re_path("", anything_else),
]

handler400 = "factcheck.failures.bad_request"
handler403 = "factcheck.failures.forbidden"
handler404 = "factcheck.failures.missing"
handler500 = "factcheck.failures.server_error"
