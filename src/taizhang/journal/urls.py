"""URLs of the journal."""

from __future__ import annotations

from django.urls import URLPattern

from taizhang.policy.access import Access

app_name = "journal"
urlpatterns: list[URLPattern] = []
access: dict[str, Access] = {}
