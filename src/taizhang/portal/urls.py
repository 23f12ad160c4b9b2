"""URLs of the portal."""

from __future__ import annotations

from django.urls import path

from taizhang.policy.access import SIGNED_IN, Access
from taizhang.portal.views import home, overview

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("overview/", overview.index, name="overview"),
]
access = {"home": SIGNED_IN, "overview": Access("ledger.view")}
