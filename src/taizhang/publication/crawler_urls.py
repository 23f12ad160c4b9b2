"""URLs at the root of the site that crawlers ask for."""

from __future__ import annotations

from django.urls import path

from taizhang.policy.access import Access
from taizhang.publication.views import feeds

app_name = "crawlers"
urlpatterns = [
    path("robots.txt", feeds.robots, name="robots"),
    path("sitemap.xml", feeds.site_map, name="sitemap"),
]
access = {"robots": Access("public", file=True), "sitemap": Access("public", file=True)}
