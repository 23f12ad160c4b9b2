"""URLs of the open API, version 1: three for each resource."""

from __future__ import annotations

from django.urls import path

from taizhang.exchange.actions.giving import DOWNLOAD
from taizhang.exchange.resources import RESOURCES
from taizhang.exchange.views import api, bulk
from taizhang.policy.access import Access

app_name = "api"
urlpatterns = [
    path("openapi.json", api.description, name="description"),
    path("commitments/<int:pk>/known", api.known, name="known"),
]
access = {
    "description": Access("public", file=True),
    "known": Access("progress.view", of="ledger.commitment", machine=True, file=True),
}
for _each in RESOURCES.values():
    _facts = {"resource": _each.name}
    urlpatterns += [
        path(_each.name, api.listing, _facts, name=_each.name),
        path(f"{_each.name}/bulk", bulk.bulk, _facts, name=f"{_each.name}-bulk"),
        path(f"{_each.name}/<int:pk>", api.one, _facts, name=f"{_each.name}-one"),
    ]
    access[_each.name] = Access(_each.action, machine=True, file=True)
    access[f"{_each.name}-bulk"] = Access(_each.action, machine=True, file=True, also=DOWNLOAD)
    access[f"{_each.name}-one"] = Access(_each.action, of=_each.of, machine=True, file=True)
