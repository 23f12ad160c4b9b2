"""Forms that hand over a file of figures, and that say what its columns and codes mean."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.accounts.models import Organisation, User
from taizhang.exchange.incoming.headings import NEEDED, ROLES
from taizhang.exchange.incoming.judging import Judgement, Mapped
from taizhang.exchange.incoming.lines import Sheet
from taizhang.reading.sources.limits import MEGABYTE
from taizhang.reading.sources.values import LIMITS

#: Codes asked about at a time, and names offered for each.
ASKED, OFFERED = 30, 500


class ImportForm(forms.Form):
    """One file, for which organisation, and whether its figures are cumulative."""

    sheet = forms.FileField(
        label=gettext_lazy("数据文件（csv、xlsx、xls）"),
        max_length=200,
        help_text=gettext_lazy("DHIS2 导出的 CSV，或一行一个数的表：指标、地区、时期、数值。"),
    )
    alone = forms.ChoiceField(
        label=gettext_lazy("文件里的数是"),
        choices=[
            ("", gettext_lazy("累计值（年初到期末；总量、比率为期末值）")),
            ("1", gettext_lazy("只是本期的数，由系统加到上期累计上")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )
    owner = forms.ModelChoiceField(Organisation.objects.none(), label=gettext_lazy("导入单位"), empty_label=None)

    def __init__(self, data: Any, files: Any, *, user: User) -> None:
        super().__init__(data, files)
        held = [each.organisation_id for each in user.held]
        chosen: Any = self.fields["owner"]
        chosen.queryset = Organisation.objects.filter(pk__in=held)
        self.fields["sheet"].widget.attrs["accept"] = ".csv,.xlsx,.xls,.txt"
        if len(held) == 1:
            self.initial["owner"] = held[0]
            chosen.widget = forms.HiddenInput()

    def clean_sheet(self) -> UploadedFile:
        """Within bounds before a byte of it is read."""
        sheet: UploadedFile = self.cleaned_data["sheet"]
        if (sheet.size or 0) > LIMITS.file_bytes:
            most = LIMITS.file_bytes // MEGABYTE
            raise ValidationError(_("文件超过 %(most)s MB 的上限，请分成几个。") % {"most": most})
        return sheet


class MappingForm(forms.Form):
    """Which column is which, and what each code nobody knows means; what is left empty stays unknown."""

    def __init__(self, data: Any, *, sheet: Sheet, mapped: Mapped, judgement: Judgement | None) -> None:
        super().__init__(data)
        self._mapped = mapped
        self._asked: dict[str, tuple[str, str]] = {}
        headings = [("", _("（没有）")), *((str(at), words) for at, words in sorted(sheet.headings.items()))]
        for role in ROLES:
            found = sheet.columns.get(role, ())
            self.fields[f"column-{role}"] = forms.ChoiceField(
                label=_labels()[role],
                choices=headings,
                required=role in sheet.missing,
                initial=str(found[0]) if found else "",
            )
        if judgement is not None:
            names = sorted({(name, name) for name in judgement.fillable.titles.values()})[:OFFERED]
            places = sorted((code, f"{name}（{code}）") for code, name in judgement.fillable.places.items())[:OFFERED]
            self._ask("element", judgement.elements.most_common(ASKED), names)
            self._ask("place", judgement.places.most_common(ASKED), places)

    def _ask(self, kind: str, codes: list[tuple[str, int]], choices: list[tuple[str, str]]) -> None:
        for number, (code, times) in enumerate(codes):
            name = f"{kind}-{number}"
            self._asked[name] = (kind, code)
            self.fields[name] = forms.ChoiceField(
                label=_("%(code)s（%(n)s 行）") % {"code": code or _("（空）"), "n": times},
                choices=[("", _("（不导入）")), *choices],
                required=False,
            )

    @property
    def columns(self) -> list[Any]:
        """The fields about columns."""
        return [self[f"column-{role}"] for role in ROLES]

    @property
    def elements(self) -> list[Any]:
        """The fields about codes of what is measured."""
        return [self[name] for name, (kind, _code) in self._asked.items() if kind == "element"]

    @property
    def places(self) -> list[Any]:
        """The fields about codes of places."""
        return [self[name] for name, (kind, _code) in self._asked.items() if kind == "place"]

    @property
    def mapped(self) -> Mapped:
        """What was said, and what had been said before of codes that are known by now."""
        codes: dict[str, dict[str, str]] = {
            "element": dict(self._mapped.elements),
            "place": dict(self._mapped.places),
        }
        for name, (kind, code) in self._asked.items():
            if chosen := self.cleaned_data.get(name):
                codes[kind][code] = chosen
        columns = {
            role: int(self.cleaned_data[f"column-{role}"]) for role in ROLES if self.cleaned_data[f"column-{role}"]
        }
        return Mapped(columns, codes["element"], codes["place"], self._mapped.alone)

    @staticmethod
    def wanted(sheet: Sheet) -> str:
        """What no column was found for, in words."""
        return "、".join(_labels()[role] for role in NEEDED if role in sheet.missing)


def _labels() -> dict[str, str]:
    return {
        "element": _("指标"),
        "place": _("地区"),
        "period": _("时期"),
        "value": _("数值"),
        "denominator": _("分母"),
        "unit": _("单位"),
        "note": _("说明"),
    }
