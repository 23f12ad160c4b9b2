"""Documents: the list with its upload, the way through reading, the workspace, the original."""

from __future__ import annotations

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from taizhang.accounts.models import User
from taizhang.accounts.requests import signed_in
from taizhang.accounts.scope import memberships
from taizhang.files.answers import file_answer
from taizhang.intake.actions import finishing, reading, uploading
from taizhang.intake.forms import UploadForm
from taizhang.intake.lists import DOCUMENTS
from taizhang.intake.models import Candidate
from taizhang.intake.queries import candidates, declarations, documents
from taizhang.intake.queries.decisions import last_decision
from taizhang.intake.source import paragraphs
from taizhang.intake.views.news import seen_mark, standing
from taizhang.intake.views.replies import record_context, workspace_url
from taizhang.ledger.actions import DuplicateDocumentError
from taizhang.ledger.models import Document
from taizhang.places.models import Place
from taizhang.policy.errors import ActionError, Refused
from taizhang.policy.table import Reach, action
from taizhang.ui.asking import told

Status = Document.Status


def index(request: HttpRequest) -> HttpResponseBase:
    """The documents in reach, newest first, and where to hand in another."""
    rows = documents.documents(signed_in(request))
    return DOCUMENTS.respond(request, rows, "intake/list.html", {"form": UploadForm()})


@require_POST
def upload(request: HttpRequest) -> HttpResponse:
    """Take files in; each is refused or kept by itself. Answers JSON to the page's own script."""
    user = signed_in(request)
    form = UploadForm(request.POST, request.FILES)
    scripted = request.headers.get("Accept", "").startswith("application/json")
    if not form.is_valid():
        words = _("请先选择文件，再上传。")
        if scripted:
            return JsonResponse({"problem": words}, status=422)
        messages.error(request, words)
        return redirect("intake:list")
    results = [_taken(user, each) for each in form.cleaned_data["chosen"]]
    if scripted:
        return JsonResponse(results[0], status=422 if "problem" in results[0] else 200)
    done = _("已上传，正在读取。")
    for each in results:
        tell = messages.error if "problem" in each else messages.success
        link = format_html('<a href="{}">{}</a>', each["url"], _("打开")) if "url" in each else ""
        tell(request, format_html("{}：{} {}", each["name"], each.get("problem") or done, link))
    only = results[0].get("url") if len(results) == 1 else None
    return redirect(only or reverse("intake:list"))


def _taken(user: User, file: UploadedFile) -> dict[str, str]:
    name = file.name or _("未命名")
    try:
        document = uploading.upload(actor=user, content=file, name=name, place=_place(user))
    except DuplicateDocumentError as error:
        seen = user.has_perm("intake.view", error.document)
        found = {"url": workspace_url(error.document)} if seen else {}
        return {"name": name, "problem": str(error), **found}
    except ActionError as error:
        return {"name": name, "problem": str(error)}
    return {"name": name, "url": workspace_url(document)}


def _place(user: User) -> Place:
    for each in memberships(user):
        if action("ledger.add_document").reach[each.role] in {Reach.PLACE, Reach.ALL}:
            return each.organisation.place
    raise Refused("ledger.add_document")


def document(request: HttpRequest, pk: int) -> HttpResponse:
    """The workspace of a document, or how far reading has come."""
    user = signed_in(request)
    found = get_object_or_404(documents.document(user, "intake.view"), pk=pk)
    if found.status in {Status.RECEIVED, Status.READING, Status.FAILED}:
        return render(
            request,
            "intake/_reading.html" if request.headers.get("HX-Request") else "intake/reading.html",
            _page(found),
        )
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Refresh": "true"})
    # Asked before the rows: what is decided in between is then sent once more, and not lost.
    seen = seen_mark(found)
    rows = list(candidates.candidates_of(found))
    context = {
        **_page(found),
        **standing(found),
        "rows": rows,
        "paragraphs": paragraphs(found.text, rows),
        "notes": found.reading.get("notes", []),
        "seen": seen,
        "outdated": documents.outdated(found),
    }
    current = _current(request.GET.get("at", ""), rows)
    if current is not None:
        context |= record_context(candidates.candidates_for(user, "intake.view").get(pk=current.pk), user)
    context["last"] = last_decision(found, user)
    return render(request, "intake/workspace.html", context)


def _page(found: Document) -> dict[str, object]:
    return {"document": found, "trail": [(_("文件"), reverse("intake:list"))]}


def _current(asked: str, rows: list[Candidate]) -> Candidate | None:
    chosen = next((each for each in rows if str(each.pk) == asked), None)
    return chosen or next((each for each in rows if not each.done), None) or next(iter(rows), None)


def original(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file as it was handed in, byte for byte; always a download, never shown as a page."""
    found = get_object_or_404(documents.document(signed_in(request), "intake.view"), pk=pk)
    return file_answer(found.original, found.name)


def count(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """One of the document's own counts: what is behind it, so that the difference can be looked for."""
    found = get_object_or_404(documents.document(signed_in(request), "intake.view"), pk=pk)
    counts = declarations.declared(found)
    if number >= len(counts):
        raise Http404
    context = _page(found) | {"count": counts[number], "groups": declarations.behind(found, number)}
    context["trail"] = [(_("文件"), reverse("intake:list")), (found.title, workspace_url(found))]
    return render(request, "intake/count.html", context)


@require_POST
def finish(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that everything was gone through."""
    user = signed_in(request)
    found = get_object_or_404(documents.document(user, "intake.confirm"), pk=pk)
    words = _("《%(title)s》已核对完成，条目都在台账里了。") % {"title": found.title}
    finished = told(request, lambda: finishing.finish(actor=user, document=found), words)
    return redirect("intake:list" if finished else workspace_url(found))


@require_POST
def read_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Have it read anew, keeping what was decided."""
    user = signed_in(request)
    found = get_object_or_404(documents.document(user, "intake.confirm"), pk=pk)
    words = _("正在重新读取，已作的决定都会保留；读完后在通知里告诉您。")
    told(request, lambda: reading.read_again(actor=user, document=found), words)
    return redirect(workspace_url(found))


@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a document that could not be read off the list."""
    user = signed_in(request)
    found = get_object_or_404(documents.document(user, "ledger.add_document"), pk=pk)
    words = _("已移除《%(title)s》，可以换一份再上传。") % {"title": found.title}
    discarded = told(request, lambda: uploading.discard(actor=user, document=found), words)
    return redirect("intake:list" if discarded else workspace_url(found))


@require_POST
def take_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide again about a document that was completed."""
    user = signed_in(request)
    found = get_object_or_404(documents.document(user, "intake.confirm"), pk=pk)
    told(request, lambda: finishing.take_up(actor=user, document=found))
    return redirect(workspace_url(found))
