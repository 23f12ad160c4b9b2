"""Forms that amend what somebody already answers for."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from taizhang.ledger.actions import Basis, Later
from taizhang.ledger.forms.commitments import VersionedForm
from taizhang.ledger.forms.documents import DocumentField
from taizhang.ledger.models import Commitment, Document
from taizhang.measures.quantities import parse_quantity

_DATE = {"type": "date"}
#: Where no answer of the browser helps: whoever hands a paper in chooses its file.
_PAPERS = ".pdf,.docx,.doc,.wps,.jpg,.jpeg,.png,.ofd,.zip"


class AmendForm(VersionedForm):
    """Why, and on what."""

    document = DocumentField(label=_("依据文件"), required=False, empty_label=_("（不在台账里）"))
    paper = forms.FileField(
        label=_("批准材料"),
        required=False,
        max_length=200,
        allow_empty_file=True,
        help_text=_("依据不在台账里的，上传批示、会议纪要或函的扫描件"),
        widget=forms.FileInput(attrs={"accept": _PAPERS}),
    )
    reason = forms.CharField(label=_("理由"), widget=forms.Textarea(attrs={"rows": 4}), max_length=1000)

    def __init__(self, data: Any, files: Any, *, commitment: Commitment, documents: QuerySet[Document]) -> None:
        super().__init__(data, files, initial={"version": commitment.version})
        field = self.fields["document"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = documents

    def basis(self) -> Basis:
        """What the amendment rests on."""
        data = self.cleaned_data
        return Basis(data["reason"], data["document"], data["paper"])


class ExtendForm(AmendForm):
    """Until when: the deadline, or the promised start of what has not begun."""

    deadline = forms.DateField(label=_("新期限"), widget=forms.DateInput(attrs=_DATE, format="%Y-%m-%d"))
    start_by = forms.DateField(
        label=_("新的应开工日期"), required=False, widget=forms.DateInput(attrs=_DATE, format="%Y-%m-%d")
    )
    shares = forms.BooleanField(label=_("期限相同的各份额一并延期"), required=False)
    field_order = ("deadline", "start_by", "document", "paper", "reason", "shares")

    def __init__(self, data: Any, files: Any, *, commitment: Commitment, documents: QuerySet[Document]) -> None:
        super().__init__(data, files, commitment=commitment, documents=documents)
        self._stand("deadline", commitment.deadline, gettext("现期限 %(day)s"))
        awaited = commitment.start_by if commitment.started_on is None else None
        self._stand("start_by", awaited, gettext("现为 %(day)s；不延开工就不填"))
        if "start_by" in self.fields and "deadline" in self.fields:
            self.fields["deadline"].required = False
        if not commitment.shares.exists():
            del self.fields["shares"]

    def _stand(self, name: str, day: date | None, words: str) -> None:
        """Say how it stands; what was never promised is not put off."""
        if day is None:
            del self.fields[name]
        else:
            self.fields[name].help_text = words % {"day": day.isoformat()}

    def later(self) -> Later:
        """What is put off, and until when."""
        return Later(self.cleaned_data.get("deadline"), self.cleaned_data.get("start_by"))


class ReviseForm(AmendForm):
    """To what."""

    figure = forms.CharField(label=_("新目标"), max_length=60)
    field_order = ("figure", "document", "paper", "reason")

    def __init__(self, data: Any, files: Any, *, commitment: Commitment, documents: QuerySet[Document]) -> None:
        super().__init__(data, files, commitment=commitment, documents=documents)
        words = gettext("现目标 %(figure)s；照文件写，如 8万个以上、不超过3%%、第2位")
        self.fields["figure"].help_text = words % {"figure": commitment.amount}

    def clean_figure(self) -> Any:
        """The figure as a quantity."""
        words = self.cleaned_data["figure"].strip()
        if (quantity := parse_quantity(words)) is None:
            raise forms.ValidationError(
                _("看不懂“%(words)s”。请写数字加单位，如 8万个以上、不超过3%%。"), params={"words": words}
            )
        return quantity
