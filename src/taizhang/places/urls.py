"""URLs of the divisions."""

from __future__ import annotations

from django.urls import path

from taizhang.places import views
from taizhang.policy.access import Access

app_name = "places"
urlpatterns = [
    path("", views.index, name="list"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/<slug:kind>/", views.change, name="change"),
]
access = {
    "list": Access("places.view"),
    "detail": Access("places.view", of="places.place"),
    "change": Access("places.change", of="places.change", methods=("GET", "POST")),
}
