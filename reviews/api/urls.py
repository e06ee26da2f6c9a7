"""The addresses of the desk. An act is a sub-resource that takes POST."""

from django.urls import path

from reviews.api import acts, conflicts, holding, scales, views

urlpatterns = [
    path("claims/<int:pk>/assignment", acts.Allocation.as_view(), name="claim-assignment"),
    path("claims/<int:pk>/priority", acts.Priority.as_view(), name="claim-priority"),
    path("claims/<int:pk>/reviews-wanted", acts.ReviewsWanted.as_view(), name="claim-reviews-wanted"),
    path("claims/<int:pk>/adjudication", acts.Adjudication.as_view(), name="claim-adjudication"),
    path("claims/<int:pk>/approval", acts.Approval.as_view(), name="claim-approval"),
    path("claims/<int:pk>/return", acts.Return.as_view(), name="claim-return"),
    path("claims/<int:pk>/publication", acts.Publication.as_view(), name="claim-publication"),
    path("claims/<int:pk>/correction", acts.Corrections.as_view(), name="claim-correction"),
    path("claims/<int:pk>/withdrawal", acts.Withdrawal.as_view(), name="claim-withdrawal"),
    path("assignments", views.Assignments.as_view(), name="assignments"),
    path("assignments/<int:pk>", views.AssignmentDetail.as_view(), name="assignment"),
    path("assignments/<int:pk>/renewal", holding.Renewal.as_view(), name="assignment-renewal"),
    path("assignments/<int:pk>/draft", holding.DraftOfAssignment.as_view(), name="assignment-draft"),
    path("assignments/<int:pk>/review", holding.Recording.as_view(), name="assignment-review"),
    path("assignments/<int:pk>/release", holding.Release.as_view(), name="assignment-release"),
    path("assignments/<int:pk>/postponement", holding.Postponement.as_view(), name="assignment-postponement"),
    path("assignments/<int:pk>/hand-over", holding.HandOver.as_view(), name="assignment-hand-over"),
    path("assignments/<int:pk>/escalation", holding.Escalation.as_view(), name="assignment-escalation"),
    path("assignments/<int:pk>/recusal", holding.Recusal.as_view(), name="assignment-recusal"),
    path("reviews", views.Reviews.as_view(), name="reviews"),
    path("reviews/<int:pk>", views.ReviewDetail.as_view(), name="review"),
    path("reviews/<int:pk>/retraction", holding.Retraction.as_view(), name="review-retraction"),
    path("conflicts", conflicts.Conflicts.as_view(), name="conflicts"),
    path("conflicts/<int:pk>", conflicts.ConflictDetail.as_view(), name="conflict"),
    path("conflicts/<int:pk>/end", conflicts.ConflictEnding.as_view(), name="conflict-end"),
    path("copies/<int:pk>/retry", views.CopyRetry.as_view(), name="copy-retry"),
    path("ratings", views.Ratings.as_view(), name="ratings"),
    path("scales", scales.Scales.as_view(), name="scales"),
    path("scales/<slug:slug>/versions", scales.NextVersion.as_view(), name="scale-versions"),
    path("scales/<slug:slug>/versions/<int:version>", scales.ScaleVersion.as_view(), name="scale-version"),
    path("scales/<slug:slug>/versions/<int:version>/use", scales.ScaleUse.as_view(), name="scale-use"),
    path("verdicts", views.Verdicts.as_view(), name="verdicts"),
    path("verdicts/<int:pk>", views.VerdictDetail.as_view(), name="verdict"),
    path("verdicts/<int:pk>/versions/<int:version>", views.VerdictVersionDetail.as_view(), name="verdict-version"),
]
