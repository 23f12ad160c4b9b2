"""The form of a scheme: a line for each indicator, and what holds for all of them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from taizhang.ledger.models import Commitment
from taizhang.rankings.models import Fact
from taizhang.rankings.queries.schemes import rankable
from taizhang.rankings.rules import DEFAULTS, MOST_DECIMALS, MOST_ITEMS, Rules
from taizhang.rankings.words import AGAINST, DIRECTIONS, MISSING, NORMALISATIONS, PER, TAKEN, TIES

_NUMBER: dict[str, Any] = {"max_digits": 6, "decimal_places": 2, "min_value": 0}


def denominators() -> list[tuple[str, Any]]:
    """What figures may be divided by: the usual, and whatever else facts were stated of."""
    own = Fact.objects.exclude(kind__in=PER).order_by("kind").values_list("kind", flat=True).distinct()
    return [*PER.items(), *((kind, kind) for kind in own[:50])]


class ItemForm(forms.Form):
    """One indicator with its weight and how it becomes points; an empty line is none."""

    indicator = forms.ChoiceField(label=_("指标"), required=False)
    measure = forms.ChoiceField(label=_("计量"), choices=Commitment.Measure.choices, initial="delta", required=False)
    weight = forms.DecimalField(label=_("权重"), required=False, **_NUMBER)
    change = forms.DecimalField(label=_("变化占比%"), required=False, initial=0, **_NUMBER)
    direction = forms.ChoiceField(label=_("方向"), choices=list(DIRECTIONS.items()), required=False)
    normalisation = forms.ChoiceField(label=_("计分"), choices=list(NORMALISATIONS.items()), required=False)
    per = forms.ChoiceField(label=_("折算"), required=False)
    floor = forms.DecimalField(label=_("底分"), required=False, initial=0, **_NUMBER)
    cap = forms.DecimalField(label=_("封顶分"), required=False, initial=100, **_NUMBER)

    def __init__(self, *args: Any, indicators: Any, per: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("indicator", indicators), ("per", per)):
            field: Any = self.fields[name]
            field.choices = choices

    def clean(self) -> dict[str, Any]:
        """A line with an indicator has a weight."""
        data = super().clean() or {}
        if data.get("indicator") and not data.get("weight") and "weight" not in self.errors:
            self.add_error("weight", _("请填写权重。"))
        return data

    def item(self) -> dict[str, Any] | None:
        """The line as rules take it."""
        data = self.cleaned_data
        if not data.get("indicator"):
            return None
        numbers = {name: str(data[name] if data[name] is not None else 0) for name in ("weight", "change", "floor")}
        cap = "100" if data["cap"] is None else str(data["cap"])
        names = {name: data[name] for name in ("measure", "direction", "normalisation", "per")}
        return names | numbers | {"cap": cap, "indicator": int(data["indicator"])}


class ItemLines(forms.BaseFormSet[ItemForm]):
    """The lines of a scheme."""

    def content(self) -> list[dict[str, Any]]:
        """What is filled in."""
        return [item for form in self.forms if (item := form.item()) is not None]


_LINES = forms.formset_factory(ItemForm, formset=ItemLines, extra=0, max_num=MOST_ITEMS, absolute_max=MOST_ITEMS)


def lines(rules: Rules | None, data: Any = None, spare: int = 3) -> ItemLines:
    """The lines as the rules stand, with some empty ones below."""
    indicators = [("", "—"), *((str(each.pk), str(each)) for each in rankable().order_by("area", "name"))]
    shown = [_shown(each) for each in (rules.table()["items"] if rules else ())]
    shared = {"indicators": indicators, "per": denominators()}
    made: Any = _LINES(data, initial=[*shown, *({} for _ in range(spare))], form_kwargs=shared, prefix="items")
    found: ItemLines = made
    return found


def _shown(item: dict[str, Any]) -> dict[str, Any]:
    numbers = ("weight", "change", "floor", "cap")
    return {name: Decimal(value) + 0 if name in numbers else value for name, value in item.items()}


class RulesForm(forms.Form):
    """What holds for all indicators of a scheme, and why it is changed."""

    seen = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    name = forms.CharField(label=_("名称"), max_length=80)
    missing = forms.ChoiceField(label=_("缺数时"), choices=list(MISSING.items()))
    least = forms.DecimalField(label=_("有数的权重不足百分之几时不排名次"), max_value=100, **_NUMBER)
    ties = forms.ChoiceField(label=_("同分时"), choices=list(TIES.items()))
    against = forms.ChoiceField(label=_("变化与谁比"), choices=list(AGAINST.items()))
    taken = forms.ChoiceField(label=_("变化怎么算"), choices=list(TAKEN.items()))
    decimals = forms.IntegerField(label=_("得分保留几位小数"), min_value=0, max_value=MOST_DECIMALS)
    reason = forms.CharField(label=_("理由"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))

    @classmethod
    def of(cls, rules: Rules | None, data: Any = None, **initial: Any) -> RulesForm:
        """The form as the rules stand."""
        table = rules.table() if rules else DEFAULTS
        return cls(data, initial={name: table[name] for name in DEFAULTS} | initial)

    def content(self) -> dict[str, Any]:
        """As rules take it."""
        data = self.cleaned_data
        return {name: str(data[name]) if name == "least" else data[name] for name in DEFAULTS}


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("理由"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}))


class FreezeForm(forms.Form):
    """Which ranking is frozen, and with which briefing it goes out."""

    day = forms.DateField(widget=forms.HiddenInput)
    seen = forms.IntegerField(widget=forms.HiddenInput)
    bulletin = forms.CharField(label=_("随哪期通报发出"), max_length=80, required=False, help_text=_("如“第9期通报”"))
