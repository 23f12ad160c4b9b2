"""Forms of talks and of the rules of supervision."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from taizhang.ledger.forms.commitments import VersionedForm
from taizhang.progress.slip_rules import SlipRules
from taizhang.ui.uploads import ManyFilesField

_MODES = [("raise", _("自动发出")), ("propose", _("拟出，由人决定")), ("off", _("不按规则发"))]
_SEPARATORS = re.compile(r"[\s,，、;；]+")


class HoldForm(VersionedForm):
    """What came of a talk."""

    held_on = forms.DateField(label=_("约谈日期"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    words = forms.CharField(
        label=_("约谈情况"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("写明约谈人、被约谈人、问题、整改要求和表态"),
    )
    papers = ManyFilesField(label=_("约谈记录"), required=False, max_length=200, help_text=_("可选多个文件"))


class NumbersField(forms.CharField):
    """Whole numbers, separated by commas or spaces."""

    def clean(self, value: Any) -> list[int]:
        """The numbers in the order typed."""
        parts = [part for part in _SEPARATORS.split(super().clean(value)) if part]
        if not all(part.isdecimal() for part in parts):
            raise forms.ValidationError(_("请填写整数，用逗号隔开，如 5,2,0。"))
        return [int(part) for part in parts]


class DaysField(forms.CharField):
    """Days as 2024-05-31, separated by commas, spaces or lines."""

    widget = forms.Textarea(attrs={"rows": 3})

    def clean(self, value: Any) -> list[str]:
        """The days as people write them, checked."""
        parts = [part for part in _SEPARATORS.split(super().clean(value)) if part]
        for part in parts:
            try:
                date.fromisoformat(part)
            except ValueError:
                raise forms.ValidationError(_("“%(day)s”不是日期，请写成 2024-05-31。"), params={"day": part}) from None
        return parts


def _count(label: Any, least: int, help_text: Any = "") -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=least, max_value=250, help_text=help_text)


def _mode(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=_MODES)


class RulesForm(forms.Form):
    """Every number of the rules, and why they are changed."""

    mark = forms.CharField(label=_("编号字头"), max_length=20, help_text=_("如 督办，编号写作 督办〔2024〕12号"))
    near = _count(_("期限前多少个工作日算临近"), 0)
    blue = _mode(_("临近期限（蓝色）"))
    blue_limit = _count(_("蓝色回复时限（工作日）"), 1)
    yellow = _mode(_("进度滞后（黄色）"))
    yellow_limit = _count(_("黄色回复时限（工作日）"), 1)
    red = _mode(_("逾期未完成（红色）"))
    red_limit = _count(_("红色回复时限（工作日）"), 1)
    again = _count(_("问题持续多少个工作日再发"), 0, _("0 为不再发"))
    talk_after = _count(_("一年内几件红色督办单后约谈"), 0, _("0 为不约谈"))
    before = NumbersField(label=_("截止前几个工作日提醒"), required=False, help_text=_("如 5,2,0"))
    after = NumbersField(label=_("逾期后几个工作日提醒"), required=False, help_text=_("如 1,3,5,10"))
    free = DaysField(label=_("本单位另行放假的日期"), required=False, help_text=_("如台风停工，写成 2024-09-06"))
    working = DaysField(label=_("本单位另行上班的日期"), required=False)
    reason = forms.CharField(label=_("修改理由"), max_length=300)

    @classmethod
    def of(cls, rules: SlipRules, data: Any = None) -> RulesForm:
        """The form as the rules stand."""
        table = rules.table()
        lists = {name: ",".join(map(str, table[name])) for name in ("before", "after", "free", "working")}
        return cls(data, initial=table | lists)

    def content(self, rules: SlipRules) -> dict[str, Any]:
        """The table as it should be."""
        return rules.table() | {name: value for name, value in self.cleaned_data.items() if name != "reason"}
