"""The sheet of a period as a file to fill: an owner's own rows, or for the office those of every owner."""

from __future__ import annotations

from tempfile import TemporaryFile

from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from taizhang.accounts.models import Organisation
from taizhang.accounts.requests import signed_in
from taizhang.progress.forms.template import write_template
from taizhang.progress.models import Period, Report
from taizhang.progress.queries import periods, workbooks

#: Rows fetched at a time.
_CHUNK = 500


def own(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What the person's own organisations report."""
    user = signed_in(request)
    period = get_object_or_404(periods.visible(user), pk=pk)
    owners = {each.organisation_id: each.organisation for each in user.held}
    return _file(request, period, workbooks.own_rows(user, period), *owners.values())


def every(request: HttpRequest, pk: int) -> HttpResponseBase:
    """What every owner reports."""
    user = signed_in(request)
    period = get_object_or_404(periods.visible(user), pk=pk)
    return _file(request, period, workbooks.all_rows(user, period))


def _file(request: HttpRequest, period: Period, rows: QuerySet[Report], *owners: Organisation) -> HttpResponseBase:
    if not rows.exists():
        messages.info(request, _("“%(period)s”没有要填报的内容。") % {"period": period})
        return redirect("progress:reports")
    whose = "、".join(str(each) for each in owners) or _("全部单位")
    file = TemporaryFile()  # noqa: SIM115 - the answer closes it
    owner = owners[0].pk if len(owners) == 1 else None
    write_template(file, period, whose, owner, rows.iterator(chunk_size=_CHUNK))
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=f"{period}{_('填报表')}-{whose[:40]}.xlsx")
