"""The form by which people choose what to download."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.exchange.api.questions import read_value
from taizhang.exchange.files.formats import FORMATS
from taizhang.exchange.readers import Reader
from taizhang.exchange.resources import RESOURCES
from taizhang.exchange.words import words

_DAY = {"type": "date"}


class DownloadForm(forms.Form):
    """What, in which format, narrowed how; only what can be narrowed so is."""

    what = forms.ChoiceField(label=gettext_lazy("数据"))
    format = forms.ChoiceField(
        label=gettext_lazy("格式"), choices=[(each.name, each.label) for each in FORMATS.values()]
    )
    place = forms.CharField(
        label=gettext_lazy("区划代码"),
        max_length=12,
        required=False,
        help_text=gettext_lazy("含以下各级；不填就是您看得到的全部。"),
    )
    year = forms.CharField(label=gettext_lazy("年度"), max_length=4, required=False)
    to = forms.CharField(label=gettext_lazy("止日"), required=False, widget=forms.DateInput(attrs=_DAY))
    as_of = forms.CharField(
        label=gettext_lazy("某一天已知的"),
        required=False,
        widget=forms.DateInput(attrs=_DAY),
        help_text=gettext_lazy("只用于锁定的填报值：那一天结束时锁定着的版本。"),
    )

    def __init__(self, data: Any, *, reader: Reader) -> None:
        super().__init__(data)
        chosen: Any = self.fields["what"]
        chosen.choices = [
            (each.name, f"{words(each.name, '')}　{each.name}")
            for each in RESOURCES.values()
            if reader.may(each.action)
        ]
        self.initial["what"] = "observations"
        start = forms.CharField(label=_("起日"), required=False, widget=forms.DateInput(attrs=_DAY))
        self.fields["from"] = start
        self.order_fields(["what", "format", "place", "year", "from", "to", "as_of"])

    @property
    def asked(self) -> dict[str, str]:
        """The parameters of the address the file comes from."""
        names = ("format", "place", "year", "from", "to", "as_of")
        return {name: self.cleaned_data[name] for name in names if self.cleaned_data[name]}

    def clean(self) -> dict[str, Any]:
        """Each filter must be one of what was chosen, and understood."""
        cleaned = super().clean() or self.cleaned_data
        resource, form = RESOURCES.get(cleaned.get("what", "")), FORMATS.get(cleaned.get("format", ""))
        if resource is None or form is None:
            return cleaned
        if not form.holds(resource.name):
            said = {"format": form.label, "what": words(form.only, "")}
            self.add_error("format", _("%(format)s只能装“%(what)s”，请在上面改选。") % said)
        filters = {each.name: each for each in resource.filters}
        for name in ("place", "year", "from", "to", "as_of"):
            said_here = cleaned.get(name, "")
            if said_here and name not in filters:
                self.add_error(name, _("“%(what)s”没有这个条件，请清空。") % {"what": words(resource.name, "")})
            elif said_here:
                try:
                    read_value(filters[name], said_here)
                except ValueError as error:
                    self.add_error(name, str(error))
        return cleaned
