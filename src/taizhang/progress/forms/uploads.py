"""The form a filled sheet is handed over with."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from taizhang.accounts.models import User
from taizhang.progress.forms.filled import Filled
from taizhang.progress.models import Period
from taizhang.progress.queries.workbooks import to_fill
from taizhang.reading.sources.errors import SourceError
from taizhang.reading.sources.limits import MEGABYTE
from taizhang.reading.sources.values import LIMITS


class UploadForm(forms.Form):
    """One file and the period it is for; refused here is what cannot be read as a sheet at all."""

    period = forms.ModelChoiceField(Period.objects.none(), label=gettext_lazy("填报期"), empty_label=None)
    sheet = forms.FileField(label=gettext_lazy("填好的表（xlsx、xls、csv）"), max_length=200)

    def __init__(self, data: Any, files: Any, *, user: User) -> None:
        super().__init__(data, files)
        self._user = user
        periods = to_fill(user)
        chosen: Any = self.fields["period"]
        chosen.queryset = Period.objects.filter(pk__in=[each.pk for each in periods]).select_related("place")
        self.initial["period"] = periods[0].pk if periods else None
        self.periods = periods
        self.fields["sheet"].widget.attrs["accept"] = ".xlsx,.xls,.csv,.et"

    def clean_sheet(self) -> UploadedFile:
        """Within bounds before a byte of it is read."""
        sheet: UploadedFile = self.cleaned_data["sheet"]
        if (sheet.size or 0) > LIMITS.file_bytes:
            most = LIMITS.file_bytes // MEGABYTE
            words = _("文件有 %(size)s MB，超过 %(most)s MB 的上限。填报表没有这么大：请删去图片和多余的工作表再传。")
            raise ValidationError(words % {"size": (sheet.size or 0) // MEGABYTE, "most": most})
        return sheet

    def clean(self) -> dict[str, Any]:
        """A table must be in it."""
        cleaned = super().clean() or self.cleaned_data
        period, sheet = cleaned.get("period"), cleaned.get("sheet")
        if period is not None and sheet is not None:
            try:
                filled = Filled(self._user, period, sheet.read(), sheet.name or "")
            except SourceError as error:
                self.add_error("sheet", str(error))
                return cleaned
            if filled.table is None:
                words = _("没有找到填报表：表头里要有“内容”（或编号）和“本期”“累计”等要填的列。请用下载的填报表填写。")
                self.add_error("sheet", words)
            elif filled.other_period is not None:
                self._say_other_period(filled.other_period, period)
        return cleaned

    def _say_other_period(self, pk: int, period: Period) -> None:
        its = next((each for each in self.periods if each.pk == pk), None)
        words = _("这是“%(its)s”的填报表，不是“%(period)s”的。请在上面选对填报期，或重新下载。")
        self.add_error("sheet", words % {"its": its or _("另一期"), "period": period})
