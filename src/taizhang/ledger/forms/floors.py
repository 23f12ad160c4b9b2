"""The form of a floor: what every town or village must reach at least."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from taizhang.ledger.cells import amount
from taizhang.ledger.models import Commitment, Floor
from taizhang.ledger.queries.floors import sayings
from taizhang.places.models import Place
from taizhang.ui.choosing import SearchedChoiceField


class FloorForm(forms.Form):
    """So much for every unit, or for certain ones by number or by list."""

    level = forms.ChoiceField(label=_("单位类别"), choices=Floor.Level.choices)
    figure = forms.CharField(label=_("每单位至少"), max_length=40, required=False)
    source = SearchedChoiceField(
        Commitment.objects.none(),
        search=("title__icontains",),
        label=_("出自条目"),
        required=False,
        empty_label=_("（自己填写）"),
        help_text=_("台账里按单位提的要求；选了就用它的数"),
    )
    name = forms.CharField(
        label=_("只对一部分"), max_length=40, required=False, help_text=_("如 典型村；对全部单位的不填")
    )
    count = forms.IntegerField(label=_("这部分有几个"), min_value=1, max_value=100_000, required=False)
    places = forms.CharField(
        label=_("或粘贴名单"), widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=100_000
    )

    def __init__(self, data: Mapping[str, Any] | None, *, commitment: Commitment) -> None:
        super().__init__(data)
        self.commitment = commitment
        field = self.fields["source"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = sayings(commitment)

    def clean_places(self) -> list[Place]:
        """The places of those names or codes below the target's place."""
        lines = {line.strip() for line in self.cleaned_data["places"].replace("、", "\n").splitlines()} - {""}
        below = Place.objects.filter(path__within=self.commitment.place.path, valid_to=None)
        rows = below.exclude(kind=Place.Kind.PLACEHOLDER)
        found = list(rows.filter(name__in=lines) | rows.filter(code__in=lines))
        named = [key for place in found for key in (place.name, place.code)]
        unknown = sorted(lines - set(named))
        twice = sorted({place.name for place in found if place.name in lines and named.count(place.name) > 1})
        if unknown:
            raise forms.ValidationError(_("没有“%(names)s”。"), params={"names": "、".join(unknown[:5])})
        if twice:
            raise forms.ValidationError(
                _("有几个地方都叫“%(words)s”，请填代码。"), params={"words": "、".join(twice[:5])}
            )
        return found

    def clean(self) -> dict[str, Any]:
        """The figure, from what is written or from the line chosen."""
        data = super().clean() or {}
        words, source = data.pop("figure", "").strip(), data.get("source")
        value = amount(words, self.commitment.unit) if words else source.value if source else None
        if not value:
            self.add_error("figure", _("请写大于零的数，单位与目标相同。"))
        data["value"] = value or Decimal(0)
        return data
