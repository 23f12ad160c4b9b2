"""URLs of the intake."""

from __future__ import annotations

from dataclasses import replace

from django.urls import path

from taizhang.intake.views import candidates, documents, news
from taizhang.policy.access import Access

app_name = "intake"
urlpatterns = [
    path("", documents.index, name="list"),
    path("upload/", documents.upload, name="upload"),
    path("<int:pk>/", documents.document, name="document"),
    path("<int:pk>/original/", documents.original, name="original"),
    path("<int:pk>/news/", news.news, name="news"),
    path("<int:pk>/declared/<int:number>/", documents.count, name="count"),
    path("<int:pk>/finish/", documents.finish, name="finish"),
    path("<int:pk>/read-again/", documents.read_again, name="read-again"),
    path("<int:pk>/discard/", documents.discard, name="discard"),
    path("<int:pk>/take-up/", documents.take_up, name="take-up"),
    path("<int:pk>/mark/", candidates.mark, name="mark"),
    path("<int:pk>/accept-section/", candidates.accept_section, name="accept-section"),
    path("<int:pk>/undo/", candidates.undo, name="undo"),
    path("candidates/<int:pk>/", candidates.show, name="candidate"),
    path("candidates/<int:pk>/accept/", candidates.accept, name="accept"),
    path("candidates/<int:pk>/reject/", candidates.reject, name="reject"),
    path("candidates/<int:pk>/put-back/", candidates.put_back, name="put-back"),
    path("candidates/<int:pk>/edit/", candidates.edit, name="edit"),
    path("candidates/<int:pk>/merge/", candidates.merge, name="merge"),
    path("candidates/<int:pk>/split/", candidates.split, name="split"),
]
_DOCUMENT = Access("intake.view", of="intake.document")
_CONFIRM_DOCUMENT = Access("intake.confirm", of="intake.document", methods=("POST",))
_DECIDE = Access("intake.confirm", of="intake.candidate", methods=("POST",))
_CHANGE = Access("intake.confirm", of="intake.candidate")
access = {
    "list": Access("intake.view"),
    "upload": Access("ledger.add_document", methods=("POST",)),
    "document": _DOCUMENT,
    "original": replace(_DOCUMENT, file=True),
    "news": replace(_DOCUMENT, file=True),
    "count": replace(_DOCUMENT, of="intake.count"),
    "finish": _CONFIRM_DOCUMENT,
    "read-again": _CONFIRM_DOCUMENT,
    "discard": Access("ledger.add_document", of="intake.document", methods=("POST",)),
    "take-up": _CONFIRM_DOCUMENT,
    "mark": _CONFIRM_DOCUMENT,
    "accept-section": _CONFIRM_DOCUMENT,
    "undo": _CONFIRM_DOCUMENT,
    "candidate": Access("intake.view", of="intake.candidate"),
    "accept": _DECIDE,
    "reject": _DECIDE,
    "put-back": _DECIDE,
    "edit": _CHANGE,
    "merge": _CHANGE,
    "split": _CHANGE,
}
