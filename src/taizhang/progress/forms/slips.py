"""Forms of slips: issued, replied to, reviewed, put off."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from taizhang.accounts.models import Organisation
from taizhang.ledger.forms.commitments import ReasonForm, VersionedForm
from taizhang.ledger.models import Commitment
from taizhang.progress.models import Slip
from taizhang.ui.uploads import ManyFilesField

__all__ = ["AnswerForm", "DelayForm", "EndForm", "IssueForm", "ProposedForm", "ReasonForm", "ReplyForm", "ReviewForm"]

_DATE = {"type": "date"}


def _words(label: Any, most: int, help_text: Any = "", *, required: bool = True) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 5})
    return forms.CharField(label=label, max_length=most, help_text=help_text, required=required, widget=widget)


def _limit() -> forms.IntegerField:
    return forms.IntegerField(label=_("回复时限（工作日）"), min_value=1, max_value=250)


class IssueForm(forms.Form):
    """A slip issued by hand about a commitment, and others of the same organisation."""

    level = forms.ChoiceField(label=_("等级"), choices=Slip.Level.choices)
    cause = forms.ChoiceField(label=_("事由"), choices=Slip.Cause.choices)
    addressee = forms.ModelChoiceField(label=_("承办单位"), queryset=Organisation.objects.none())
    others = forms.ModelMultipleChoiceField(
        label=_("一并督办"),
        queryset=Commitment.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("同一牵头单位亮黄灯、红灯的其他事项"),
    )
    text = _words(_("督办要求"), 2000)
    limit = _limit()

    def __init__(
        self, data: Any = None, *, commitment: Commitment, others: QuerySet[Commitment], initial: dict[str, Any]
    ) -> None:
        super().__init__(data, initial={"addressee": commitment.lead_id, **initial})
        concerned = Q(pk=commitment.lead_id) | Q(pk__in=commitment.co_owners.values("pk"))
        self.fields["addressee"].queryset = Organisation.objects.filter(concerned, active=True)  # type: ignore[attr-defined]
        self.fields["others"].queryset = others  # type: ignore[attr-defined]
        if not others.exists():
            del self.fields["others"]


class ProposedForm(VersionedForm):
    """A proposed slip, before it is issued."""

    text = _words(_("督办要求"), 2000)
    limit = _limit()


class EndForm(VersionedForm):
    """How the matter was settled."""

    words = _words(_("办结说明"), 300)


class ReplyForm(VersionedForm):
    """What the addressee answers."""

    words = _words(_("办理情况"), 4000, _("写明目前进展、原因、措施、责任人和完成时间"))
    promised = forms.DateField(
        label=_("承诺完成日期"), required=False, widget=forms.DateInput(attrs=_DATE, format="%Y-%m-%d")
    )
    papers = ManyFilesField(label=_("佐证材料"), required=False, max_length=200, help_text=_("可选多个文件"))


class ReviewForm(VersionedForm):
    """What is found of a reply."""

    verdict = forms.ChoiceField(
        label=_("审核结果"),
        choices=[
            ("approve", _("认可，待落实到位后办结")),
            ("close", _("认可并办结")),
            ("return", _("退回，重新办理")),
        ],
        widget=forms.RadioSelect,
    )
    words = _words(_("审核意见"), 300, _("退回或办结时要写明"), required=False)

    def clean(self) -> dict[str, Any]:
        """Whoever returns or closes says why."""
        data = super().clean() or {}
        if data.get("verdict") in {"return", "close"} and not str(data.get("words", "")).strip():
            self.add_error("words", _("请写明理由。"))
        return data


class DelayForm(VersionedForm):
    """A later limit that is asked for."""

    until = forms.DateField(label=_("申请延至"), widget=forms.DateInput(attrs=_DATE, format="%Y-%m-%d"))
    reason = _words(_("理由"), 1000)
    papers = ManyFilesField(
        label=_("证明材料"), max_length=200, help_text=_("上级文件、会议纪要、不可抗力证明等，可选多个文件")
    )


class AnswerForm(VersionedForm):
    """Whether the later limit is granted."""

    answer = forms.ChoiceField(
        label=_("批复"), choices=[("grant", _("同意延期")), ("refuse", _("不同意延期"))], widget=forms.RadioSelect
    )
    words = _words(_("批复意见"), 300)
