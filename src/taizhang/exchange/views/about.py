"""The page that explains the open API, made of the same declarations as the API."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang.accounts.requests import signed_in
from taizhang.exchange.api.questions import LIMIT, MOST
from taizhang.exchange.columns import Column, Nature, nature
from taizhang.exchange.readers import Person
from taizhang.exchange.resources import RESOURCES, Resource
from taizhang.exchange.words import Words, words


@dataclass(frozen=True, slots=True)
class Field:
    """One field as the page tells it."""

    name: str
    kind: str
    empty: bool
    words: Words
    codes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One resource as the page tells it; ``open`` says that the reader may see something of it."""

    resource: Resource
    words: Words
    open: bool
    fields: list[Field]
    below: list[tuple[str, Words, list[Field]]]
    parameters: list[tuple[str, str, Words]]


def about(request: HttpRequest) -> HttpResponse:
    """How to ask, and what every field means."""
    reader = Person(signed_in(request))
    context = {
        "sections": [_section(each, reader.may(each.action)) for each in RESOURCES.values()],
        "root": request.build_absolute_uri(reverse("api:description")).rpartition("/")[0],
        "limit": LIMIT,
        "most": MOST,
        "trail": [(_("数据交换"), reverse("exchange:index"))],
    }
    return render(request, "exchange/about.html", context)


def _section(each: Resource, opens: bool) -> Section:
    return Section(
        each,
        words(each.name, ""),
        opens,
        _fields(each.name, ((one, each.nature(one)) for one in each.columns)),
        [
            (
                nested.name,
                words(each.name, nested.name),
                _fields(f"{each.name}.{nested.name}", ((one, nature(nested.model, one)) for one in nested.columns)),
            )
            for nested in each.nested
        ],
        [
            (one.name, "、".join(one.choices) or _kinds()[one.kind], words(each.name, f"{one.name}?"))
            for one in each.filters
        ],
    )


def _fields(resource: str, columns: Iterable[tuple[Column, Nature]]) -> list[Field]:
    return [
        Field(each.name, _kinds()[held.kind], held.empty, words(resource, each.name), held.codes)
        for each, held in columns
    ]


def _kinds() -> dict[str, str]:
    return {
        "integer": _("整数"),
        "text": _("文本"),
        "decimal": _("十进制文本"),
        "day": _("日期"),
        "moment": _("时间"),
        "truth": "true/false",
        "code": _("区划代码"),
    }
