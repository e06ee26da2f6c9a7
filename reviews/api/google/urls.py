"""The addresses, as Google writes them."""

from django.urls import path, re_path

from reviews.api.google import views

urlpatterns = [
    path("claims:search", views.search_claims),
    path("pages", views.pages),
    path("pages/<path:page_id>", views.one_page),
    re_path("", views.no_such_method),
]
