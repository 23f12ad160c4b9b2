"""The divisions as a Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from taizhang.ui.navigation import Group, Link


class PlacesConfig(AppConfig):
    """Administrative divisions."""

    name = "taizhang.places"
    verbose_name = _("行政区划")
    navigation = (
        Link(
            _("区划"), "places:list", "places.view", 70, _("查行政区划的代码、名称、上下级和历次变更。"), Group.OFFICE
        ),
    )
