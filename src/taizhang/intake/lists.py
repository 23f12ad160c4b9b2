"""The documents as a list."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from taizhang.ledger.models import Document
from taizhang.ui.lists import Choices, Column, Filter, Listing


def _statuses(_request: HttpRequest) -> Choices:
    return [(value, str(words)) for value, words in Document.Status.choices]


def _with_status(rows: QuerySet[Document], status: str) -> QuerySet[Document]:
    return rows.filter(status=status)


def _address(document: Document) -> str:
    return reverse("intake:document", args=[document.pk])


DOCUMENTS = Listing(
    name="documents",
    title=_("文件"),
    columns=(
        Column("title", _("标题"), lambda row: row.title, sort=("title",)),
        Column("kind", _("文种"), lambda row: row.kind, sort=("kind",)),
        Column("year", _("年度"), lambda row: str(row.year or ""), sort=("year",)),
        Column("place", _("地区"), lambda row: row.place.name, sort=("place__code",)),
        Column("status", _("状态"), lambda row: row.get_status_display(), sort=("status",), cell="intake/_status.html"),
        Column("found", _("读得"), lambda row: row.found, numeric=True),
        Column("left", _("待核"), lambda row: row.left, numeric=True),
        Column("uploaded_by", _("上传人"), lambda row: str(row.uploaded_by or "")),
        Column("uploaded_at", _("上传时间"), lambda row: row.uploaded_at, sort=("uploaded_at",)),
    ),
    filters=(Filter("status", _("状态"), _with_status, _statuses),),
    search=("title__icontains", "name__icontains"),
    search_hint=_("标题或文件名"),
    order=("-uploaded_at", "-pk"),
    href=_address,
    empty="intake/_none.html",
)
