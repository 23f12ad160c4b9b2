"""Deliveries as a Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from taizhang.ui.navigation import Group, Link


class DeliveriesConfig(AppConfig):
    """Lists of delivered things."""

    name = "taizhang.deliveries"
    verbose_name = _("交付清单")
    navigation = (
        Link(
            _("交付清单"),
            "deliveries:lists",
            "deliveries.view",
            46,
            _("逐个登记建成的项目，数字由清单自动计数。"),
            Group.REPORTING,
        ),
    )

    def ready(self) -> None:
        """Count for the ledger, and stand on a commitment's page."""
        from taizhang.deliveries.panels import panel
        from taizhang.deliveries.queries import address, count
        from taizhang.ledger import counting, panels

        counting.offer(counting.Counter("deliveries", _("交付清单"), count, address))
        panels.offer(panel, 40)
