"""URLs of search."""

from __future__ import annotations

from django.urls import path

from taizhang.policy.access import Access
from taizhang.search import views

app_name = "search"
urlpatterns = [
    path("", views.index, name="index"),
    path("suggestions/", views.suggestions, name="suggestions"),
]
access = {
    "index": Access("search.find"),
    "suggestions": Access("search.find", file=True),
}
