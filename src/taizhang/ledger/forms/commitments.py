"""Forms that change one line of the ledger."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from taizhang.accounts.forms import OrganisationField, OrganisationsField
from taizhang.ledger.actions import Edit
from taizhang.ledger.models import Commitment, Indicator
from taizhang.ledger.queries.commitments import offered_owners
from taizhang.ledger.queries.naming import last_day
from taizhang.measures.quantities import parse_quantity
from taizhang.places.models import Place
from taizhang.ui.choosing import SearchedChoicesField

_DATE = {"type": "date"}


class VersionedForm(forms.Form):
    """A form that remembers which version of its object it shows."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class PlaceField(forms.CharField):
    """An existing place, by its name or its code, at or below ``root``."""

    root: Place | None = None

    def clean(self, value: Any) -> Any:
        """The one place of that code or name; says so where several bear it."""
        words = super().clean(value)
        rows = Place.objects.filter(valid_to=None).exclude(kind=Place.Kind.PLACEHOLDER)
        if self.root is not None:
            rows = rows.filter(path__within=self.root.path)
        found = list(rows.filter(code=words) if words.isdigit() else rows.filter(name=words)[:2])
        if len(found) > 1:
            raise forms.ValidationError(_("有几个地方都叫“%(words)s”，请填代码。"), params={"words": words})
        if not found:
            raise forms.ValidationError(_("没有名为或代码为“%(words)s”的现行区划。"), params={"words": words})
        return found[0]


class EditForm(VersionedForm):
    """Everything a commitment says. The figure is written as people write it: 8万个以上, 不超过24.6微克/立方米."""

    title = forms.CharField(label=_("内容"), max_length=300)
    kind = forms.ChoiceField(label=_("类别"), choices=Commitment.Kind.choices)
    figure = forms.CharField(
        label=_("目标"), max_length=60, required=False, help_text=_("照原文写，如 8万个以上、不超过3%、第2位；事项不填")
    )
    measure = forms.ChoiceField(label=_("计量"), choices=[("", "—"), *Commitment.Measure.choices], required=False)
    direction = forms.ChoiceField(label=_("增减"), choices=[("", "—"), *Commitment.Direction.choices], required=False)
    indicator = forms.ModelChoiceField(label=_("指标"), queryset=Indicator.objects.all(), required=False)
    period = forms.CharField(
        label=_("时段"), max_length=21, required=False, help_text=_("如 2024、2024-06、2024-Q3、2021/2025")
    )
    place = PlaceField(label=_("地区"), help_text=_("名称或代码"))
    area = forms.CharField(label=_("工作领域"), max_length=60, required=False)
    strength = forms.ChoiceField(label=_("强度"), choices=Commitment.Strength.choices)
    start_by = forms.DateField(
        label=_("应开工"),
        required=False,
        widget=forms.DateInput(attrs=_DATE, format="%Y-%m-%d"),
        help_text=_("原文约定的最迟开工日，如“6月底前开工”；没有约定不填"),
    )
    deadline = forms.DateField(label=_("期限"), required=False, widget=forms.DateInput(attrs=_DATE, format="%Y-%m-%d"))
    key = forms.BooleanField(label=_("重点"), required=False, help_text=_("重点条目销号时一律由督查核验"))
    note = forms.CharField(label=_("备注"), max_length=300, required=False)

    @classmethod
    def of(cls, commitment: Commitment, data: Any = None) -> EditForm:
        """The form as the commitment stands."""
        names = (
            "title",
            "kind",
            "measure",
            "direction",
            "indicator",
            "period",
            "area",
            "strength",
            "start_by",
            "deadline",
            "key",
            "note",
        )
        shown = {name: getattr(commitment, name) for name in (*names, "version")}
        return cls(data, initial={**shown, "figure": commitment.amount, "place": commitment.place.name})

    def clean_figure(self) -> Any:
        """The figure as a quantity."""
        words = self.cleaned_data["figure"].strip()
        if not words:
            return None
        quantity = parse_quantity(words)
        if quantity is None:
            raise forms.ValidationError(
                _("看不懂“%(words)s”。请写数字加单位，如 8万个以上、不超过3%%。"), params={"words": words}
            )
        return quantity

    def clean_period(self) -> str:
        """A period as the reader writes it."""
        period: str = self.cleaned_data["period"].strip()
        if period and last_day(period) is None:
            raise forms.ValidationError(_("时段请写成 2024、2024-06、2024-Q3、2024-H1 或 2021/2025。"))
        return period

    def clean(self) -> dict[str, Any]:
        """Nothing begins after it must be done."""
        cleaned = super().clean() or self.cleaned_data
        start, end = cleaned.get("start_by"), cleaned.get("deadline")
        if start and end and start > end:
            self.add_error("start_by", _("应开工日期晚于期限，请核对。"))
        return cleaned

    def edit(self) -> Edit:
        """What the commitment should say."""
        data = {name: value for name, value in self.cleaned_data.items() if name not in {"version", "figure"}}
        quantity = self.cleaned_data["figure"]
        if quantity is not None:
            data |= {"value": quantity.value, "unit": quantity.unit, "comparator": quantity.comparator}
        return Edit(**data)


class AssignForm(VersionedForm):
    """Who answers, who helps, until when."""

    lead = OrganisationField(label=_("牵头单位"), empty_label=_("请选择"))
    co_owners = OrganisationsField(label=_("配合单位"), required=False)
    deadline = forms.DateField(label=_("期限"), required=False, widget=forms.DateInput(attrs=_DATE, format="%Y-%m-%d"))

    def __init__(self, data: Any = None, *, commitment: Commitment) -> None:
        initial = {
            "version": commitment.version,
            "lead": commitment.lead_id,
            "co_owners": [each.pk for each in commitment.co_owners.all()],
            "deadline": commitment.deadline,
        }
        super().__init__(data, initial=initial)
        offered = offered_owners(commitment)
        for name in ("lead", "co_owners"):
            field = self.fields[name]
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = offered


class ReasonForm(VersionedForm):
    """Why."""

    reason = forms.CharField(label=_("理由"), widget=forms.Textarea(attrs={"rows": 4}), max_length=1000)


class MergeForm(VersionedForm):
    """Which others say the same."""

    others = SearchedChoicesField(Commitment.objects.none(), label=_("与哪些条目合并"), search=("title__icontains",))
    reason = forms.CharField(label=_("说明"), max_length=300, required=False)


class SplitForm(VersionedForm):
    """The parts, one a line: name, then the figure."""

    parts = forms.CharField(
        label=_("拆成哪几项"),
        widget=forms.Textarea,
        max_length=3000,
        help_text=_("一行一项：先写名称，空格或制表符，再写目标；事项只写名称。至少两行。"),
    )

    def clean_parts(self) -> list[tuple[str, Any]]:
        """Names with their quantities."""
        return [_part(line) for line in self.cleaned_data["parts"].splitlines() if line.strip()]


def _part(line: str) -> tuple[str, Any]:
    name, _space, figure = line.strip().replace("\u3000", " ").replace("\t", " ").rpartition(" ")
    quantity = parse_quantity(figure) if name else None
    if quantity is None:
        return line.strip()[:300], None
    return name.strip()[:300], quantity
