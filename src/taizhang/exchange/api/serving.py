"""What every answer of the API has: whose it is, how often it may be asked, and words where it is refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.gzip import gzip_page

from taizhang.accounts.requests import signed_in
from taizhang.exchange.actions.keys import note_use
from taizhang.exchange.api.questions import QuestionError
from taizhang.exchange.keys import PERSON_PER_MINUTE, first_in_a_while, too_often
from taizhang.exchange.models import ApiKey
from taizhang.exchange.readers import Person
from taizhang.journal.models import Entry
from taizhang.policy.errors import ActionError
from taizhang.ui.problems import problem

Answer = Callable[..., HttpResponseBase]


def served(view: Answer) -> Answer:
    """A view that only reads, as programs ask it: counted, refused in words, compressed."""
    made: Answer = gzip_page(guarded(view))
    return csrf_exempt(made)


def guarded(view: Answer) -> Answer:
    """The same for files, which are compressed already or not at all."""

    @wraps(view)
    def answered(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        if request.method not in {"GET", "HEAD"}:
            words = _("开放接口只读，只接受 GET 和 HEAD。")
            return problem(405, "read-only", words, headers={"Allow": "GET, HEAD"})
        if (wait := _wait(request)) > 0:
            words = _("请求次数超过每分钟上限，请 %(n)s 秒后再试。") % {"n": wait}
            return problem(429, "too-often", words, headers={"Retry-After": str(wait)})
        try:
            return view(request, *args, **kwargs)
        except QuestionError as error:
            faults = [{"parameter": name, "detail": words} for name, words in error.faults]
            return problem(400, "bad-question", str(error), errors=faults)
        except Http404:
            return problem(404, "not-found", _("没有这一项，或者不在您的权限范围内。"))
        except PermissionDenied as error:
            return problem(403, "refused", str(error))
        except ActionError as error:
            return problem(409, "not-done", str(error))

    return csrf_exempt(answered)


def reader(request: HttpRequest) -> Person:
    """Who asks: the signed-in person, or what the key stands for."""
    return Person(signed_in(request))


def check_key(request: HttpRequest, resource: str) -> None:
    """Raise PermissionDenied where the key was not given this resource."""
    key = key_of(request)
    if key is not None and resource not in key.resources:
        raise PermissionDenied(_("这个密钥不能读 %(name)s；请向建立它的单位申请。") % {"name": resource})


def key_of(request: HttpRequest) -> ApiKey | None:
    """The key the request came with; none for people in their browser."""
    return getattr(request, "api_key", None)


def answer(request: HttpRequest, content: Any) -> HttpResponse:
    """JSON that can be asked for again: nothing is sent where nothing changed."""
    made: HttpResponse = JsonResponse(content, json_dumps_params={"ensure_ascii": False, "separators": (",", ":")})
    made.headers["Cache-Control"] = "private, no-cache"
    patch_vary_headers(made, ("Authorization", "Cookie", "Accept-Encoding"))
    etag = f'"{sha256(made.content).hexdigest()[:32]}"'
    made.headers["ETag"] = etag
    changed = _last_change()
    if changed is not None:
        made.headers["Last-Modified"] = http_date(changed)
    conditional = get_conditional_response(request, etag=etag, last_modified=changed, response=made)
    return conditional or made


def _last_change() -> int | None:
    """When anything was last written: the newest entry of the journal, in whole seconds, once that second is over.

    A demonstration's clock begins each day anew, so that its moments say nothing.
    """
    if settings.CLOCK_DAY is not None:
        return None
    at = Entry.objects.order_by("-sequence").values_list("at", flat=True).first()
    return int(at.timestamp()) if at and timezone.now() - at > timedelta(seconds=1) else None


def _wait(request: HttpRequest) -> int:
    key = key_of(request)
    if key is None:
        return too_often(f"person:{request.user.pk}", PERSON_PER_MINUTE) if request.user.is_authenticated else 0
    if first_in_a_while(key):
        note_use(key=key)
    return too_often(f"key:{key.pk}", key.per_minute)
