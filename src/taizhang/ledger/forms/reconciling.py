"""Forms of reconciling."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taizhang.ledger.actions.ruling import Verdict
from taizhang.ledger.forms.commitments import VersionedForm
from taizhang.ledger.forms.documents import DocumentField
from taizhang.ledger.models import Discrepancy, Document, Reconciliation, Ruling
from taizhang.measures.quantities import parse_quantity


class ReconcileForm(forms.Form):
    """What is compared with what."""

    old = DocumentField(
        label=_("拿什么对"),
        required=False,
        empty_label=_("台账（全部已入账的）"),
        help_text=_("较早的文件，如年初的政府工作报告；不选就是整个台账"),
    )
    new = DocumentField(
        label=_("对哪份文件"),
        empty_label=_("请选择"),
        help_text=_("较新的文件，如四月的工作要点"),
    )
    against = forms.ChoiceField(
        label=_("方式"),
        choices=Reconciliation.Against.choices,
        help_text=_("对完成情况：看原文件的承诺在新报告里落实得怎样"),
    )

    def __init__(self, data: Any, documents: QuerySet[Document]) -> None:
        super().__init__(data)
        for name in ("old", "new"):
            field = self.fields[name]
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = documents


class RuleTogetherForm(forms.Form):
    """One ruling for several differences: a side stands, or both do."""

    stands = forms.ChoiceField(
        label=_("裁定"), choices=[each for each in Ruling.Stands.choices if each[0] != Ruling.Stands.OTHER]
    )
    reason = forms.CharField(label=_("理由"), max_length=1000)


def _said(claims: list[dict[str, Any]]) -> str:
    """The figure of a side, or that it says nothing."""
    if not claims:
        return gettext("没有提")
    return claims[0]["figure"] if claims[0].get("value") is not None else gettext("照原话")


#: What the choices mean for a promise that only the old or only the new document makes.
_ONE_SIDED = {
    (True, False): [
        (Ruling.Stands.OLD, _("继续执行（以原文为准）")),
        (Ruling.Stands.NEW, _("不再执行，条目终止（以新文为准）")),
    ],
    (False, True): [
        (Ruling.Stands.NEW, _("列入执行（以新文为准）")),
        (Ruling.Stands.OLD, _("不列入，条目终止（以原文为准）")),
    ],
}


class RuleForm(VersionedForm):
    """Which side stands, and why; each side is offered with its figure."""

    stands = forms.ChoiceField(label=_("裁定"), choices=Ruling.Stands.choices, widget=forms.RadioSelect)
    figure = forms.CharField(
        label=_("另定的数值"), max_length=60, required=False, help_text=_("只在“另定数值”时填，如 6000户以上")
    )
    reason = forms.CharField(label=_("理由"), widget=forms.Textarea(attrs={"rows": 4}), max_length=1000)

    def __init__(self, data: Any, discrepancy: Discrepancy) -> None:
        super().__init__(data, initial={"version": discrepancy.version})
        said = {"old": _said(discrepancy.old_claims), "new": _said(discrepancy.new_claims)}
        stands = self.fields["stands"]
        if isinstance(stands, forms.ChoiceField):
            stands.choices = [
                (value, f"{label}：{said[value]}" if value in said else label) for value, label in Ruling.Stands.choices
            ]
        one_sided = _ONE_SIDED.get((bool(discrepancy.old_claims), bool(discrepancy.new_claims)))
        if one_sided and isinstance(stands, forms.ChoiceField):
            stands.choices = one_sided
            del self.fields["figure"]

    def clean(self) -> dict[str, Any]:
        """The figure where one is asked for."""
        data = super().clean() or {}
        figure = data.get("figure", "").strip()
        data["quantity"] = parse_quantity(figure) if data.get("stands") == Ruling.Stands.OTHER else None
        if data.get("stands") == Ruling.Stands.OTHER and data["quantity"] is None:
            self.add_error("figure", _("请写数字加单位，如 6000户以上。"))
        return data

    def verdict(self) -> Verdict:
        """What the ruling says."""
        data = self.cleaned_data
        if data["quantity"] is None:
            return Verdict(data["stands"], data["reason"])
        quantity = data["quantity"]
        return Verdict(data["stands"], data["reason"], quantity.value, quantity.unit, quantity.comparator)
