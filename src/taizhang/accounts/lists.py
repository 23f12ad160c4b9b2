"""People, organisations and notices as lists."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from taizhang.accounts.models import Notice, Organisation, User
from taizhang.policy.roles import Role
from taizhang.ui.lists import Column, Filter, Listing


def _with_role(people: QuerySet[User], role: str) -> QuerySet[User]:
    return people.filter(memberships__role=role, memberships__until=None).distinct()


def _roles(person: Any) -> str:
    return "；".join(f"{each.organisation} {each.get_role_display()}" for each in person.current)


def _admitted(people: QuerySet[User], answer: str) -> QuerySet[User]:
    return people.filter(is_active=answer == "yes")


PEOPLE = Listing(
    name="people",
    title=_("人员"),
    columns=(
        Column("name", _("姓名"), lambda person: person.name, sort=("name",)),
        Column("username", _("用户名"), lambda person: person.username, sort=("username",)),
        Column("roles", _("机构与角色"), _roles),
        Column("phone", _("手机号"), lambda person: person.phone),
        Column("email", _("电子邮箱"), lambda person: person.email, shown=False),
        Column("active", _("可登录"), lambda person: person.is_active, sort=("is_active",)),
        Column("last", _("最近登录"), lambda person: person.last_login, sort=("last_login",), shown=False),
    ),
    filters=(
        Filter("role", _("角色"), _with_role, lambda _request: Role.choices),
        Filter("active", _("可登录"), _admitted, lambda _request: [("yes", _("是")), ("no", _("否"))]),
    ),
    search=("name__icontains", "username__icontains", "phone__contains"),
    search_hint=_("姓名、用户名或手机号"),
    order=("name", "pk"),
    href=lambda person: reverse("accounts:person", args=[person.pk]),
    empty="accounts/_nobody.html",
)


def _in_use(organisations: QuerySet[Organisation], answer: str) -> QuerySet[Organisation]:
    return organisations.filter(active=answer == "yes")


ORGANISATIONS = Listing(
    name="organisations",
    title=_("机构"),
    columns=(
        Column("name", _("名称"), lambda each: each.name, sort=("name",)),
        Column("short", _("简称"), lambda each: each.short_name, sort=("short_name",)),
        Column("kind", _("类别"), lambda each: each.get_kind_display(), sort=("kind",)),
        Column("place", _("所在区划"), lambda each: each.place.name, sort=("place__code",)),
        Column("parent", _("上级单位"), lambda each: str(each.parent or ""), sort=("parent__name",)),
        Column("people", _("人数"), lambda each: each.headcount, sort=("headcount",), numeric=True),
        Column("active", _("在用"), lambda each: each.active, sort=("active",), shown=False),
    ),
    filters=(
        Filter("kind", _("类别"), lambda rows, kind: rows.filter(kind=kind), lambda _r: Organisation.Kind.choices),
        Filter("active", _("在用"), _in_use, lambda _request: [("yes", _("是")), ("no", _("否"))]),
    ),
    search=("name__icontains", "short_name__icontains", "place__name__icontains"),
    search_hint=_("名称或所在区划"),
    order=("place__code", "kind", "name", "pk"),
    href=lambda each: reverse("accounts:organisation", args=[each.pk]),
    empty="accounts/_no_organisations.html",
)


def _unread(notices: QuerySet[Notice], answer: str) -> QuerySet[Notice]:
    return notices.filter(read=None) if answer == "no" else notices.exclude(read=None)


NOTICES = Listing(
    name="notices",
    title=_("通知"),
    columns=(
        Column("words", _("内容"), lambda notice: notice.words, cell="accounts/_notice.html"),
        Column("created", _("时间"), lambda notice: notice.created, sort=("created",)),
        Column("read", _("阅读时间"), lambda notice: notice.read, sort=("read",), shown=False),
    ),
    filters=(Filter("read", _("已读"), _unread, lambda _request: [("no", _("否")), ("yes", _("是"))]),),
    search=("words__icontains",),
    search_hint=_("内容"),
    order=("-created", "-pk"),
    href=lambda notice: reverse("accounts:notice", args=[notice.pk]),
    empty="accounts/_no_notices.html",
)
