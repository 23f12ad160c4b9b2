"""The language switch and the help pages."""

from __future__ import annotations

from django.urls import path
from django.views.i18n import set_language

from taizhang.policy.access import PUBLIC

app_name = "ui"
urlpatterns = [path("language/", set_language, name="language")]
access = {"language": PUBLIC}
