"""Two addresses."""

from django.urls import path

from tests.benchmarks.verdicts import bare

urlpatterns = [path("page", bare.page), path("one/<int:pk>", bare.one)]
