"""The open API: lists, single rows, what was known on a day, and its own description."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang.exchange.api import openapi
from taizhang.exchange.api.questions import LARGEST, QuestionError, read_filters, read_question
from taizhang.exchange.api.serving import answer, check_key, reader, served
from taizhang.exchange.columns import written
from taizhang.exchange.resources import RESOURCES, Filter
from taizhang.exchange.resources.reports import VIEW, end_of
from taizhang.ledger.models import Commitment
from taizhang.progress.queries.totals import known as known_on


@served
def listing(request: HttpRequest, resource: str) -> HttpResponse:
    """A page of rows, narrowed as asked."""
    check_key(request, resource)
    of = RESOURCES[resource]
    question = read_question(request.GET, of.filters)
    rows = of.narrowed(reader(request), question.asked)
    data, on = of.page(rows, question.after, question.limit)
    following = None if on is None else _following(request, on)
    made = answer(request, {"data": data, "next": following})
    if following:
        made.headers["Link"] = f'<{following}>; rel="next"'
    return made


@served
def one(request: HttpRequest, resource: str, pk: int) -> HttpResponse:
    """One row."""
    check_key(request, resource)
    of = RESOURCES[resource]
    _can_exist(pk)
    _nothing_else(request, ())
    data, _further = of.page(of.rows(reader(request)).filter(pk=pk), 0, 1)
    if not data:
        raise Http404
    return answer(request, data[0])


@served
def known(request: HttpRequest, pk: int) -> HttpResponse:
    """What was known at the end of a day of where a commitment stood on a day."""
    for resource in ("commitments", "totals"):
        check_key(request, resource)
    _can_exist(pk)
    rows = reader(request).within(VIEW, Commitment.objects.select_related("indicator"))
    commitment = get_object_or_404(rows, pk=pk)
    asked = _nothing_else(request, ("on", "as_of"))
    amount = known_on(commitment, asked["on"], end_of(asked["as_of"]))
    return answer(
        request,
        {
            "commitment_id": commitment.pk,
            "on": asked["on"].isoformat(),
            "as_of": asked["as_of"].isoformat(),
            "value": written(amount.value),
            "denominator": written(amount.denominator),
        },
    )


def description(request: HttpRequest) -> HttpResponse:
    """The description of the API by OpenAPI; it says nothing of any data, and so is for everybody."""
    root = request.build_absolute_uri(reverse("api:description")).rpartition("/")[0]
    return JsonResponse(openapi.document(root), json_dumps_params={"ensure_ascii": False, "indent": 1})


def _following(request: HttpRequest, after: int) -> str:
    query = request.GET.copy()
    query["after"] = str(after)
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")


def _can_exist(pk: int) -> None:
    """Raise Http404 for a key larger than a database holds."""
    if pk > LARGEST:
        raise Http404


def _nothing_else(request: HttpRequest, days: tuple[str, ...]) -> Mapping[str, date]:
    """The days asked for, every one of them, and nothing else. Raises QuestionError."""
    asked = read_filters(request.GET, [Filter(name, "day", lambda rows, _day: rows) for name in days])
    if missing := [name for name in days if name not in asked]:
        raise QuestionError((name, _("必须写明，如 2024-05-31。")) for name in missing)
    return asked
