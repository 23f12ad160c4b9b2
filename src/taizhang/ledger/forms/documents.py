"""Forms of documents."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from taizhang.ledger.forms.commitments import PlaceField, VersionedForm
from taizhang.ledger.models import Document
from taizhang.ui.choosing import SearchedChoiceField


class DocumentField(SearchedChoiceField):
    """A document, found by its title; the newest are offered first."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(Document.objects.none(), search=("title__icontains", "name__icontains"), **kwargs)


class DescribeForm(VersionedForm):
    """What is said of a document."""

    title = forms.CharField(label=_("标题"), max_length=200)
    kind = forms.CharField(label=_("文种"), max_length=40, required=False, help_text=_("如 工作要点、政府工作报告"))
    issuer = forms.CharField(label=_("发文单位"), max_length=120, required=False)
    year = forms.IntegerField(label=_("年度"), min_value=1949, max_value=2100, required=False)
    place = PlaceField(label=_("所属区划"), help_text=_("名称或代码"))
