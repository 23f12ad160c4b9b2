"""The office's pages: what is public, what is to be, choosing, explaining, looking at it first, publishing, withdrawing."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from taizhang import clock
from taizhang.accounts.models import User
from taizhang.accounts.requests import signed_in
from taizhang.journal.queries import history
from taizhang.ledger import marks
from taizhang.ledger.lists import COMMITMENTS
from taizhang.ledger.models import Commitment
from taizhang.policy.errors import ActionError, Refused
from taizhang.publication import actions, queries
from taizhang.publication.composing import compose
from taizhang.publication.forms import ExplainForm, WithdrawForm
from taizhang.publication.lists import PUBLICATIONS
from taizhang.publication.models import Publication
from taizhang.publication.showing import Item
from taizhang.publication.states import PUBLICATION
from taizhang.publication.views.answering import Frame
from taizhang.ui.asking import done, told, version_seen


def index(request: HttpRequest) -> HttpResponseBase:
    """Every publication within the person's scope."""
    return PUBLICATIONS.respond(request, queries.visible(signed_in(request)), "publication/list.html")


def choose(request: HttpRequest) -> HttpResponseBase:
    """Commitments to take up: those ticked, or all that the filters leave."""
    user, listing = signed_in(request), marks.marked(COMMITMENTS)
    rows = marks.prepared(queries.choosable(user))
    if request.method == "POST":
        if request.POST.get("every"):
            wanted = listing.matching(request, rows)
        else:
            ticked = [int(pk) for pk in request.POST.getlist("row") if pk.isdecimal() and len(pk) < 19]
            wanted = rows.filter(pk__in=ticked[: actions.MOST + 1])
        return redirect("publication:list" if _chosen(request, user, wanted) else "publication:choose")
    context = {"trail": _trail(), "chooser": "publication/_chooser.html", "most": actions.MOST}
    return listing.respond(request, rows, "publication/choose.html", context)


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One publication: what is public of it, what would be now, its editions, and what may be done."""
    user, publication = _fetched(request, pk)
    content, shown = compose(publication), publication.current
    frame = Frame("public", settings.SITE_ADDRESS or f"{request.scheme}://{request.get_host()}")
    embed = publication.number and f"{frame.base}{reverse('public:embed', args=[publication.number])}"
    context = {
        "publication": publication,
        "content": content,
        "shown": shown and shown.read,
        "outdated": shown is not None and shown.read != content,
        "editions": publication.editions.order_by("-number")[:50],
        "embed": embed,
        "may": {
            name
            for name in _CHANGES
            if user.has_perm(f"publication.{name}", publication) and _allowed(publication, name)
        },
        "trail": _trail(),
        "history": history(publication)[:50],
    }
    return render(request, "publication/detail.html", context)


def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The page as the public would see it if it were published now; nobody else sees it."""
    _user, publication = _fetched(request, pk)
    space = "public-en" if request.GET.get("language") == "en" else "public"
    frame = Frame(space, "")
    with translation.override(frame.language):
        item = Item(publication.number or 0, compose(publication), _since(publication), clock.now(), 0, space)
        context = {
            "item": item,
            "figure": item.curve,
            "preview": publication,
            "alternate": f"?language={'zh' if space != 'public' else 'en'}",
        }
        return frame.page("publication/public_item.html", context)


def explain(request: HttpRequest, pk: int) -> HttpResponse:
    """What the office adds for the public."""
    user, publication = _fetched(request, pk, "publication.explain")
    form = ExplainForm.of(publication, request.POST or None)
    if form.is_bound and form.is_valid():
        version = form.cleaned_data["version"]
        if done(
            request,
            form,
            lambda: actions.explain(actor=user, publication=publication, version=version, to=form.said()),
            _("已保存。公开的内容还没有变，请预览后公开或更新。"),
        ):
            return redirect("publication:detail", pk=pk)
    return _form(request, publication, form, _("通俗说明"), _("保存"))


def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Show it no longer."""
    user, publication = _fetched(request, pk, "publication.withdraw")
    form = WithdrawForm(request.POST or None, initial={"version": publication.version})
    success = _("已撤回，公开页面已经看不到内容。")
    if form.is_bound and form.is_valid():
        asked = form.cleaned_data
        if done(request, form, lambda: actions.withdraw(actor=user, publication=publication, **asked), success):
            return redirect("publication:detail", pk=pk)
    return _form(request, publication, form, _("撤回公开"), _("撤回"))


@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Show it to the public."""
    user, publication = _fetched(request, pk, "publication.publish")
    version = version_seen(request)
    told(
        request,
        lambda: actions.publish(actor=user, publication=publication, version=version),
        _("已公开，任何人都能查看。"),
    )
    return redirect("publication:detail", pk=pk)


@require_POST
def renew(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the public what is known now."""
    user, publication = _fetched(request, pk, "publication.renew")
    version = version_seen(request)
    told(request, lambda: actions.renew(actor=user, publication=publication, version=version), _("已更新公开的内容。"))
    return redirect("publication:detail", pk=pk)


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Give up publishing what never was public."""
    user, publication = _fetched(request, pk, "publication.drop")
    words = _("“%(title)s”不再列为公开事项。") % {"title": publication}
    if told(request, lambda: actions.drop(actor=user, publication=publication), words):
        return redirect("publication:list")
    return redirect("publication:detail", pk=pk)


_CHANGES = ("explain", "publish", "renew", "withdraw", "drop")


def _allowed(publication: Publication, name: str) -> bool:
    if name == "drop":
        return publication.state == "draft" and publication.number is None
    return PUBLICATION.allows(f"publication.{name}", publication.state)


def _since(publication: Publication) -> date:
    return publication.published_on or clock.today()


def _fetched(request: HttpRequest, pk: int, action: str = "publication.view") -> tuple[User, Publication]:
    user = signed_in(request)
    found = get_object_or_404(queries.visible(user), pk=pk)
    if not user.has_perm(action, found):
        raise Refused(action, found)
    return user, found


def _chosen(request: HttpRequest, user: User, wanted: QuerySet[Commitment]) -> bool:
    """Whether any of them was not taken up before."""
    try:
        made = actions.choose(actor=user, commitments=list(wanted[: actions.MOST + 1]))
    except ActionError as error:
        messages.error(request, str(error))
        return False
    if made:
        messages.success(request, _("已选定 %(n)s 条。写好说明、预览之后再公开。") % {"n": len(made)})
    return bool(made)


def _form(request: HttpRequest, publication: Publication, form: object, title: str, submit: str) -> HttpResponse:
    back = reverse("publication:detail", args=[publication.pk])
    context = {
        "publication": publication,
        "form": form,
        "title": title,
        "submit": submit,
        "back": back,
        "trail": [*_trail(), (str(publication), back)],
    }
    return render(request, "publication/change.html", context, status=422 if request.method == "POST" else 200)


def _trail() -> list[tuple[str, str]]:
    return [(_("公开"), reverse("publication:list"))]
