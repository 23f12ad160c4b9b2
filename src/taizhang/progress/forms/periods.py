"""The form that opens a reporting period: which stretch of time, about what, by when."""

from __future__ import annotations

import calendar
from dataclasses import replace
from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taizhang.ledger.models import Commitment, Document
from taizhang.places.models import Place
from taizhang.progress.actions.periods import Span, askable
from taizhang.progress.models import Period
from taizhang.progress.workdays import add_workdays

#: Working days an office usually gives owners after a period ends; the form says the day, and any other may be set.
USUAL_DAYS = 5
_DATE = {"type": "date"}


class PeriodForm(forms.Form):
    """Everything but which commitments are picked one by one; that is asked in the preview."""

    kind = forms.ChoiceField(label=_("类别"), choices=Period.Kind.choices, widget=forms.RadioSelect)
    year = forms.IntegerField(label=_("年"), min_value=2000, max_value=2100)
    number = forms.IntegerField(
        label=_("第几月（季）"),
        min_value=1,
        max_value=12,
        required=False,
        help_text=_("月填 1–12，季度填 1–4；自定不填"),
    )
    first = forms.DateField(label=_("起"), required=False, widget=forms.DateInput(attrs=_DATE), help_text=_("自定才填"))
    last = forms.DateField(label=_("止"), required=False, widget=forms.DateInput(attrs=_DATE), help_text=_("自定才填"))
    name = forms.CharField(label=_("名称"), max_length=40, required=False, help_text=_("不填则按起止命名"))
    due = forms.DateField(
        label=_("填报截止"),
        required=False,
        widget=forms.DateInput(attrs=_DATE),
        help_text=_("不填则为期末后第 5 个工作日"),
    )
    areas = forms.MultipleChoiceField(
        label=_("工作领域"), required=False, widget=forms.CheckboxSelectMultiple, help_text=_("不勾为全部")
    )
    document = forms.ModelChoiceField(
        label=_("来自文件"), queryset=Document.objects.none(), required=False, empty_label=_("全部")
    )
    places = forms.ModelMultipleChoiceField(
        label=_("地区"),
        queryset=Place.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("不勾为全部；勾选的包括其下级"),
    )

    def __init__(self, data: Any, *, place: Place, documents: QuerySet[Document], today: date) -> None:
        month = today if today.day > 15 else date.fromordinal(today.replace(day=1).toordinal() - 1)
        super().__init__(data, initial={"kind": "month", "year": month.year, "number": month.month})
        self.place = place
        there = Commitment.objects.filter(place__path__within=place.path)
        areas = there.exclude(area="").order_by("area").values_list("area", flat=True).distinct()
        self.fields["areas"].choices = [(area, area) for area in areas]  # type: ignore[attr-defined]
        self.fields["document"].queryset = documents  # type: ignore[attr-defined]
        below = Place.objects.filter(parent=place, valid_to=None).exclude(kind=Place.Kind.PLACEHOLDER)
        self.fields["places"].queryset = below.order_by("code")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The stretch of time the kind and its number mean."""
        data: dict[str, Any] = super().clean() or {}
        if not self.errors:
            self._span(data)
        return data

    def _span(self, data: dict[str, Any]) -> None:
        kind, number = data["kind"], data["number"]
        if kind == Period.Kind.CUSTOM:
            if not data["first"] or not data["last"]:
                self.add_error("first", _("自定的填报期要填起止日期。"))
                return
            self.span = Span(kind, "", data["first"], data["last"], data["due"] or data["last"])
        else:
            most = 12 if kind == Period.Kind.MONTH else 4
            if not number or number > most:
                self.add_error("number", _("请填 1 到 %(most)s。") % {"most": most})
                return
            self.span = _month(data["year"], number) if kind == Period.Kind.MONTH else _quarter(data["year"], number)
        due = data["due"] or add_workdays(self.span.last, USUAL_DAYS).day
        self.span = replace(self.span, name=data["name"].strip() or self.span.name or _custom(self.span), due=due)

    def chosen(self) -> QuerySet[Commitment]:
        """The commitments the period would ask about."""
        rows = askable(self.place, self.span)
        data = self.cleaned_data
        if data["areas"]:
            rows = rows.filter(area__in=data["areas"])
        if data["document"]:
            rows = rows.filter(sources__document=data["document"]).distinct()
        if data["places"]:
            within = Place.objects.none()
            for each in data["places"]:
                within |= Place.objects.filter(path__within=each.path)
            rows = rows.filter(place__in=within.values("pk"))
        return rows


def _month(year: int, number: int) -> Span:
    last = date(year, number, calendar.monthrange(year, number)[1])
    name = gettext("%(year)s年%(number)s月") % {"year": year, "number": number}
    return Span("month", name, last.replace(day=1), last, last)


def _quarter(year: int, number: int) -> Span:
    month = 3 * number
    last = date(year, month, calendar.monthrange(year, month)[1])
    name = gettext("%(year)s年第%(number)s季度") % {"year": year, "number": number}
    return Span("quarter", name, date(year, month - 2, 1), last, last)


def _custom(span: Span) -> str:
    return f"{span.first} — {span.last}"
