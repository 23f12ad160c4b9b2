"""URLs of briefings."""

from __future__ import annotations

from dataclasses import replace

from django.urls import path

from taizhang.briefings import views
from taizhang.policy.access import Access

app_name = "briefings"
urlpatterns = [
    path("", views.index, name="list"),
    path("make/", views.make, name="make"),
    path("<int:pk>/", views.detail, name="briefing"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/recompose/", views.recompose, name="recompose"),
    path("<int:pk>/approve/", views.approve, name="approve"),
    path("<int:pk>/return/", views.send_back, name="return"),
    path("<int:pk>/issue/", views.issue, name="issue"),
    path("<int:pk>/drop/", views.drop, name="drop"),
    path("<int:pk>/<str:kind>/", views.fetch, name="file"),
    path("templates/", views.templates, name="templates"),
    path("templates/hand-in/", views.hand_in, name="hand-in-template"),
    path("templates/shipped/", views.shipped, name="shipped-template"),
    path("templates/restore/", views.restore, name="restore-template"),
    path("templates/<int:pk>/", views.template, name="template"),
]
_BRIEFING = Access("briefings.view", of="briefings.briefing")
_POST = replace(_BRIEFING, methods=("POST",))
_BOTH = replace(_BRIEFING, methods=("GET", "POST"))
access = {
    "list": Access("briefings.view"),
    "make": Access("briefings.compose", methods=("GET", "POST")),
    "briefing": _BRIEFING,
    "edit": replace(_BOTH, action="briefings.edit"),
    "recompose": replace(_POST, action="briefings.recompose"),
    "approve": replace(_POST, action="briefings.approve"),
    "return": replace(_BOTH, action="briefings.return"),
    "issue": replace(_POST, action="briefings.issue"),
    "drop": replace(_BOTH, action="briefings.drop"),
    "file": Access("briefings.view", of="briefings.file", file=True),
    "templates": Access("briefings.view_templates"),
    "hand-in-template": Access("briefings.change_template", methods=("POST",)),
    "shipped-template": Access("briefings.view_templates", file=True),
    "restore-template": Access("briefings.change_template", methods=("POST",)),
    "template": Access("briefings.view_templates", of="briefings.template", file=True),
}
