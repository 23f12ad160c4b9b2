"""URLs of the portal."""

from __future__ import annotations

from django.urls import path

from taizhang.policy.access import SIGNED_IN
from taizhang.portal import views

app_name = "portal"
urlpatterns = [path("", views.home, name="home")]
access = {"home": SIGNED_IN}
