"""The addresses of the desk. An act is a sub-resource that takes POST."""

from django.urls import path

from reviews.api import acts, statistics, views

urlpatterns = [
    path("claims/<int:pk>/assignment", acts.Allocation.as_view(), name="claim-assignment"),
    path("claims/<int:pk>/approval", acts.Approval.as_view(), name="claim-approval"),
    path("claims/<int:pk>/return", acts.Return.as_view(), name="claim-return"),
    path("claims/<int:pk>/publication", acts.Publication.as_view(), name="claim-publication"),
    path("claims/<int:pk>/correction", acts.Corrections.as_view(), name="claim-correction"),
    path("claims/<int:pk>/withdrawal", acts.Withdrawal.as_view(), name="claim-withdrawal"),
    path("assignments", views.Assignments.as_view(), name="assignments"),
    path("assignments/<int:pk>", views.AssignmentDetail.as_view(), name="assignment"),
    path("assignments/<int:pk>/release", views.AssignmentRelease.as_view(), name="assignment-release"),
    path("assignments/<int:pk>/renewal", views.AssignmentRenewal.as_view(), name="assignment-renewal"),
    path("assignments/<int:pk>/review", views.AssignmentReview.as_view(), name="assignment-review"),
    path("reviews", views.Reviews.as_view(), name="reviews"),
    path("reviews/<int:pk>", views.ReviewDetail.as_view(), name="review"),
    path("ratings", views.Ratings.as_view(), name="ratings"),
    path("verdicts", views.Verdicts.as_view(), name="verdicts"),
    path("verdicts/<int:pk>", views.VerdictDetail.as_view(), name="verdict"),
    path("verdicts/<int:pk>/versions/<int:version>", views.VerdictVersionDetail.as_view(), name="verdict-version"),
    path("statistics/agreement", statistics.Agreement.as_view(), name="statistics-agreement"),
]
