"""Forms of closing: applying, deciding, drawing, looking again."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from taizhang.ledger.forms.commitments import VersionedForm
from taizhang.progress.actions.closing import Attached
from taizhang.ui.uploads import ManyFilesField


class EvidenceForm(VersionedForm):
    """Words with files to show them."""

    words = forms.CharField(label=_("情况"), max_length=2000, widget=forms.Textarea(attrs={"rows": 5}))
    evidence = ManyFilesField(
        label=_("佐证材料"), required=False, max_length=200, help_text=_("照片、验收文件、清单；可选多个")
    )

    def attached(self) -> list[Attached]:
        """The files as the actions take them."""
        given = self.cleaned_data["evidence"]
        return [Attached(each, each.name or "", each.content_type or "") for each in given]


class ApplyForm(EvidenceForm):
    """What was done, and what shows it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = _("办结情况")
        self.fields["evidence"].required = True


class VerifyForm(EvidenceForm):
    """When and how one looked, and what one saw."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = _("核验情况")
        self.fields["words"].help_text = _("何时、如何查看，看到什么")


class RecheckForm(EvidenceForm):
    """Whether it still holds."""

    holds = forms.ChoiceField(
        label=_("结论"), choices=[("yes", _("属实，仍然有效")), ("no", _("未落实，重开"))], widget=forms.RadioSelect
    )
    field_order = ("version", "holds", "words", "evidence")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = _("查看情况")


class DrawForm(forms.Form):
    """How many in a hundred to verify."""

    share = forms.IntegerField(
        label=_("抽样比例（%）"),
        min_value=0,
        max_value=100,
        initial=20,
        help_text=_("按比例向上取整；重点条目不参加抽样，一律核验"),
    )
