"""Rankings as a Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from taizhang.ui.navigation import Link


class RankingsConfig(AppConfig):
    """Peer groups, schemes, rankings, what was frozen."""

    name = "taizhang.rankings"
    verbose_name = _("比拼")
    navigation = (
        Link(
            _("比拼"),
            "rankings:schemes",
            "rankings.view",
            48,
            _("同组地区按写明的规则比水平、比进步，看名次、升降和原因。"),
        ),
    )
