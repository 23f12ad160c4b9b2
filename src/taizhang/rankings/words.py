"""What the pure modules of rankings mean, in words for people: refusals of rules, notices under a ranking, names of choices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from taizhang.rankings.rules import AREA, POPULATION, VILLAGES, RuleError
from taizhang.rankings.tables import Notice

_REFUSALS: dict[str, str | Promise] = {
    "weights": _("各指标权重合计为 %(sum)s，应为 100。请调整权重。"),
    "no_items": _("方案里还没有指标。请至少选一项指标。"),
    "too_many_items": _("指标超过 %(most)s 项。请合并或分成几个方案。"),
    "twice": _("同一指标、同一计量方式写了两次。请合并成一行。"),
    "floor": _("底分 %(floor)s 不低于封顶分 %(cap)s。请改小底分或改大封顶分。"),
    "cap": _("封顶分 %(cap)s 超过 100；只有按目标完成率计分的指标可以超过 100。"),
    "value": _("“%(key)s”不能是“%(value)s”。请检查后重填。"),
    "key": _("方案的“%(key)s”缺失或多余。请重新打开编辑页填写。"),
    "unrankable": _(
        "指标“%(indicator)s”统计的是群众诉求件数或系统使用情况，不得用于比拼。请从方案中去掉，比拼只看工作成效。"
    ),
}
_NOTICES: dict[str, str | Promise] = {
    "nobody": _("这一天组内没有成员，无法比拼。请先在分组里加入地区。"),
    "alone": _("组内只有一个地区，没有可比对象，各项得中间分。"),
    "no_values": _("“%(indicator)s”还没有任何地区的锁定数，本期不计，权重按比例摊给其他指标。"),
    "all_equal": _("“%(indicator)s”各地相同，拉不开差距，各得中间分。"),
    "no_change": _("“%(indicator)s”没有可比的上期数，变化部分本期不计。"),
    "undivided": _("“%(indicator)s”有 %(places)s 个地区没有可用的分母数据（未登记或为零），按缺数处理。"),
    "untargeted": _("“%(indicator)s”有 %(places)s 个地区没有目标，算不出完成率，按缺数处理。"),
    "unplaced": _("%(places)s 个地区已锁定的数太少，不排名次。"),
}
NORMALISATIONS: Mapping[str, str | Promise] = {
    "minmax": _("极差法：最差到最好之间按比例"),
    "percentile": _("位次法：胜过多少个地区"),
    "z": _("标准差法：离平均多远"),
    "target": _("完成率：完成值比目标值"),
}
DIRECTIONS: Mapping[str, str | Promise] = {"up": _("越大越好"), "down": _("越小越好")}
MISSING: Mapping[str, str | Promise] = {
    "reweight": _("不计该项，权重摊给其他项"),
    "zero": _("该项计零分"),
    "minimum": _("该项按组内最低分"),
    "last": _("用上一次锁定的数；没有则按组内最低分"),
}
TIES: Mapping[str, str | Promise] = {
    "shared": _("并列，下一名次空出（1、1、3）"),
    "dense": _("并列，名次不空（1、1、2）"),
    "weightiest": _("先比权重最大的指标，仍同则并列"),
}
AGAINST: Mapping[str, str | Promise] = {"last_year": _("上年同期"), "last_frozen": _("上一期冻结的比拼")}
TAKEN: Mapping[str, str | Promise] = {"difference": _("增减量"), "growth": _("增幅（%）")}
PER: Mapping[str, str | Promise] = {
    "": _("不折算"),
    POPULATION: _("人均（人口）"),
    VILLAGES: _("村均（村（社区）数）"),
    AREA: _("每平方公里"),
}
UNITS: Mapping[str, str | Promise] = {POPULATION: _("人"), VILLAGES: _("个村（社区）"), AREA: _("平方公里")}
GAPS: Mapping[str, str | Promise] = {
    "missing": _("未锁定"),
    "denominator": _("缺分母"),
    "target": _("无目标"),
}
WHAT: Mapping[str, str | Promise] = {"value": _("完成值"), "per": _("分母"), "target": _("目标值")}


def refusal(code: str, **values: Any) -> str:
    """A refusal in words."""
    return str(_REFUSALS[code]) % values


def said(error: RuleError) -> str:
    """What is wrong with rules, in words."""
    return refusal(error.code, **error.values)


def notice(each: Notice) -> str:
    """What a reader of a ranking must know, in words; a code that this version does not know as it is kept."""
    words = _NOTICES.get(each.code)
    return f"{each.code} {dict(each.values)}" if words is None else str(words) % each.values
