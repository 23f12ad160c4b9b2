"""Forms about lights: a person's confidence, and a new version of the rules."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from taizhang.progress.light_rules import LightRules
from taizhang.progress.models import Position

_MILD = [("green", _("绿")), ("yellow", _("黄"))]


class ConfidenceForm(forms.Form):
    """How sure one is, and why."""

    confidence = forms.ChoiceField(label=_("交付信心"), choices=Position.Confidence.choices, widget=forms.RadioSelect)
    words = forms.CharField(label=_("信心说明"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class RulesForm(forms.Form):
    """The thresholds of the rules, in force from a day on."""

    slight = forms.ChoiceField(label=_("落后不足起黄点数时"), choices=_MILD)
    yellow_from = forms.DecimalField(label=_("落后多少个百分点起为黄"), min_value=0, max_value=100)
    red_above = forms.DecimalField(label=_("落后超过多少个百分点为红"), min_value=0, max_value=100)
    start_red_months = forms.IntegerField(label=_("未按期开工几个月后为红"), min_value=0, max_value=60)
    caught_up = forms.ChoiceField(label=_("上期落后、本期追上时"), choices=_MILD)
    no_report_red = forms.IntegerField(label=_("逾期未报几天后为红"), min_value=0, max_value=366)
    grace = forms.IntegerField(label=_("期限过后几天内仍等最后一次填报"), min_value=0, max_value=366)
    incomplete_below = forms.DecimalField(label=_("下级报齐不足百分之几时不为绿"), min_value=0, max_value=100)
    incomplete = forms.ChoiceField(label=_("未报齐时"), choices=_MILD)
    valid_from = forms.DateField(label=_("施行日期"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    reason = forms.CharField(label=_("理由"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))

    @classmethod
    def of(cls, rules: LightRules, day: object, data: Any = None) -> RulesForm:
        """The form as the rules stand."""
        return cls(data, initial={name: getattr(rules, name) for name in THRESHOLDS} | {"valid_from": day})

    def changed_table(self, rules: LightRules) -> dict[str, Any]:
        """The rules' table with what was entered."""
        given = {name: self.cleaned_data[name] for name in THRESHOLDS}
        plain = {name: value if isinstance(value, (int, str)) else str(value) for name, value in given.items()}
        return rules.table() | plain


THRESHOLDS = tuple(name for name in RulesForm.base_fields if name not in {"valid_from", "reason"})
