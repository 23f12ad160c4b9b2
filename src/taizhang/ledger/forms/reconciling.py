"""Forms of reconciling."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from taizhang.ledger.actions.reconciling import Verdict
from taizhang.ledger.forms.commitments import VersionedForm
from taizhang.ledger.models import Document, Reconciliation, Ruling
from taizhang.measures.quantities import parse_quantity


class ReconcileForm(forms.Form):
    """What is compared with what."""

    old = forms.ModelChoiceField(
        label=_("原文件"), queryset=Document.objects.none(), required=False, empty_label=_("台账（全部已入账的）")
    )
    new = forms.ModelChoiceField(label=_("新文件"), queryset=Document.objects.none())
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


class RuleForm(VersionedForm):
    """Which side stands, and why."""

    stands = forms.ChoiceField(label=_("裁定"), choices=Ruling.Stands.choices, widget=forms.RadioSelect)
    figure = forms.CharField(
        label=_("另定的数值"), max_length=60, required=False, help_text=_("只在“另定数值”时填，如 6000户以上")
    )
    reason = forms.CharField(label=_("理由"), widget=forms.Textarea, max_length=1000)

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
