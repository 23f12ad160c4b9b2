"""Filled sheets: handed over, shown cell by cell before anything is saved, saved with one button."""

from __future__ import annotations

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
from taizhang.progress.actions.uploading import hand_over
from taizhang.progress.forms.uploads import UploadForm
from taizhang.progress.importing import AT_ONCE, is_large, look, look_later, save_later
from taizhang.progress.importing import save as save_rows
from taizhang.progress.models import Upload
from taizhang.progress.previews import Preview
from taizhang.progress.queries.workbooks import uploads
from taizhang.reading.sources.errors import SourceError

#: Files listed below the form.
_RECENT = 20


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
            if is_large(upload) and not upload.is_busy:
                look_later(upload, user)
        except ActionError as error:
            form.add_error(None, str(error))
        else:
            return redirect("progress:upload", pk=upload.pk)
    context = {
        "form": form,
        "periods": form.periods,
        "uploads": uploads(user)[:_RECENT],
        "at_once": AT_ONCE // 1024,
    }
    return render(request, "progress/uploads.html", context, status=422 if form.errors else 200)


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What was understood and what is refused, cell by cell; of a large sheet how far the worker is, then what it found."""
    user = signed_in(request)
    upload = get_object_or_404(uploads(user), pk=pk)
    fragment = bool(request.headers.get("HX-Request"))
    if upload.is_busy:
        template = "progress/_upload_busy.html" if fragment else "progress/upload_busy.html"
        return render(request, template, {"upload": upload, "trail": _trail()})
    if fragment:
        # The worker is done: the page is asked for anew, as a whole.
        return HttpResponse(headers={"HX-Refresh": "true"})
    kept = upload.look if is_large(upload) else None
    return _page(request, user, upload, Preview.from_data(kept) if kept else look(user, upload))


@require_POST
def save(request: HttpRequest, pk: int) -> HttpResponse:
    """Save what was understood, on the person's word; what clashes only where it was chosen."""
    user = signed_in(request)
    upload = get_object_or_404(uploads(user), pk=pk)
    if not user.has_perm("progress.enter", upload.owner):
        raise Refused("progress.enter", upload.owner)
    take, handing_in = request.POST.getlist("take"), "submit" in request.POST
    if is_large(upload):
        try:
            save_later(upload, user, take, handing_in=handing_in)
        except ActionError as error:
            messages.info(request, str(error))
        return redirect("progress:upload", pk=pk)
    try:
        result = save_rows(user, upload, take, handing_in=handing_in)
    except SourceError:
        # Its page says why it cannot be read.
        return redirect("progress:upload", pk=pk)
    (messages.success if result.saved else messages.info)(request, result.words)
    if not result.refused:
        return redirect("progress:upload", pk=pk)
    preview = look(user, upload)
    preview.refused = result.refused
    return _page(request, user, upload, preview)


def fetch(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file as it was handed over."""
    upload = get_object_or_404(uploads(signed_in(request)), pk=pk)
    return file_answer(upload.file, upload.name)


def _page(request: HttpRequest, user: User, upload: Upload, preview: Preview) -> HttpResponse:
    context = {
        "upload": upload,
        "preview": preview,
        "saves": user.has_perm("progress.enter", upload.owner),
        "trail": _trail(),
    }
    wrong = preview.refused or preview.failure
    return render(request, "progress/upload.html", context, status=422 if wrong else 200)


def _trail() -> list[tuple[str, str]]:
    return [(_("导入填报表"), reverse("progress:uploads"))]
