"""Forms of briefings: the office's own words, a template, a reason."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from taizhang.briefings.content import Composition, Texts
from taizhang.briefings.word.checking import FILE
from taizhang.ledger.forms.commitments import VersionedForm

_LONG = forms.Textarea(attrs={"rows": 3})
_NAMES = ("mark", "title", "lead", "demands", "signatory", "copies")


class TextsForm(VersionedForm):
    """The office's own words, with a remark for each area of work."""

    mark = forms.CharField(label=_("版头"), max_length=30, help_text=_("红色大字，如“百千万工程工作通报”"))
    title = forms.CharField(label=_("标题"), max_length=120)
    lead = forms.CharField(label=_("导语"), max_length=2000, required=False, widget=_LONG)
    demands = forms.CharField(
        label=_("下一步要求"),
        max_length=2000,
        required=False,
        widget=_LONG,
        help_text=_("每行一段；不写则没有这一章"),
    )
    signatory = forms.CharField(label=_("署名"), max_length=60)
    copies = forms.CharField(label=_("抄送"), max_length=300, required=False, help_text=_("不写则版记没有抄送一行"))

    def __init__(self, data: Any = None, *, composition: Composition, texts: Texts, version: int) -> None:
        named = {name: getattr(texts, name) for name in _NAMES}
        remarks = {_field(at): texts.remarks.get(each.name, "") for at, each in enumerate(composition.areas)}
        super().__init__(data, initial={"version": version, **named, **remarks})
        self.areas = [each.name for each in composition.areas]
        for at, name in enumerate(self.areas):
            self.fields[_field(at)] = forms.CharField(
                label=_("点评：%(area)s") % {"area": name}, max_length=1000, required=False, widget=_LONG
            )

    def texts(self) -> Texts:
        """The words as they were given."""
        asked = self.cleaned_data
        remarks = {name: asked[_field(at)] for at, name in enumerate(self.areas) if asked[_field(at)]}
        return Texts(**{name: asked[name] for name in _NAMES}, remarks=remarks)


class TemplateForm(forms.Form):
    """A Word file to serve as template."""

    file = forms.FileField(
        label=_("Word 模板"),
        max_length=200,
        widget=forms.ClearableFileInput(attrs={"accept": ".docx"}),
        help_text=_("从自带模板改起；上传后先用样例数据试排，没有问题才采用"),
    )

    def clean_file(self) -> Any:
        """The file, not larger than a template may be."""
        file = self.cleaned_data["file"]
        if file.size > FILE:
            raise forms.ValidationError(_("文件太大：模板不超过 %(size)s MB。") % {"size": FILE >> 20})
        return file


def _field(at: int) -> str:
    return f"remark_{at}"
