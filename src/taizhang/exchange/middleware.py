"""Stands round the API: whoever brings a key is whom the key stands for, and whatever fails is said as programs read it."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from taizhang.exchange.keys import holder, stands_for
from taizhang.ui.problems import MEDIA_TYPE, problem

ROOT = "/api/"


class ApiMiddleware:
    """For addresses below ``/api/`` only; must stand after sessions and before the gate."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(ROOT):
            return self.get_response(request)
        refused = _unknown(request) or _let_in(request)
        answer = refused or self.get_response(request)
        patch_vary_headers(answer, ("Authorization", "Cookie"))
        return _in_words(answer)


def _unknown(request: HttpRequest) -> HttpResponse | None:
    try:
        resolve(request.path_info)
    except Resolver404:
        return problem(404, "no-such-address", _("没有这个地址；各资源的地址见 /api/v1/openapi.json。"))
    return None


def _let_in(request: HttpRequest) -> HttpResponse | None:
    """Put whom the key stands for in the place of who is signed in; refuse a key that is not in use."""
    given = request.headers.get("Authorization")
    if given is None:
        return None
    kind, _space, secret = given.partition(" ")
    key = holder(secret.strip()) if kind.lower() == "bearer" else None
    if key is None:
        words = _("密钥不对、已过期或已停用。请核对 Authorization 头（Bearer 加密钥），或向建立它的单位申请新的。")
        return problem(401, "bad-key", words, headers={"WWW-Authenticate": 'Bearer error="invalid_token"'})
    request.api_key = key  # type: ignore[attr-defined]
    request.user = stands_for(key)
    return None


def _in_words(answer: HttpResponse) -> HttpResponse:
    """A failure that Django made a page of, as problem details."""
    if answer.status_code < 400 or answer.headers.get("Content-Type") == MEDIA_TYPE:
        return answer
    codes = {403: "refused", 404: "not-found", 405: "read-only"}
    words = {403: _("没有权限。"), 404: _("没有这一项。"), 405: _("开放接口只读，只接受 GET 和 HEAD。")}
    status = answer.status_code
    return problem(status, codes.get(status, "failed"), words.get(status, _("没有办成，请稍后再试。")))
