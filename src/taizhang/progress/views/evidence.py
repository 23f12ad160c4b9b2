"""Evidence: fetched by those who may see its report, shown where it is a picture or a PDF, taken out before locking."""

from __future__ import annotations

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from taizhang.accounts.requests import signed_in
from taizhang.accounts.scope import within
from taizhang.files.answers import file_answer
from taizhang.policy.errors import Refused
from taizhang.progress.actions.reporting import remove_evidence
from taizhang.progress.models import Evidence
from taizhang.ui.asking import told


def fetch(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file as it was handed in; with ``?show`` a picture or PDF inside the browser, by what its bytes say it is."""
    evidence = get_object_or_404(_rows(request), pk=pk)
    return file_answer(evidence.file, evidence.name, show="show" in request.GET)


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a file out of a report."""
    user = signed_in(request)
    evidence = get_object_or_404(_rows(request), pk=pk)
    if not user.has_perm("progress.enter", evidence.report.owner):
        raise Refused("progress.enter", evidence.report)
    words = _("已移除“%(name)s”，操作日志里仍有记录。") % {"name": evidence.name}
    told(request, lambda: remove_evidence(actor=user, evidence=evidence), words)
    return redirect("progress:entry", pk=evidence.report_id)


def _rows(request: HttpRequest) -> QuerySet[Evidence]:
    rows = Evidence.objects.select_related("file", "report__owner", "report__period")
    return within(signed_in(request), "progress.view", rows)
