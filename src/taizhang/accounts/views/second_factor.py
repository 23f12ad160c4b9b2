"""Setting up the second factor, giving it at sign-in, and giving it up."""

from __future__ import annotations

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from taizhang.accounts.actions import second_factor
from taizhang.accounts.forms import DigitsForm
from taizhang.accounts.requests import destination, signed_in
from taizhang.policy.errors import ActionError
from taizhang.ui.asking import done, told


@never_cache
def give(request: HttpRequest) -> HttpResponse:
    """Ask for the digits that finish signing in."""
    form = DigitsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        person, digits = signed_in(request), form.cleaned_data["digits"]
        if done(
            request, form, lambda: second_factor.give(request=request, actor=person, digits=digits), field="digits"
        ):
            return redirect(destination(request))
    context = {"form": form, "next": request.POST.get("next") or request.GET.get("next", "")}
    return render(request, "accounts/second_factor.html", context, status=422 if form.is_bound else 200)


@never_cache
def set_up(request: HttpRequest) -> HttpResponse:
    """Show the code to scan, take its first digits, then show the codes for paper, once."""
    person = signed_in(request)
    form = DigitsForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            codes = second_factor.confirm(request=request, actor=person, digits=form.cleaned_data["digits"])
        except ActionError as error:
            form.add_error("digits", str(error))
        else:
            return render(request, "accounts/paper_codes.html", {"codes": codes})
    device = second_factor.begin(actor=person)
    context = {
        "form": form,
        "picture": segno.make(device.config_url).svg_inline(scale=4, border=2, dark="#000", light="#fff"),
        "secret": device.config_url.partition("secret=")[2].partition("&")[0],
    }
    return render(request, "accounts/second_factor_set_up.html", context, status=422 if form.is_bound else 200)


@require_POST
def drop(request: HttpRequest) -> HttpResponse:
    """Give the second factor up."""
    form = DigitsForm(request.POST)
    digits = form.cleaned_data["digits"] if form.is_valid() else ""
    person = signed_in(request)
    told(
        request,
        lambda: second_factor.drop(request=request, actor=person, digits=digits),
        _("已停用第二重验证。"),
    )
    return redirect("accounts:self")
