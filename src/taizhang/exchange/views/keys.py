"""Keys of the open API: listed, made, shown once, revoked."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from taizhang.accounts.requests import signed_in
from taizhang.exchange.actions.keys import make_key, revoke_key
from taizhang.exchange.forms.keys import KeyForm
from taizhang.exchange.lists import KEYS
from taizhang.exchange.queries import keys
from taizhang.exchange.resources import RESOURCES
from taizhang.exchange.words import words
from taizhang.journal.queries import history
from taizhang.policy.errors import ActionError
from taizhang.ui.choosing import choices_asked

_SHOWN = 30


def index(request: HttpRequest) -> HttpResponseBase:
    """Every key of the organisations whose keys the person manages."""
    return KEYS.respond(request, keys(signed_in(request)), "exchange/keys.html", {"trail": _trail(listed=False)})


@never_cache
def create(request: HttpRequest) -> HttpResponse:
    """Make a key, and show it this once."""
    user = signed_in(request)
    form = KeyForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        try:
            key, secret = make_key(actor=user, wanted=form.wanted)
        except ActionError as error:
            form.add_error(None, str(error))
        else:
            root = request.build_absolute_uri(reverse("api:description")).rpartition("/")[0]
            context = {"key": key, "secret": secret, "root": root, "first": key.resources[0], "trail": _trail()}
            return render(request, "exchange/key_made.html", context)
    context = {"form": form, "trail": _trail()}
    asked = choices_asked(request, form)
    return asked or render(request, "exchange/key_new.html", context, status=422 if form.is_bound else 200)


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """One key: what it may read, when it was used, what was done to it."""
    key = get_object_or_404(keys(signed_in(request)), pk=pk)
    readable = [(name, words(name, "")) for name in RESOURCES if name in key.resources]
    context = {"key": key, "readable": readable, "history": history(key)[:_SHOWN], "trail": _trail()}
    return render(request, "exchange/key.html", context)


@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a key out of use."""
    user = signed_in(request)
    key = get_object_or_404(keys(user), pk=pk)
    revoke_key(actor=user, key=key)
    messages.success(request, _("密钥“%(key)s”已停用，用它的程序从现在起读不到任何数据。") % {"key": key})
    return redirect("exchange:key", pk=pk)


def _trail(*, listed: bool = True) -> list[tuple[str, str]]:
    above = [(_("数据交换"), reverse("exchange:index"))]
    return [*above, (pgettext("list", "接口密钥"), reverse("exchange:keys"))] if listed else above
