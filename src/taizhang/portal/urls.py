"""URLs of the portal."""

from __future__ import annotations

from django.urls import path

from taizhang.policy.access import SIGNED_IN, Access
from taizhang.portal.views import courses, home, overview, screen

app_name = "portal"
urlpatterns = [
    path("", home.home, name="home"),
    path("overview/", overview.index, name="overview"),
    path("overview/curves/", courses.index, name="courses"),
    path("screen/", screen.index, name="screen"),
]
access = {
    "home": SIGNED_IN,
    "overview": Access("ledger.view"),
    "courses": Access("ledger.view"),
    "screen": Access("ledger.view"),
}
