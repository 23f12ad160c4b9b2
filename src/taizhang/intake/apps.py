"""The intake as a Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from taizhang.ui.navigation import Group, Link


class IntakeConfig(AppConfig):
    """Documents read and candidates to confirm."""

    name = "taizhang.intake"
    verbose_name = _("文件")
    navigation = (
        Link(_("文件"), "intake:list", "intake.view", 20, _("上传计划和报告，核对读出的目标和事项。"), Group.LEDGER),
    )
