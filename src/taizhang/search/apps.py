"""Search as a Django app."""

from __future__ import annotations

from typing import Any, ClassVar

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _

from taizhang.ui.navigation import Part


class SearchConfig(AppConfig):
    """Everything that has words, found by words."""

    name = "taizhang.search"
    verbose_name = _("全文查找")
    masthead: ClassVar[tuple[Part, ...]] = (Part("search/_box.html", "search.find"),)

    def ready(self) -> None:
        """Be told of what is written; set the index up with the database."""
        from taizhang.search.freshness import listen

        listen()
        post_migrate.connect(_set_up, sender=self)


def _set_up(**_kwargs: Any) -> None:
    from taizhang.search.indexing import set_up

    set_up()
