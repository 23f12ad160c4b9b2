"""The roles people hold, and which of them administer the system instead of working in it."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person is at an organisation; the values are the column names of ``policy.csv``."""

    OFFICE = "office", _("市级专班")
    DEPARTMENT = "department", _("部门")
    TOWN = "town", _("镇街")
    VILLAGE = "village", _("村（社区）")
    SUPERVISION = "supervision", _("督查")
    LEADER = "leader", _("分管领导")
    HOTLINE = "hotline", _("热线与网格")
    SYSTEM = "system", _("系统管理员")
    SECURITY = "security", _("安全保密管理员")
    AUDITOR = "auditor", _("安全审计员")


#: The three administrators are kept apart: none of them sees the offices' work, and nobody is two of them.
ADMINISTRATORS = frozenset({Role.SYSTEM, Role.SECURITY, Role.AUDITOR})
OFFICIALS = frozenset(set(Role) - ADMINISTRATORS)
#: Visitors without an account; a column of the table, not a role anybody holds.
PUBLIC = "public"
