"""The policy as a Django app, so that its words are translated."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PolicyConfig(AppConfig):
    """Roles and actions."""

    name = "taizhang.policy"
    verbose_name = _("权限")
