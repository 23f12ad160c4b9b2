"""Forms of the intake: uploading, editing a candidate, merging, splitting, marking."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from taizhang.intake.models import Candidate
from taizhang.ledger.queries.naming import last_day
from taizhang.measures.errors import MeasureError
from taizhang.measures.periods import Period
from taizhang.ui.uploads import ManyFilesField, ManyFilesInput


class UploadForm(forms.Form):
    """The files to hand in."""

    chosen = ManyFilesField(
        label=_("文件"),
        allow_empty_file=True,
        max_length=1000,
        widget=ManyFilesInput(
            attrs={
                "accept": ".docx,.doc,.wps,.pdf,.txt,.md,.html,.htm,.mht,.xlsx,.xls,.et,.csv,.png,.jpg,.jpeg,.tif,.tiff,.bmp"
            }
        ),
    )


class CandidateForm(forms.ModelForm[Candidate]):
    """What a candidate says."""

    value = forms.CharField(label=_("数值"), required=False, max_length=40)

    class Meta:
        model = Candidate
        fields = (
            *("indicator", "kind", "role", "measure", "direction", "comparator", "value", "unit"),
            *("period", "start_by", "place_name", "owner", "co_owners", "strength"),
        )
        help_texts = {
            "period": _("2024、2024-06、2024-Q3、2021/2025"),
            "start_by": _("原文约定的最迟开工日，如“6月底前开工”；没有约定不填"),
            "co_owners": _("用“、”隔开"),
        }
        widgets = {"start_by": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["value"] = self.instance.exact
        for field in self.fields.values():
            if isinstance(field, forms.TypedChoiceField):
                offered: Any = field.choices
                field.choices = [(value, words if value else "—") for value, words in offered]

    def clean_value(self) -> Decimal | None:
        """The number, written with or without 万 and 亿 separators; ``None`` where left empty."""
        words = self.cleaned_data["value"].replace(",", "").replace("，", "").strip()
        if not words:
            return None
        try:
            value = Decimal(words)
        except InvalidOperation:
            raise forms.ValidationError(_("请填写数字，例如 80000 或 24.6。")) from None
        if not value.is_finite() or abs(value) >= Decimal(10) ** 18:
            raise forms.ValidationError(_("数值过大，请核对。"))
        return round(value, 6)

    def clean_period(self) -> str:
        """The period as the reader writes it."""
        words: str = self.cleaned_data["period"].strip()
        if words:
            try:
                Period.parse_iso(words)
            except MeasureError:
                raise forms.ValidationError(_("请写成 2024、2024-06、2024-Q3、2024-H1 或 2021/2025。")) from None
        return words

    def clean(self) -> dict[str, Any]:
        """A figure has a value and a unit; a task has neither."""
        data = super().clean() or self.cleaned_data
        last = last_day(data.get("period"))
        if last and data.get("start_by") and data["start_by"] > last:
            self.add_error("start_by", _("应开工日期晚于期限，请核对。"))
        if data.get("kind") == "task":
            data |= {"value": None, "unit": "", "comparator": "", "measure": ""}
        elif "value" not in self.errors:
            if data.get("value") is None:
                self.add_error("value", _("目标要有数值；没有数字的请把类别改为“事项”。"))
            if not data.get("unit"):
                self.add_error("unit", _("请填写单位。"))
            data["comparator"], data["measure"] = data.get("comparator") or "=", data.get("measure") or "level"
        return data

    def _post_clean(self) -> None:
        # The instance stays as it was read: the action writes it, under its lock.
        pass


class SplitForm(forms.Form):
    """One candidate a line."""

    parts = forms.CharField(
        label=_("每行一条"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("写名称即可，数值照旧；数值不同的在名称后空一格写上，如“口袋公园 160个”。"),
    )
