"""The addresses of articles and claims. An act is a sub-resource that takes POST."""

from django.urls import path

from claims.api import acts, bulk, views, wanted_pages, words

urlpatterns = [
    path("articles", views.Articles.as_view(), name="articles"),
    path("articles/bulk", bulk.ArticlesInBulk.as_view(), name="articles-bulk"),
    path("articles/<int:pk>", views.ArticleDetail.as_view(), name="article"),
    path("articles/<int:pk>/revisions", views.ArticleRevisions.as_view(), name="article-revisions"),
    path("articles/<int:pk>/retry", views.ArticleRetry.as_view(), name="article-retry"),
    path("articles/<int:pk>/topics", views.ArticleTopics.as_view(), name="article-topics"),
    path("articles/<int:pk>/claims", words.ArticleClaims.as_view(), name="article-claims"),
    path("articles/<int:pk>/reviews-wanted", views.ArticleReviewsWanted.as_view(), name="article-reviews-wanted"),
    path("wanted-pages", wanted_pages.WantedPages.as_view(), name="wanted-pages"),
    path("wanted-pages/<int:pk>", wanted_pages.WantedPageDetail.as_view(), name="wanted-page"),
    path("wanted-pages/<int:pk>/retry", wanted_pages.WantedPageRetry.as_view(), name="wanted-page-retry"),
    path("topics", views.Topics.as_view(), name="topics"),
    path("claims", views.Claims.as_view(), name="claims"),
    path("claims/bulk", bulk.ClaimsInBulk.as_view(), name="claims-bulk"),
    path("claims/<int:pk>", views.ClaimDetail.as_view(), name="claim"),
    path("claims/<int:pk>/events", views.ClaimEvents.as_view(), name="claim-events"),
    path("claims/<int:pk>/queueing", acts.Queueing.as_view(), name="claim-queueing"),
    path("claims/<int:pk>/dismissal", acts.Dismissal.as_view(), name="claim-dismissal"),
    path("claims/<int:pk>/restoration", acts.Restoration.as_view(), name="claim-restoration"),
    path("claims/<int:pk>/adjustment", words.Adjustment.as_view(), name="claim-adjustment"),
    path("claims/<int:pk>/division", words.Division.as_view(), name="claim-division"),
    path("claims/<int:pk>/merger", words.Merger.as_view(), name="claim-merger"),
    path("claims/<int:pk>/wording", words.Clarification.as_view(), name="claim-wording"),
]
