"""The form of facts: typed or pasted from a sheet, a line for each place."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from taizhang.measures.quantities import parse_quantity
from taizhang.places.models import Place
from taizhang.rankings.actions import Stated
from taizhang.rankings.rules import AREA, POPULATION
from taizhang.rankings.words import UNITS

_OWN = "own"
_MOST = 3000


class FactsForm(forms.Form):
    """What was counted, as at which day, by whom, and the numbers."""

    what = forms.ChoiceField(
        label=_("名目"),
        choices=[(POPULATION, _("人口（人）")), (AREA, _("面积（平方公里）")), (_OWN, _("其他"))],
    )
    own = forms.CharField(label=_("其他名目"), max_length=20, required=False, help_text=_("选“其他”时写明，如“户数”"))
    on = forms.DateField(label=_("数据日期"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    source = forms.CharField(label=_("来源"), max_length=200, help_text=_("如“2023年统计年鉴表2-3”"))
    numbers = forms.CharField(
        label=_("各地的数"),
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("一行一个地区：名称或代码，然后是数。可从表格整列粘贴；CSV 也可以直接贴进来。"),
    )

    def __init__(self, *args: Any, within: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.within = within

    def clean(self) -> dict[str, Any]:
        """Other facts say what they are."""
        data = super().clean() or {}
        if data.get("what") == _OWN and not data.get("own", "").strip():
            self.add_error("own", _("请写明是什么数据。"))
        return data

    def clean_numbers(self) -> list[tuple[Place, Decimal]]:
        """A place and a number for each line; every line that is not is named."""
        written = [line.strip() for line in self.cleaned_data["numbers"].splitlines() if line.strip()]
        if len(written) > _MOST:
            raise forms.ValidationError(_("一次最多 %(most)s 行。"), params={"most": _MOST})
        known = self._places()
        found, wrong = [], []
        for number, line in enumerate(written, 1):
            place, value = _parted(line, known)
            if place is None or value is None:
                what = _("没有这个地区，或有几个同名，请写代码") if place is None else _("看不懂这个数")
                wrong.append(
                    _("第%(number)s行“%(line)s”：%(what)s") % {"number": number, "line": line[:40], "what": what}
                )
            else:
                found.append((place, value))
        if wrong:
            raise forms.ValidationError(wrong[:20])
        return found

    def stated(self) -> list[Stated]:
        """As the action takes it."""
        data = self.cleaned_data
        kind = data["own"].strip() if data["what"] == _OWN else data["what"]
        on: date = data["on"]
        return [Stated(place, kind, on, value) for place, value in data["numbers"]]

    def _places(self) -> dict[str, Place | None]:
        """Places by code, and by name where one alone bears it."""
        rows = Place.objects.filter(valid_to=None, path__within=self.within.path).exclude(kind=Place.Kind.PLACEHOLDER)
        found: dict[str, Place | None] = {}
        for place in rows:
            found[place.code] = place
            found[place.name] = None if place.name in found else place
        return found


def _parted(line: str, known: dict[str, Place | None]) -> tuple[Place | None, Decimal | None]:
    match = re.fullmatch(r"[\"']?(.+?)[\"']?[\s,，\t]+[\"']?([^\s\"']+)[\"']?", line)
    if match is None:
        return known.get(line), None
    return known.get(match[1].strip()), _number(match[2])


def _number(words: str) -> Decimal | None:
    """A plain number, or one with 万 or a unit."""
    try:
        number = Decimal(words.replace(",", "").replace("，", ""))
    except InvalidOperation:
        quantity = parse_quantity(words) or parse_quantity(f"{words}个")
        return quantity.value if quantity else None
    return number if number.is_finite() else None


def unit_of(kind: str) -> str:
    """What a fact counts, in words."""
    return str(UNITS.get(kind, ""))
