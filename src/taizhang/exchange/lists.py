"""Keys as a list."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.exchange.models import ApiKey
from taizhang.ui.lists import Column, Filter, Listing


def _in_use(rows: QuerySet[Any], answer: str) -> QuerySet[Any]:
    ended = Q(revoked_at__isnull=False) | Q(expires_on__lt=ApiKey.today())
    return rows.exclude(ended) if answer == "yes" else rows.filter(ended)


KEYS = Listing(
    name="api-keys",
    title=pgettext_lazy("list", "接口密钥"),
    columns=(
        Column("name", _("用途"), lambda key: key.name, sort=("name",)),
        Column("organisation", _("所属机构"), lambda key: key.organisation.located, sort=("organisation__name",)),
        Column("role", _("角色"), lambda key: key.get_role_display(), sort=("role",)),
        Column("beginning", _("密钥开头"), lambda key: f"{key.beginning}…"),
        Column("state", _("状态"), lambda key: key.state_label),
        Column("expires", _("有效期至"), lambda key: key.expires_on, sort=("expires_on",)),
        Column("used", _("最近使用"), lambda key: key.last_used, sort=("last_used",)),
        Column("by", _("建立人"), lambda key: str(key.made_by or ""), shown=False),
    ),
    filters=(Filter("active", _("在用"), _in_use, lambda _request: [("yes", _("是")), ("no", _("否"))]),),
    search=("name__icontains", "organisation__name__icontains", "beginning__startswith"),
    search_hint=_("用途、机构或密钥开头"),
    order=("-pk",),
    href=lambda key: reverse("exchange:key", args=[key.pk]),
    empty="exchange/_no_keys.html",
)
