"""The URL table: each app's own ``urls`` under its prefix."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("taizhang.accounts.urls")),
    path("places/", include("taizhang.places.urls")),
    path("ledger/", include("taizhang.ledger.urls")),
    path("intake/", include("taizhang.intake.urls")),
    path("progress/", include("taizhang.progress.urls")),
    path("briefings/", include("taizhang.briefings.urls")),
    path("deliveries/", include("taizhang.deliveries.urls")),
    path("supervision/", include("taizhang.progress.supervision_urls")),
    path("search/", include("taizhang.search.urls")),
    path("exchange/", include("taizhang.exchange.urls")),
    path("api/v1/", include("taizhang.exchange.api_urls")),
    path("publication/", include("taizhang.publication.urls")),
    path("public/en/", include("taizhang.publication.public_urls", namespace="public-en")),
    path("public/", include("taizhang.publication.public_urls", namespace="public")),
    path("", include("taizhang.publication.crawler_urls")),
    path("rankings/", include("taizhang.rankings.urls")),
    path("journal/", include("taizhang.journal.urls")),
    path("", include("taizhang.ui.urls")),
    path("", include("taizhang.portal.urls")),
]
