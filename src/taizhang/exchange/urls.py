"""URLs of the exchange's pages; those of the open API are in ``api_urls``."""

from __future__ import annotations

from django.urls import path

from taizhang.exchange.views import about, downloads, imports, keys
from taizhang.policy.access import Access

app_name = "exchange"
urlpatterns = [
    path("", downloads.index, name="index"),
    path("api/", about.about, name="about"),
    path("imports/", imports.index, name="imports"),
    path("imports/<int:pk>/", imports.detail, name="import"),
    path("imports/<int:pk>/save/", imports.save, name="import-save"),
    path("imports/<int:pk>/file/", imports.fetch, name="import-file"),
    path("keys/", keys.index, name="keys"),
    path("keys/new/", keys.create, name="key-new"),
    path("keys/<int:pk>/", keys.detail, name="key"),
    path("keys/<int:pk>/revoke/", keys.revoke, name="key-revoke"),
]
_KEY = Access("exchange.manage_keys", of="exchange.key")
access = {
    "index": Access("exchange.download"),
    "about": Access("exchange.download"),
    "imports": Access("exchange.import", methods=("GET", "POST")),
    "import": Access("exchange.import", of="exchange.incoming", methods=("GET", "POST")),
    "import-save": Access("exchange.import", of="exchange.incoming", methods=("POST",)),
    "import-file": Access("exchange.import", of="exchange.incoming", file=True),
    "keys": Access("exchange.manage_keys"),
    "key-new": Access("exchange.manage_keys", methods=("GET", "POST")),
    "key": _KEY,
    "key-revoke": Access("exchange.manage_keys", of="exchange.key", methods=("POST",)),
}
