"""URLs of deliveries."""

from __future__ import annotations

from dataclasses import replace

from django.urls import path

from taizhang.deliveries import views
from taizhang.policy.access import Access

app_name = "deliveries"
urlpatterns = [
    path("", views.index, name="lists"),
    path("<int:pk>/", views.detail, name="list"),
    path("<int:pk>/add/", views.add, name="add"),
    path("set-up/<int:pk>/", views.set_up, name="set-up"),
    path("items/<int:pk>/", views.item, name="item"),
    path("items/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("photos/<int:pk>/", views.photo, name="photo"),
]
_LIST = Access("deliveries.view", of="deliveries.list")
_ITEM = Access("deliveries.view", of="deliveries.item")
access = {
    "lists": Access("deliveries.view"),
    "list": _LIST,
    "add": replace(_LIST, action="deliveries.add", methods=("GET", "POST")),
    "set-up": Access("deliveries.set_up", of="ledger.commitment", methods=("GET", "POST")),
    "item": replace(_ITEM, methods=("GET", "POST")),
    "withdraw": replace(_ITEM, action="deliveries.withdraw", methods=("GET", "POST")),
    "photo": Access("deliveries.view", of="deliveries.photo", file=True),
}
