"""A person's own account: details, password, sessions."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from taizhang.accounts import queries
from taizhang.accounts.actions import own as own_account
from taizhang.accounts.actions import signing
from taizhang.accounts.forms import MailForm, PasswordForm
from taizhang.accounts.models import CalendarKey
from taizhang.accounts.requests import signed_in
from taizhang.accounts.scope import memberships


def own(request: HttpRequest) -> HttpResponse:
    """What the account is, what roles it has, where it is signed in."""
    user = signed_in(request)
    context = {
        "memberships": memberships(user),
        "sessions": user.sessions.order_by("-seen"),
        "second_factor": queries.has_second_factor(user),
        "this_session": request.session.session_key,
        "mail": MailForm(initial={"mail": user.mail}),
        "calendar": CalendarKey.objects.filter(user=user).first(),
    }
    return render(request, "accounts/own.html", context)


@sensitive_post_parameters()
def password(request: HttpRequest) -> HttpResponse:
    """Change the own password."""
    user = signed_in(request)
    form = PasswordForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        signing.change_password(request=request, actor=user, password=form.cleaned_data["new_password1"])
        messages.success(request, _("密码已修改，其他设备上的登录已结束。"))
        return redirect("portal:home")
    status = 422 if form.is_bound else 200
    return render(request, "accounts/password.html", {"form": form}, status=status)


@require_POST
def end_session(request: HttpRequest, handle: str) -> HttpResponse:
    """Sign one of the own browsers out."""
    user = signed_in(request)
    session = next((each for each in user.sessions.all() if each.handle == handle), None)
    if session is None:
        raise Http404
    signing.end_session(actor=user, session=session)
    messages.success(request, _("已结束该设备上的登录。"))
    return redirect("accounts:self")


@require_POST
def mail(request: HttpRequest) -> HttpResponse:
    """Choose what comes by e-mail."""
    form = MailForm(request.POST)
    if form.is_valid():
        own_account.choose_mail(actor=signed_in(request), wanted=form.cleaned_data["mail"])
        messages.success(request, _("邮件提醒已改。"))
    else:
        messages.error(request, _("请在三种提醒方式中选一种。"))
    return redirect("accounts:self")


@require_POST
def open_calendar(request: HttpRequest) -> HttpResponse:
    """A new secret address for the own calendar, shown this once."""
    secret = own_account.open_calendar(actor=signed_in(request))
    return render(request, "accounts/calendar.html", {"secret": secret})


@require_POST
def close_calendar(request: HttpRequest) -> HttpResponse:
    """Take the address out of use."""
    own_account.close_calendar(actor=signed_in(request))
    messages.success(request, _("日历订阅地址已停用，用它订阅的日历不再更新。"))
    return redirect("accounts:self")
