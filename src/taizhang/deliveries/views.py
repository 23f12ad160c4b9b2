"""Pages of deliveries: lists, what stands in one, one thing, registering and withdrawing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang import clock
from taizhang.accounts.models import User
from taizhang.accounts.requests import signed_in
from taizhang.accounts.scope import within
from taizhang.deliveries import actions, queries
from taizhang.deliveries.forms import PicturesForm, SetUpForm, ThingForm
from taizhang.deliveries.lists import ITEMS, LISTS
from taizhang.deliveries.maps import delivery_map
from taizhang.deliveries.models import Delivery, DeliveryList, Photo
from taizhang.files.answers import file_answer
from taizhang.journal.queries import history
from taizhang.ledger.forms.commitments import ReasonForm
from taizhang.ledger.views.changing import change_page
from taizhang.ledger.views.fetching import commitment_for
from taizhang.ui.asking import done

HISTORY_SHOWN = 50


def index(request: HttpRequest) -> HttpResponseBase:
    """Every list within the person's scope."""
    return LISTS.respond(request, queries.lists(signed_in(request)), "deliveries/lists.html")


def detail(request: HttpRequest, pk: int) -> HttpResponseBase:
    """One list and what stands in it."""
    user, found = _list(request, pk)
    shown = None if request.headers.get("HX-Request") else delivery_map(user, found)
    context = {"of": found, "adds": user.has_perm("deliveries.add"), "figure": shown, "trail": _trail()}
    return ITEMS.respond(request, queries.items(user, found), "deliveries/list.html", context)


def set_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Have a target counted from a list."""
    user, commitment = commitment_for(request, pk, "deliveries.set_up")
    form = SetUpForm(request.POST or None, initial={"version": commitment.version})
    if form.is_bound and form.is_valid():
        asked = form.cleaned_data
        words = _("已改为由交付清单计数；逐个登记后，数字自动进入汇总。")
        if done(request, form, lambda: actions.set_up(actor=user, commitment=commitment, **asked), words):
            return redirect("ledger:commitment", pk=pk)
    back = reverse("ledger:commitment", args=[pk])
    return _form(request, form, _("由交付清单计数"), str(commitment), _("改为计数"), back)


def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Register something delivered; works on a phone with its camera."""
    user, found = _list(request, pk)
    place = user.held[0].organisation.place
    form = ThingForm(
        request.POST or None, request.FILES or None, initial={"on": clock.today(), "place": place.name, "quantity": 1}
    )
    form.fields["place"].root = found.commitment.place  # type: ignore[attr-defined]
    if form.is_bound and form.is_valid():
        words = _("已登记；目标的数字随即更新。")
        if done(
            request, form, lambda: actions.add(actor=user, to=found, thing=form.thing(), pictures=form.shown()), words
        ):
            return redirect("deliveries:list", pk=pk)
    return _form(request, form, _("登记"), str(found), _("登记"), reverse("deliveries:list", args=[pk]))


def item(request: HttpRequest, pk: int) -> HttpResponse:
    """One thing: what, where, when, its photographs and everything done about it."""
    user, found = _item(request, pk)
    form = PicturesForm(request.POST or None, request.FILES or None)
    if (
        form.is_bound
        and form.is_valid()
        and done(
            request, form, lambda: actions.show(actor=user, delivery=found, pictures=form.shown()), _("已添加照片。")
        )
    ):
        return redirect("deliveries:item", pk=pk)
    may = not found.withdrawn_for
    context = {
        "item": found,
        "photos": found.photos.select_related("file", "added_by"),
        "form": form,
        "adds": may and user.has_perm("deliveries.add", found.place),
        "withdraws": may and user.has_perm("deliveries.withdraw", found.place),
        "history": history(found)[:HISTORY_SHOWN],
        "trail": [*_trail(), (str(found.list), reverse("deliveries:list", args=[found.list_id]))],
    }
    return render(request, "deliveries/item.html", context, status=422 if form.errors or form.is_bound else 200)


def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take something out of the count."""
    user, found = _item(request, pk)
    form = ReasonForm(request.POST or None, initial={"version": found.version})
    if form.is_bound and form.is_valid():
        asked = form.cleaned_data
        words = _("已撤销，目标的数字随即更新。")
        if done(request, form, lambda: actions.withdraw(actor=user, delivery=found, **asked), words):
            return redirect("deliveries:item", pk=pk)
    return _form(request, form, _("撤销登记"), str(found), _("撤销登记"), reverse("deliveries:item", args=[pk]))


def photo(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A photograph, byte for byte; with ``?show`` inside the browser."""
    rows = within(signed_in(request), "deliveries.view", Photo.objects.select_related("file"))
    found = get_object_or_404(rows, pk=pk)
    return file_answer(found.file, found.name, show="show" in request.GET)


def _list(request: HttpRequest, pk: int) -> tuple[User, DeliveryList]:
    user = signed_in(request)
    return user, get_object_or_404(queries.lists(user), pk=pk)


def _item(request: HttpRequest, pk: int) -> tuple[User, Delivery]:
    user = signed_in(request)
    return user, get_object_or_404(queries.visible(user), pk=pk)


def _form(request: HttpRequest, form: object, title: str, heading: str, submit: str, back: str) -> HttpResponse:
    return change_page(request, form, title=title, heading=heading, submit=submit, back=back, trail=_trail())


def _trail() -> list[tuple[str, str]]:
    return [(_("交付清单"), reverse("deliveries:lists"))]
