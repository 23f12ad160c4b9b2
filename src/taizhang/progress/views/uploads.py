"""Filled sheets: handed over, shown cell by cell before anything is saved, saved with one button."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from taizhang.accounts.models import User
from taizhang.accounts.requests import signed_in
from taizhang.files.answers import file_answer
from taizhang.policy.errors import ActionError, Refused
from taizhang.progress.actions.entering import enter_all
from taizhang.progress.actions.reporting import submit
from taizhang.progress.actions.uploading import hand_over, origin, taken
from taizhang.progress.forms.filled import Filled, Row, Said
from taizhang.progress.forms.uploads import UploadForm
from taizhang.progress.models import Report, Upload
from taizhang.progress.queries.workbooks import uploads
from taizhang.reading.sources.errors import SourceError

#: Rows shown of each sort; all are counted, and all are saved.
SHOWN = 300
#: Files listed below the form.
_RECENT = 20


@dataclass(slots=True)
class Preview:
    """What a sheet would do, counted, and the first rows of each sort."""

    changed: list[Row] = field(default_factory=list)
    wrong: list[Row] = field(default_factory=list)
    changes: int = 0
    cells: int = 0
    faults: int = 0
    differences: int = 0
    unchanged: int = 0
    complete: int = 0

    def add(self, row: Row) -> None:
        """Count a row, and keep it while there is room."""
        self.faults += len(row.problems)
        self.differences += len(row.differences)
        if row.problems or row.differences:
            self.wrong += [row] if len(self.wrong) < SHOWN else []
        if row.filling:
            self.changes += 1
            self.cells += sum(each.typed for each in row.changes)
            self.complete += not row.lacks
            self.changed += [row] if len(self.changed) < SHOWN else []
        elif not row.problems and not row.differences:
            self.unchanged += 1

    @property
    def more(self) -> bool:
        """Whether there are rows that are not shown."""
        return self.changes > len(self.changed) or len(self.wrong) >= SHOWN


def index(request: HttpRequest) -> HttpResponse:
    """Hand over a sheet; the sheets to fetch, and those handed over before."""
    user = signed_in(request)
    form = UploadForm(request.POST or None, request.FILES or None, user=user)
    if request.method == "POST" and form.is_valid():
        sheet, held = form.cleaned_data["sheet"], user.held[0].organisation
        try:
            upload = hand_over(
                actor=user, period=form.cleaned_data["period"], owner=held, file=sheet, name=sheet.name or ""
            )
        except ActionError as error:
            form.add_error(None, str(error))
        else:
            return redirect("progress:upload", pk=upload.pk)
    context = {"form": form, "periods": form.periods, "uploads": uploads(user)[:_RECENT]}
    return render(request, "progress/uploads.html", context, status=422 if form.errors else 200)


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What was understood and what is refused, cell by cell."""
    user = signed_in(request)
    return _page(request, user, get_object_or_404(uploads(user), pk=pk), [])


@require_POST
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """Save what was understood, on the person's word; what clashes only where it was chosen."""
    user = signed_in(request)
    upload = get_object_or_404(uploads(user), pk=pk)
    if not user.has_perm("progress.enter", upload.owner):
        raise Refused("progress.enter", upload.owner)
    try:
        return _saved(request, user, upload)
    except SourceError:
        # Its page says why it cannot be read.
        return redirect("progress:upload", pk=pk)


def fetch(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file as it was handed over."""
    upload = get_object_or_404(uploads(signed_in(request)), pk=pk)
    return file_answer(upload.file, upload.name)


def _page(request: HttpRequest, user: User, upload: Upload, refused: list[Said]) -> HttpResponse:
    preview, failure, filled = Preview(), "", None
    try:
        filled = _filled(user, upload)
        for rows in filled.rows():
            for row in rows:
                preview.add(row)
    except SourceError as error:
        failure = str(error)
    context = {
        "upload": upload,
        "filled": filled,
        "preview": preview,
        "failure": failure,
        "refused": refused,
        "saves": user.has_perm("progress.enter", upload.owner),
        "trail": [(_("导入填报表"), reverse("progress:uploads"))],
    }
    return render(request, "progress/upload.html", context, status=422 if refused or failure else 200)


def _saved(request: HttpRequest, user: User, upload: Upload) -> HttpResponse:
    take = request.POST.getlist("take")
    saved: list[Report] = []
    refused: list[Said] = []
    submitted = 0
    for rows in _filled(user, upload).rows(take, doubting="submit" in request.POST):
        done, words = _entered(user, upload, rows)
        saved += done
        refused += words
        if "submit" in request.POST:
            submitted += _handed_in(user, rows, done, refused)
    if saved:
        taken(actor=user, upload=upload, saved=len(saved), submitted=submitted)
        words_ = _("已保存 %(n)s 项。") % {"n": len(saved)}
        messages.success(request, words_ + (_("已上报 %(n)s 项。") % {"n": submitted} if submitted else ""))
    else:
        messages.info(request, _("没有要保存的：表里读懂的都与系统一致。"))
    return _page(request, user, upload, refused) if refused else redirect("progress:upload", pk=upload.pk)


def _filled(user: User, upload: Upload) -> Filled:
    with upload.file.open() as file:
        return Filled(user, upload.period, file.read(), upload.name)


def _entered(user: User, upload: Upload, rows: list[Row]) -> tuple[list[Report], list[Said]]:
    by_key = {row.filling.report.pk: row for row in rows if row.filling}
    done = enter_all(actor=user, fillings=[row.filling for row in by_key.values() if row.filling], note=origin(upload))
    said = [Said(by_key[pk].changes[0].reference, words) for pk, words in done.refused.items()]
    return list(done.saved), said


def _handed_in(user: User, rows: list[Row], saved: list[Report], refused: list[Said]) -> int:
    """Hand in what is complete and the person's own; what is filled in for others its owners hand in themselves."""
    complete = {row.line.report.pk: row for row in rows if row.line and row.filling and not row.lacks}
    went = 0
    for report in saved:
        if report.pk not in complete or not user.has_perm("progress.submit", report.owner):
            continue
        try:
            submit(actor=user, report=report, version=report.version)
            went += 1
        except ActionError as error:
            refused.append(Said(complete[report.pk].changes[0].reference, str(error)))
    return went
