"""URLs of the journal."""

from __future__ import annotations

from django.urls import path

from taizhang.journal import views
from taizhang.policy.access import Access

app_name = "journal"
urlpatterns = [
    path("", views.index, name="list"),
    path("<int:sequence>/", views.detail, name="detail"),
]
access = {
    "list": Access("journal.view"),
    "detail": Access("journal.view", of="journal.entry"),
}
