"""Progress as a Django app."""

from __future__ import annotations

from typing import ClassVar

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang.ui.navigation import Group, Link


class ProgressConfig(AppConfig):
    """Reports, their review, totals up the tree, lights, slips and closing."""

    name = "taizhang.progress"
    verbose_name = _("填报督办")
    navigation: ClassVar[tuple[Link, ...]] = (
        Link(
            _("我要填的"),
            "progress:owed",
            "progress.enter",
            10,
            _("本单位要报的数和事项，一张表填完上报。"),
            Group.REPORTING,
        ),
        Link(
            _("导入填报表"),
            "progress:uploads",
            "progress.enter",
            15,
            _("把填好的 Excel 表传回来，先看读出了什么，再保存。"),
            Group.REPORTING,
        ),
        Link(
            _("待审核"),
            "progress:review",
            "progress.send_back",
            20,
            _("审核下级报来的数，退回或锁定。"),
            Group.REPORTING,
        ),
        Link(
            pgettext_lazy("list", "填报期"),
            "progress:periods",
            "progress.view",
            30,
            _("每期请谁填报、谁报齐了、谁还没有报。"),
            Group.REPORTING,
        ),
        Link(
            _("填报记录"),
            "progress:reports",
            "progress.view",
            40,
            _("查每一笔填报：报了多少、到哪一步、有哪些版本。"),
            Group.REPORTING,
        ),
        Link(
            _("督办单"),
            "supervision:list",
            "progress.view_slips",
            10,
            _("看督办单：发给谁、为什么、何时前回复、办到哪一步。"),
            Group.SUPERVISION,
        ),
        Link(
            _("按时间看"),
            "supervision:ages",
            "progress.view_slips",
            15,
            _("看督办单开了多久、哪些拖得最长。"),
            Group.SUPERVISION,
        ),
        Link(
            _("约谈"), "supervision:talks", "progress.view_slips", 20, _("看因连续红灯提出的约谈。"), Group.SUPERVISION
        ),
        Link(
            _("销号"),
            "progress:closings",
            "progress.view",
            30,
            _("看销号申请：谁申请、谁核验、办到哪一步。"),
            Group.SUPERVISION,
        ),
        Link(
            _("亮灯规则"), "progress:rules", "progress.view_rules", 40, _("查亮灯的规则和历次修改。"), Group.SUPERVISION
        ),
        Link(
            _("检查规则"),
            "progress:checks",
            "progress.view_checks",
            42,
            _("查填报时提示哪些可疑的数、哪些条目须附佐证材料。"),
            Group.SUPERVISION,
        ),
        Link(
            _("督办规则"),
            "supervision:rules",
            "progress.view_slips",
            45,
            _("查督办单何时自动提出、几天内回复。"),
            Group.SUPERVISION,
        ),
    )

    def ready(self) -> None:
        """Be told when a commitment changes; show its number, its slips and what was reached on its page."""
        from taizhang.ledger import counting, marks, panels, reached
        from taizhang.ledger.followers import follow
        from taizhang.progress.actions.counting import recount
        from taizhang.progress.actions.following import changed
        from taizhang.progress.marks import MARK
        from taizhang.progress.panels import begun, evidence, number, slips
        from taizhang.progress.reached import reached_by
        from taizhang.progress.share_maps import share_map

        follow(changed)
        counting.listen(recount)
        panels.offer(number, 10)
        panels.offer(begun, 12)
        panels.offer(evidence, 14)
        marks.offer(MARK)
        panels.offer(share_map, 60)
        panels.offer(slips, 40)
        reached.offer(reached_by)
