"""URLs of rankings."""

from __future__ import annotations

from dataclasses import replace

from django.urls import path

from taizhang.policy.access import Access
from taizhang.rankings.views import facts, freezing, groups, leagues, schemes, trying

app_name = "rankings"
urlpatterns = [
    path("", leagues.index, name="schemes"),
    path("archive/", leagues.archive, name="archive"),
    path("<int:pk>/", leagues.league, name="league"),
    path("<int:pk>/why/<int:place>/", leagues.why, name="why"),
    path("<int:pk>/export/", leagues.export, name="export"),
    path("<int:pk>/what-if/", trying.what_if, name="what-if"),
    path("<int:pk>/edit/", schemes.edit, name="edit"),
    path("<int:pk>/versions/", schemes.versions, name="versions"),
    path("<int:pk>/end/", schemes.end, name="end"),
    path("<int:pk>/freeze/", freezing.freeze, name="freeze"),
    path("groups/", groups.index, name="groups"),
    path("groups/new/", groups.new, name="new-group"),
    path("groups/<int:pk>/", groups.detail, name="group"),
    path("groups/<int:pk>/edit/", groups.edit, name="edit-group"),
    path("groups/<int:pk>/members/", groups.members, name="members"),
    path("groups/<int:pk>/new-scheme/", schemes.new, name="new-scheme"),
    path("facts/", facts.index, name="facts"),
    path("facts/add/", facts.add, name="add-facts"),
]
_VIEW = Access("rankings.view", of="rankings.scheme")
_WRITE = Access("rankings.edit_scheme", of="rankings.scheme", methods=("GET", "POST"))
_GROUP = Access("rankings.edit_groups", of="rankings.group", methods=("GET", "POST"))
access = {
    "schemes": Access("rankings.view"),
    "archive": Access("rankings.view"),
    "league": _VIEW,
    "why": replace(_VIEW, of="rankings.row"),
    "export": replace(_VIEW, file=True),
    "what-if": Access("rankings.preview", of="rankings.scheme"),
    "edit": _WRITE,
    "versions": _VIEW,
    "end": _WRITE,
    "freeze": replace(_WRITE, action="rankings.freeze"),
    "groups": Access("rankings.view"),
    "new-group": replace(_GROUP, of=""),
    "group": Access("rankings.view", of="rankings.group"),
    "edit-group": _GROUP,
    "members": _GROUP,
    "new-scheme": replace(_GROUP, action="rankings.edit_scheme"),
    "facts": Access("rankings.view_facts"),
    "add-facts": Access("rankings.enter_facts", methods=("GET", "POST")),
}
