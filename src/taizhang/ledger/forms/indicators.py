"""The form of an indicator."""

from __future__ import annotations

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from taizhang.ledger.models import Indicator


class IndicatorForm(forms.Form):
    """What an indicator is; aliases stand one a line or parted by 、."""

    version = forms.IntegerField(widget=forms.HiddenInput, initial=1)
    name = forms.CharField(label=_("名称"), max_length=80)
    definition = forms.CharField(label=_("口径"), widget=forms.Textarea, required=False, max_length=2000)
    unit = forms.CharField(label=_("单位"), max_length=30, required=False)
    polarity = forms.ChoiceField(label=_("方向"), choices=Indicator.Polarity.choices)
    adds_up = forms.ChoiceField(label=_("汇总方式"), choices=Indicator.Adding.choices)
    numerator = forms.CharField(label=_("分子"), max_length=80, required=False)
    denominator = forms.CharField(label=_("分母"), max_length=80, required=False)
    area = forms.CharField(label=_("工作领域"), max_length=60, required=False)
    subject = forms.ChoiceField(
        label=_("反映内容"),
        choices=Indicator.Subject.choices,
        initial=Indicator.Subject.RESULTS,
        help_text=_("群众诉求件数和系统使用情况不得用于比拼"),
    )
    aliases = forms.CharField(
        label=_("别名"),
        widget=forms.Textarea,
        required=False,
        max_length=2000,
        help_text=_("文件里的其他叫法，一行一个"),
    )

    def clean_aliases(self) -> list[str]:
        """The other names, each once."""
        names = [name.strip()[:80] for name in re.split(r"[\n、|]", self.cleaned_data["aliases"])]
        return list(dict.fromkeys(name for name in names if name and name != self.cleaned_data.get("name")))
