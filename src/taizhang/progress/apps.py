"""Progress as a Django app."""

from __future__ import annotations

from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from taizhang.ui.navigation import Link


class ProgressConfig(AppConfig):
    """Reports, their review, totals up the tree, lights, slips and closing."""

    name = "taizhang.progress"
    verbose_name = _("填报督办")
    navigation: ClassVar[tuple[Link, ...]] = (
        Link(_("填报"), "progress:owed", "progress.enter", 20, _("本单位要报的数和事项，一张表填完上报")),
        Link(_("填报期"), "progress:periods", "progress.view", 21, _("每期请谁填报、谁报齐了、谁还没有报")),
        Link(_("销号"), "progress:closings", "progress.view", 45),
        Link(
            _("督办"),
            "supervision:list",
            "progress.view_slips",
            40,
            _("看督办单：发给谁、为什么、何时前回复、办到哪一步。"),
        ),
    )

    def ready(self) -> None:
        """Be told when a commitment changes; show its number, its slips and what was reached on its page."""
        from taizhang.ledger import counting, marks, panels, reached
        from taizhang.ledger.followers import follow
        from taizhang.progress.actions.counting import recount
        from taizhang.progress.actions.following import changed
        from taizhang.progress.marks import MARK
        from taizhang.progress.panels import number, slips
        from taizhang.progress.reached import reached_by
        from taizhang.progress.share_maps import share_map

        follow(changed)
        counting.listen(recount)
        panels.offer(number, 10)
        marks.offer(MARK)
        panels.offer(share_map, 60)
        panels.offer(slips, 40)
        reached.offer(reached_by)
