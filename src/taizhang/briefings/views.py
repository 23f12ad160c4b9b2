"""Pages of briefings: the list, making one, its preview with every number a link, deciding, files, templates."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from taizhang.accounts.models import User
from taizhang.accounts.requests import signed_in
from taizhang.briefings.actions import deciding, drafting
from taizhang.briefings.actions import templates as templating
from taizhang.briefings.editions import KINDS, rendered
from taizhang.briefings.forms import TemplateForm, TextsForm
from taizhang.briefings.lists import BRIEFINGS
from taizhang.briefings.models import Briefing
from taizhang.briefings.numbering import headings
from taizhang.briefings.pictures import figures
from taizhang.briefings.queries import briefings as queries
from taizhang.briefings.setting import corrections_words
from taizhang.briefings.states import BRIEFING
from taizhang.briefings.word.tags import named
from taizhang.briefings.word.template import default_template
from taizhang.files.answers import file_answer
from taizhang.journal.queries import history
from taizhang.ledger.forms.commitments import ReasonForm
from taizhang.places.models import Place
from taizhang.policy.errors import ActionError, Refused
from taizhang.ui.asking import done, told, version_seen

HISTORY_SHOWN = 50
Do = Callable[[User, Briefing, Any], object]


def index(request: HttpRequest) -> HttpResponseBase:
    """Every briefing the person may see."""
    user = signed_in(request)
    context = {"makes": user.has_perm("briefings.compose"), "styles": user.has_perm("briefings.view_templates")}
    return BRIEFINGS.respond(request, queries.visible(user), "briefings/list.html", context)


def make(request: HttpRequest) -> HttpResponse:
    """Pick a period; what of it is not locked yet is said beside it."""
    user = signed_in(request)
    offered = queries.offered(user)
    problem = ""
    if request.method == "POST":
        chosen = next((each.period for each in offered if str(each.period.pk) == request.POST.get("period")), None)
        if chosen is None:
            problem = _("请选择填报期。")
        else:
            try:
                made = drafting.make(actor=user, period=chosen)
            except ActionError as error:
                problem = str(error)
            else:
                messages.success(request, _("已编成草稿：请核对、补充文字，再送核准。"))
                return redirect("briefings:briefing", pk=made.pk)
    context = {"offered": offered, "problem": problem, "trail": _trail()}
    return render(request, "briefings/make.html", context, status=422 if problem else 200)


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """What a briefing says, each number leading to its source; what may be done with it; what was done."""
    user, briefing = _briefing(request, pk)
    edition = briefing.edition
    composition = edition.composition
    may = {
        name: BRIEFING.allows(f"briefings.{name}", briefing.state) and user.has_perm(f"briefings.{name}", briefing)
        for name in ("edit", "recompose", "approve", "return", "issue", "drop")
    }
    drawn = figures(composition)
    context = {
        "briefing": briefing,
        "edition": edition,
        "composition": composition,
        "headings": headings(composition, edition.texts),
        "areas": [(each, edition.texts.remarks.get(each.name, "")) for each in composition.areas],
        "red": [(each, composition.line(each.line)) for each in composition.red],
        "leagues": [(each, drawn.get(f"league-{at}")) for at, each in enumerate(composition.leagues, 1)],
        "figure": drawn.get("areas"),
        "corrections_words": corrections_words(composition),
        "kinds": KINDS,
        "may": may,
        "next_number": queries.next_number(briefing.place, briefing.year),
        "history": history(briefing)[:HISTORY_SHOWN],
        "trail": _trail(),
    }
    return render(request, "briefings/briefing.html", context)


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the office's own words."""
    user, briefing = _briefing(request, pk, "briefings.edit")
    form = TextsForm(
        request.POST or None, composition=briefing.composition, texts=briefing.own, version=briefing.version
    )
    if form.is_bound and form.is_valid():
        version = form.cleaned_data["version"]
        texts = form.texts()
        if done(
            request,
            form,
            lambda: drafting.edit(actor=user, briefing=briefing, version=version, texts=texts),
            _("文字已保存。"),
        ):
            return redirect("briefings:briefing", pk=pk)
    return _form(request, briefing, form, _("改文字"), _("保存"))


@require_POST
def recompose(request: HttpRequest, pk: int) -> HttpResponse:
    """Compose a draft anew from what is locked now."""

    def do(user: User, briefing: Briefing, version: Any) -> object:
        return drafting.recompose(actor=user, briefing=briefing, version=version)

    return _step(request, pk, "briefings.recompose", do, _("已按最新锁定的数据重编。"))


@require_POST
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Settle what a briefing says."""

    def do(user: User, briefing: Briefing, version: Any) -> object:
        return deciding.approve(actor=user, briefing=briefing, version=version)

    return _step(request, pk, "briefings.approve", do, _("已核准，内容已封存，可以印发。"))


@require_POST
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Issue an approved briefing."""

    def do(user: User, briefing: Briefing, version: Any) -> object:
        return deciding.issue(actor=user, briefing=briefing, version=version)

    return _step(request, pk, "briefings.issue", do, _("已编号印发，有关单位会收到通知；今后的更正列入下一期。"))


def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Make an approved briefing a draft again."""

    def do(user: User, briefing: Briefing, asked: Any) -> object:
        return deciding.send_back(actor=user, briefing=briefing, **asked)

    return _reasoned(request, pk, "briefings.return", do, _("退回拟稿"), _("已退回拟稿。"))


def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Give up a briefing that was not issued."""

    def do(user: User, briefing: Briefing, asked: Any) -> object:
        return drafting.drop(actor=user, briefing=briefing, **asked)

    return _reasoned(request, pk, "briefings.drop", do, _("作废"), _("已作废，可以为这一期另编一份。"))


def fetch(request: HttpRequest, pk: int, kind: str) -> HttpResponseBase:
    """The file of a kind: as it was issued, or made of the draft as it stands."""
    _user, briefing = _briefing(request, pk)
    if kind not in KINDS:
        raise Http404
    kept = {"docx": briefing.word, "pdf": briefing.pdf, "xlsx": briefing.sheet}[kind]
    name = f"{briefing.title}{briefing.edition_code}.{kind}"
    if kept is not None:
        return file_answer(kept, name)
    try:
        own = queries.template_file(queries.template_for(briefing.place)) if kind == "docx" else None
        content = rendered(briefing.edition, kind, own)
    except ActionError as error:
        messages.error(request, str(error))
        return redirect("briefings:briefing", pk=pk)
    return FileResponse(io.BytesIO(content), as_attachment=True, filename=name)


def templates(request: HttpRequest) -> HttpResponse:
    """The template in force, those before, and how one is written."""
    return _templates(request, TemplateForm(), [])


@require_POST
def hand_in(request: HttpRequest) -> HttpResponse:
    """Hand a template in; what is wrong with it is listed."""
    user = signed_in(request)
    form = TemplateForm(request.POST, request.FILES)
    if not form.is_valid():
        return _templates(request, form, [])
    file = form.cleaned_data["file"]
    try:
        templating.hand_in(actor=user, place=_own_place(user), content=file.read(), name=file.name or "")
    except templating.TemplateFaults as error:
        return _templates(request, form, error.faults)
    messages.success(request, _("模板已采用，今后的通报按它排版；已印发的不变。"))
    return redirect("briefings:templates")


def shipped(request: HttpRequest) -> FileResponse:
    """The shipped template, to be edited."""
    return FileResponse(io.BytesIO(default_template()), as_attachment=True, filename=_("通报模板.docx"))


def template(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A template as it was handed in; the shipped one where it stands for that."""
    found = get_object_or_404(queries.templates(signed_in(request)), pk=pk)
    return shipped(request) if found.file is None else file_answer(found.file, found.name)


@require_POST
def restore(request: HttpRequest) -> HttpResponse:
    """Use the shipped template again."""
    user = signed_in(request)
    templating.restore(actor=user, place=_own_place(user))
    messages.success(request, _("已改回自带模板。"))
    return redirect("briefings:templates")


def _briefing(request: HttpRequest, pk: int, action: str = "briefings.view") -> tuple[User, Briefing]:
    user = signed_in(request)
    found = get_object_or_404(queries.visible(user), pk=pk)
    if not user.has_perm(action, found):
        raise Refused(action, found)
    return user, found


def _templates(request: HttpRequest, form: TemplateForm, faults: list[str]) -> HttpResponse:
    user = signed_in(request)
    place = _own_place(user)
    context = {
        "form": form,
        "faults": faults,
        "versions": queries.templates(user),
        "current": queries.template_for(place),
        "changes": user.has_perm("briefings.change_template", place),
        "action": reverse("briefings:hand-in-template"),
        "tags": named(),
        "how": _(
            "单独的文字写 {{ 名称 }}，带链接的数字和段落写 {{r 名称 }}；清单用 {%p for 项 in 清单 %} … {%p endfor %} 逐段写，"
            "表格里用 {%tr for 项 in 清单 %} … {%tr endfor %} 逐行写。"
        ),
        "trail": _trail(),
    }
    return render(request, "briefings/templates.html", context, status=422 if faults or form.errors else 200)


def _own_place(user: User) -> Place:
    return user.held[0].organisation.place


def _step(request: HttpRequest, pk: int, action: str, do: Do, success: str) -> HttpResponse:
    """A decision by one button; its refusal is said on the briefing's page."""
    user, briefing = _briefing(request, pk, action)
    told(request, lambda: do(user, briefing, version_seen(request)), success)
    return redirect("briefings:briefing", pk=pk)


def _reasoned(request: HttpRequest, pk: int, action: str, do: Do, title: str, success: str) -> HttpResponse:
    user, briefing = _briefing(request, pk, action)
    form = ReasonForm(request.POST or None, initial={"version": briefing.version})
    if form.is_bound and form.is_valid():
        asked = form.cleaned_data
        if done(request, form, lambda: do(user, briefing, asked), success):
            return redirect(
                "briefings:list" if action == "briefings.drop" else reverse("briefings:briefing", args=[pk])
            )
    return _form(request, briefing, form, title, title)


def _form(request: HttpRequest, briefing: Briefing, form: Form, title: str, submit: str) -> HttpResponse:
    back = reverse("briefings:briefing", args=[briefing.pk])
    context = {"form": form, "title": title, "heading": str(briefing), "submit": submit, "back": back}
    context["trail"] = [*_trail(), (str(briefing), back)]
    return render(request, "ledger/change.html", context, status=422 if request.method == "POST" else 200)


def _trail() -> list[tuple[str, str]]:
    return [(_("通报"), reverse("briefings:list"))]
