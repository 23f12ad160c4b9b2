"""The form by which the rules of checks are changed: for each check whether it asks, and its limits."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from taizhang.ledger.forms.commitments import VersionedForm
from taizhang.ledger.models import Commitment
from taizhang.progress.check_rules import WANTED, CheckRule, tables_of
from taizhang.progress.reasons import Reason

MODES = {
    "asks": _("提示，并要填报人说明"),
    "says": _("只提示"),
    "off": _("不查"),
}
_LIMITS = {
    ("jump", "times"): _("本期数超过前几期平均的几倍"),
    ("jump", "points"): _("比率升降超过几个百分点"),
    ("jump", "percent"): _("其他存量数升降超过百分之几"),
    ("beyond", "percent"): _("超出目标部分多于全程的百分之几"),
    ("scale", "near"): _("改写“万”“亿”后相差几倍以内"),
}
_SEPARATORS = re.compile(r"[\r\n、，,；;]+")


def _said(code: str) -> str:
    return Reason.of(code).words(get_language())


_said_lazily = lazy(_said, str)


def mode_of(rule: CheckRule) -> str:
    """What a check does, by its name among ``MODES``."""
    return "off" if not rule.on else "asks" if rule.asks else "says"


class AreasField(forms.CharField):
    """Areas of work that some commitment bears, separated by lines or commas."""

    widget = forms.Textarea(attrs={"rows": 2})

    def clean(self, value: Any) -> list[str]:
        """The names, each once; says which one nothing in the ledger bears."""
        names = [each.strip() for each in _SEPARATORS.split(super().clean(value)) if each.strip()]
        known = set(Commitment.objects.filter(area__in=names).values_list("area", flat=True))
        for each in names:
            if each not in known:
                raise forms.ValidationError(
                    _("台账里没有“%(area)s”领域的条目，请照台账的“工作领域”写。"), params={"area": each}
                )
        return list(dict.fromkeys(names))


class EvidenceForm(VersionedForm):
    """Whether one commitment's reports need evidence, and why."""

    evidence = forms.ChoiceField(
        label=_("填报时"),
        required=False,
        choices=[("", _("按检查规则")), *((each.value, each.label) for each in Commitment.EvidenceWish)],
        widget=forms.RadioSelect,
        help_text=_("也管本条目分解出的各份额，份额另有指定的除外"),
    )
    reason = forms.CharField(label=_("理由"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class ChecksForm(forms.Form):
    """Every check with its limits; what evidence is wanted of; from which day on, and why."""

    number = forms.IntegerField(widget=forms.HiddenInput, required=False)
    wanted = forms.MultipleChoiceField(
        label=_("哪些条目须附佐证材料"),
        required=False,
        choices=[(name, _said_lazily(f"wanted_{name}")) for name in WANTED],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("都不选即一律不要求；单个条目可在条目页另行指定"),
    )
    areas = AreasField(label=_("整个领域须附"), required=False, help_text=_("工作领域的名称，每行一个"))
    spared = AreasField(label=_("整个领域免附"), required=False, help_text=_("工作领域的名称，每行一个"))
    valid_from = forms.DateField(label=_("施行日期"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    reason = forms.CharField(label=_("理由"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, data: Any = None, *, rules: tuple[CheckRule, ...], number: int, day: object) -> None:
        initial: dict[str, Any] = {"number": number, "valid_from": day}
        super().__init__(data, initial=initial)
        for rule in rules:
            self._add(rule)
        self.order_fields([*(name for name in self.fields if name not in self.base_fields), *self.base_fields])

    def _add(self, rule: CheckRule) -> None:
        self.fields[f"{rule.name}_mode"] = forms.ChoiceField(
            label=_said(f"check_name_{rule.name}"), choices=list(MODES.items()), initial=mode_of(rule)
        )
        for name, value in rule.thresholds:
            self.fields[f"{rule.name}_{name}"] = forms.DecimalField(
                label=_LIMITS[rule.name, name], min_value=0, max_digits=9, decimal_places=2, initial=value
            )
        for name, words in rule.lists:
            self.initial[name] = list(words) if name == "wanted" else "\n".join(words)

    def content(self, rules: tuple[CheckRule, ...]) -> dict[str, Any]:
        """The tables of the checks with what was entered."""
        data, tables = self.cleaned_data, tables_of(rules)
        for rule in rules:
            mode = data[f"{rule.name}_mode"]
            # A check that is turned off keeps whether it asked, for the day it is turned on again.
            tables[rule.name] |= {"on": mode != "off", "asks": rule.asks if mode == "off" else mode == "asks"}
            tables[rule.name] |= {name: str(data[f"{rule.name}_{name}"]) for name, _value in rule.thresholds}
            tables[rule.name] |= {name: data[name] for name, _words in rule.lists}
        return tables
