"""The accounts as a Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """People, organisations, roles and scope."""

    name = "taizhang.accounts"
    verbose_name = _("人员与权限")

    def ready(self) -> None:
        from taizhang.accounts import checks  # noqa: F401 - registers the check of the URL table
