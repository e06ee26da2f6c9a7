"""The addresses of the public pages."""

from django.urls import path

from reviews.publication import embedding, feeds, listings, pages, reporting

urlpatterns = [
    path("", pages.home, name="home"),
    path("checks/<int:pk>/", pages.one_check, name="check"),
    path("checks/<int:pk>-<slug:slug>/", pages.one_check, name="check-named"),
    path("checks/<int:pk>/versions/<int:sequence>/", pages.one_version, name="check-version"),
    path("checks/<int:pk>/card/", embedding.card, name="check-card"),
    path("oembed", embedding.oembed, name="oembed"),
    path("feed.rss", feeds.rss, name="feed-rss"),
    path("feed.atom", feeds.atom, name="feed-atom"),
    path("sitemap.xml", listings.sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", listings.sitemap_section, name="sitemap-section"),
    path("robots.txt", listings.robots, name="robots"),
    path("llms.txt", listings.llms, name="llms"),
    path("methodology/", pages.methodology, name="methodology"),
    path("corrections/", pages.corrections, name="corrections"),
    path("report-an-error/", reporting.report_an_error, name="report-an-error"),
    path("report-an-error/thanks/", reporting.thanks, name="report-thanks"),
]
