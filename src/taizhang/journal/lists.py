"""The journal as a list."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from taizhang.journal.models import Entry
from taizhang.policy.table import actions
from taizhang.ui.lists import Choices, Column, Filter, Listing


def _actions(_request: HttpRequest) -> Choices:
    return [(name, row.label) for name, row in actions().items()]


def _midnight(day: str, after: int = 0) -> datetime:
    return timezone.make_aware(datetime.combine(date.fromisoformat(day), time())) + timedelta(days=after)


def _from(entries: QuerySet[Entry], day: str) -> QuerySet[Entry]:
    return entries.filter(at__gte=_midnight(day))


def _until(entries: QuerySet[Entry], day: str) -> QuerySet[Entry]:
    return entries.filter(at__lt=_midnight(day, after=1))


ENTRIES = Listing(
    name="journal",
    title=_("操作日志"),
    columns=(
        Column("sequence", _("序号"), lambda entry: entry.sequence, sort=("sequence",), numeric=True),
        Column("at", _("时间"), lambda entry: entry.at, sort=("at",)),
        Column("actor", _("人员"), lambda entry: entry.actor_name, sort=("actor_name",)),
        Column(
            "action", _("操作"), lambda entry: f"{entry.action_label} {entry.note}".strip(), cell="journal/_what.html"
        ),
        Column("object", _("对象"), lambda entry: entry.label),
        Column("origin", _("来源地址"), lambda entry: entry.origin),
        Column("digest", _("摘要"), lambda entry: entry.digest, shown=False),
    ),
    filters=(
        Filter("action", _("操作"), lambda entries, name: entries.filter(action=name), _actions),
        Filter("from", _("起始日期"), _from, kind="date"),
        Filter("until", _("截止日期"), _until, kind="date"),
    ),
    search=("actor_name__icontains", "label__icontains"),
    search_hint=_("人员或对象"),
    order=("-sequence",),
    href=lambda entry: reverse("journal:detail", args=[entry.pk]),
)
