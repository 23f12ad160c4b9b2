"""The accounts as a Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from taizhang.ui.navigation import Group, Link


class AccountsConfig(AppConfig):
    """People, organisations, roles and scope."""

    name = "taizhang.accounts"
    verbose_name = _("人员与权限")

    navigation = (
        Link(
            _("机构"),
            "accounts:organisations",
            "accounts.view_people",
            80,
            _("查各机构在哪个区划、有哪些人。"),
            Group.OFFICE,
        ),
        Link(_("人员"), "accounts:people", "accounts.view_people", 81, _("查人员的联系方式和角色。"), Group.OFFICE),
        Link(
            _("权限"), "accounts:policy", "accounts.view_policy", 82, _("查每种角色能做什么、范围多大。"), Group.OFFICE
        ),
    )

    def ready(self) -> None:
        from taizhang.accounts import checks  # noqa: F401 - registers the check of the URL table
