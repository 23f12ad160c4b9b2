"""URLs of the divisions."""

from __future__ import annotations

from django.urls import path

from taizhang.places import views
from taizhang.policy.access import Access

app_name = "places"
urlpatterns = [path("", views.index, name="list")]
access = {"list": Access("places.view")}
