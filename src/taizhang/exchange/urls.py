"""URLs of the exchange's pages; those of the open API are in ``api_urls``."""

from __future__ import annotations

from django.urls import path

from taizhang.exchange.views import about, downloads, keys
from taizhang.policy.access import Access

app_name = "exchange"
urlpatterns = [
    path("", downloads.index, name="index"),
    path("api/", about.about, name="about"),
    path("keys/", keys.index, name="keys"),
    path("keys/new/", keys.create, name="key-new"),
    path("keys/<int:pk>/", keys.detail, name="key"),
    path("keys/<int:pk>/revoke/", keys.revoke, name="key-revoke"),
]
_KEY = Access("exchange.manage_keys", of="exchange.key")
access = {
    "index": Access("exchange.download"),
    "about": Access("exchange.download"),
    "keys": Access("exchange.manage_keys"),
    "key-new": Access("exchange.manage_keys", methods=("GET", "POST")),
    "key": _KEY,
    "key-revoke": Access("exchange.manage_keys", of="exchange.key", methods=("POST",)),
}
