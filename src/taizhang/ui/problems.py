"""Refusals for programs: problem details by RFC 9457, in the words of people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.http import JsonResponse
from django.utils.translation import gettext as _

MEDIA_TYPE = "application/problem+json"


def problem(
    status: int,
    code: str,
    detail: str,
    *,
    errors: Sequence[Mapping[str, str]] = (),
    headers: Mapping[str, str] | None = None,
) -> JsonResponse:
    """What is wrong, where and what to do. ``code`` names the sort of problem for programs and never changes."""
    body: dict[str, object] = {
        "type": f"urn:taizhang:problem:{code}",
        "title": _titles().get(status, _("没有办成")),
        "status": status,
        "detail": detail,
    }
    if errors:
        body["errors"] = list(errors)
    answer = JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False}, headers=dict(headers or {}))
    answer.headers["Content-Type"] = MEDIA_TYPE
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _titles() -> Mapping[int, str]:
    return {
        400: _("请求有误"),
        401: _("未提供有效的密钥"),
        403: _("没有权限"),
        404: _("没有这项数据"),
        405: _("不支持的方法"),
        429: _("请求过于频繁"),
        500: _("服务器出错"),
    }
