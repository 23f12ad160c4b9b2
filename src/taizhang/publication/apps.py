"""Publication as a Django app."""

from __future__ import annotations

from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from taizhang.ui.navigation import Link


class PublicationConfig(AppConfig):
    """What the public sees of chosen commitments."""

    name = "taizhang.publication"
    verbose_name = _("公开")
    navigation: ClassVar[tuple[Link, ...]] = (
        Link(_("公开"), "publication:list", "publication.view", 60, _("选哪些事项向社会公开，看公开了什么、何时更新")),
    )

    def ready(self) -> None:
        """Be told of figures; say on a commitment's page whether it is public."""
        from taizhang.ledger import panels
        from taizhang.publication.following import listen
        from taizhang.publication.panels import public

        listen()
        panels.offer(public, 80)
