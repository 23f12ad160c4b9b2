"""The site's URLs and the gallery's."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [path("gallery/", include("tests.ui.charts.gallery")), path("", include("taizhang.config.urls"))]
