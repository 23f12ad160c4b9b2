"""Stands before every view: sends visitors to sign in, people to finish signing in, and refuses what no role allows."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang.accounts import scope
from taizhang.policy.access import Access, answers
from taizhang.policy.errors import Refused
from taizhang.ui.problems import problem

#: Set in the session at sign-in when the person still has to give a second factor.
SECOND_FACTOR_PENDING = "second_factor_pending"
#: Set in the session at sign-in when the person's role demands a second factor that is not set up yet.
SECOND_FACTOR_MISSING = "second_factor_missing"
#: When the session was last noted to be in use, in seconds, and how often that is written.
SEEN, SEEN_EVERY = "seen", 300
#: Where one may go before the password is changed and the second factor given.
STEPS = frozenset(
    {"accounts:sign-out", "accounts:password", "accounts:second-factor", "accounts:second-factor-set-up", "ui:language"}
)


class GateMiddleware:
    """Applies the answer each URL declares (:mod:`taizhang.policy.access`) before its view runs."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], _args: object, _kwargs: object
    ) -> HttpResponseBase | None:
        """Answer instead of the view where the view may not be reached."""
        match = request.resolver_match
        access = answers().get(match.view_name) if match else None
        if access is None:
            raise ImproperlyConfigured(f"the URL {request.path} declares no access; see docs/development/web.md")
        if access.action == "public":
            return None
        if access.machine:
            return _to_programs(request, access)
        if not request.user.is_authenticated:
            return _to_sign_in(request)
        _stay(request)
        return _next_step(request, access)


def _to_programs(request: HttpRequest, access: Access) -> HttpResponseBase | None:
    """The same answers for programs: no page to go to, and no session kept alive by what only reads."""
    if not request.user.is_authenticated:
        words = _("请在 Authorization 头中提供接口密钥（Bearer），或先在浏览器中登录。")
        return problem(401, "no-key", words, headers={"WWW-Authenticate": 'Bearer realm="taizhang"'})
    unfinished = (SECOND_FACTOR_PENDING, SECOND_FACTOR_MISSING)
    if getattr(request.user, "must_change_password", False) or any(request.session.get(each) for each in unfinished):
        return problem(403, "sign-in-unfinished", _("登录还没有完成：请先在浏览器中修改密码或完成第二重验证。"))
    if refused := _refused(request.user, access):
        return problem(403, "refused", str(Refused(refused)))
    return None


def _refused(user: Any, access: Access) -> str:
    """The action that the person may do to nothing at all, of those that opening takes; empty if there is none."""
    asked = (name for name in access.actions if name != "signed-in")
    return next((name for name in asked if not scope.reaches_anything(user, name)), "")


def _stay(request: HttpRequest) -> None:
    """Note now and then that the session is in use: it lasts that much longer, and its owner sees when it was."""
    now = int(time.time())
    if now - request.session.get(SEEN, 0) >= SEEN_EVERY:
        request.session[SEEN] = now


def _to_sign_in(request: HttpRequest) -> HttpResponseBase:
    back = request.get_full_path() if request.method == "GET" else request.META.get("HTTP_REFERER", "/")
    answer = redirect_to_login(back)
    if request.headers.get("HX-Request"):
        # A redirect would be followed inside the fragment; this header makes htmx change the whole page.
        return HttpResponse(status=204, headers={"HX-Redirect": answer.url})
    return answer


def _next_step(request: HttpRequest, access: Access) -> HttpResponseBase | None:
    match, user = request.resolver_match, request.user
    name = match.view_name if match else ""
    if name in STEPS and not (name == "accounts:second-factor-set-up" and request.session.get(SECOND_FACTOR_PENDING)):
        return None
    if request.session.get(SECOND_FACTOR_PENDING):
        return redirect(f"{reverse('accounts:second-factor')}?{urlencode({'next': request.get_full_path()})}")
    if getattr(user, "must_change_password", False):
        return redirect("accounts:password")
    if request.session.get(SECOND_FACTOR_MISSING):
        return redirect("accounts:second-factor-set-up")
    if refused := _refused(user, access):
        raise Refused(refused)
    return None
