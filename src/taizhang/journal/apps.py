"""The journal as a Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.db import connections
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from taizhang.ui.navigation import Group, Link


class JournalConfig(AppConfig):
    """Puts the database's own guard on the journal after every migration."""

    name = "taizhang.journal"
    verbose_name = _("操作日志")

    navigation = (
        Link(
            _("操作日志"),
            "journal:list",
            "journal.view",
            90,
            _("查每一次修改：谁、何时、从哪里、改了什么。"),
            Group.OFFICE,
        ),
    )

    def ready(self) -> None:
        post_migrate.connect(_guard, sender=self)


def _guard(using: str, **_kwargs: object) -> None:
    from taizhang.journal.guards import install

    # Rebuilding a table, as SQLite does for most changes of a column, silently drops its triggers.
    install(connections[using])
