"""URLs of the office's pages of publication."""

from __future__ import annotations

from django.urls import path

from taizhang.policy.access import Access
from taizhang.publication.views import office

app_name = "publication"
urlpatterns = [
    path("", office.index, name="list"),
    path("choose/", office.choose, name="choose"),
    path("<int:pk>/", office.detail, name="detail"),
    path("<int:pk>/preview/", office.preview, name="preview"),
    path("<int:pk>/explain/", office.explain, name="explain"),
    path("<int:pk>/publish/", office.publish, name="publish"),
    path("<int:pk>/renew/", office.renew, name="renew"),
    path("<int:pk>/withdraw/", office.withdraw, name="withdraw"),
    path("<int:pk>/drop/", office.drop, name="drop"),
]
_OF, _FORM = "publication.publication", ("GET", "POST")
access = {
    "list": Access("publication.view"),
    "choose": Access("publication.choose", methods=_FORM),
    "detail": Access("publication.view", of=_OF),
    "preview": Access("publication.view", of=_OF),
    "explain": Access("publication.explain", of=_OF, methods=_FORM),
    "publish": Access("publication.publish", of=_OF, methods=("POST",)),
    "renew": Access("publication.renew", of=_OF, methods=("POST",)),
    "withdraw": Access("publication.withdraw", of=_OF, methods=_FORM),
    "drop": Access("publication.drop", of=_OF, methods=("POST",)),
}
