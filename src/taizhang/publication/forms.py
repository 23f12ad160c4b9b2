"""Forms of publication."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from taizhang.ledger.forms.commitments import VersionedForm
from taizhang.publication.actions import Explanation
from taizhang.publication.models import Publication


class ExplainForm(VersionedForm):
    """What the office adds for the public."""

    explanation = forms.CharField(
        label=_("通俗说明"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("用群众看得懂的话：要做什么、对谁有好处、怎样算完成。会原样公开。"),
    )
    title_en = forms.CharField(
        label=_("英文标题"), max_length=300, required=False, help_text=_("不填时英文页面显示中文")
    )
    explanation_en = forms.CharField(
        label=_("英文说明"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    automatic = forms.BooleanField(
        label=_("数据锁定后自动更新"),
        required=False,
        help_text=_("只更新数值、日期、曲线和灯；文字要由您点“更新”才会公开。"),
    )

    @classmethod
    def of(cls, publication: Publication, data: Any = None) -> ExplainForm:
        """With what there is."""
        names = ("explanation", "title_en", "explanation_en", "automatic", "version")
        return cls(data, initial={name: getattr(publication, name) for name in names})

    def said(self) -> Explanation:
        """What was filled in."""
        return Explanation(**{name: self.cleaned_data[name] for name in Explanation.__slots__})


class WithdrawForm(VersionedForm):
    """Why it is withdrawn."""

    reason = forms.CharField(
        label=_("撤回理由"), max_length=300, help_text=_("会写在公开页面上，例如“口径调整，核对后重新公开”。")
    )
