"""Rankings as a Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RankingsConfig(AppConfig):
    """Peer groups, schemes, rankings, what was frozen."""

    name = "taizhang.rankings"
    verbose_name = _("比拼")
