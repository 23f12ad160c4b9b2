"""Lights as they were lit, and slips."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from django.db.models import Exists, OuterRef
from django.utils.translation import get_language

from taizhang.exchange.columns import column
from taizhang.exchange.readers import Reader
from taizhang.exchange.resources.resource import Filter, Nested, Resource, Rows, below, equal, since, until
from taizhang.progress.light_rules import Colour
from taizhang.progress.models import LightRecord, Slip, SlipItem
from taizhang.progress.standings import Light
from taizhang.progress.states import SLIP

#: Slips not yet, or never, issued concern those alone who decide about them.
_UNISSUED = ("proposed", "dropped")


def _lights(reader: Reader) -> Rows:
    return reader.within("progress.view", LightRecord.objects.all())


def _current(rows: Rows, asked: Any) -> Rows:
    later = LightRecord.objects.filter(commitment=OuterRef("commitment"), pk__gt=OuterRef("pk"))
    return rows.filter(~Exists(later)) if asked else rows.filter(Exists(later))


def _slips(reader: Reader) -> Rows:
    rows = reader.within("progress.view_slips", Slip.objects.all())
    return rows if reader.may("progress.issue_slip") else rows.exclude(state__in=_UNISSUED)


def _why(light: Mapping[str, Any]) -> str:
    try:
        return Light.from_data(light).words(get_language())
    except (KeyError, ValueError):
        return ""


def _code(mark: str, year: int | None, number: int | None) -> str | None:
    return Slip(mark=mark, year=year, number=number).code if number else None


RESOURCES = (
    Resource(
        "lights",
        "progress.view",
        LightRecord,
        "exchange.light",
        _lights,
        (
            column("id"),
            column("commitment_id"),
            column("title", "commitment__title"),
            column("place_code", "commitment__place__code"),
            column("place_name", "commitment__place__name"),
            column("on"),
            column("about"),
            column("light", "colour"),
            column("why", "light", make=_why, kind="text"),
            column("rules", "rules__name"),
            column("rules_version", "rules__number"),
            column("lit_at"),
        ),
        (
            below("commitment__place__"),
            equal("commitment", "integer", "commitment_id"),
            equal("light", "choice", "colour", get_args(Colour)),
            Filter("current", "truth", _current),
            since("on"),
            until("on"),
        ),
    ),
    Resource(
        "slips",
        "progress.view_slips",
        Slip,
        "progress.slip",
        _slips,
        (
            column("id"),
            column("code", "mark", "year", "number", make=_code, kind="text", empty=True),
            column("level"),
            column("first_level"),
            column("cause"),
            column("state"),
            column("addressee_id"),
            column("addressee_name", "addressee__name"),
            column("place_code", "place__code"),
            column("place_name", "place__name"),
            column("subject"),
            column("text"),
            column("limit"),
            column("issued_on"),
            column("due"),
            column("missed"),
            column("ended_on"),
            column("ended_for"),
        ),
        (
            below("addressee__place__"),
            equal("addressee", "integer", "addressee_id"),
            equal("level", "choice", choices=Slip.Level.values),
            equal("state", "choice", choices=SLIP.states()),
            since("issued_on"),
            until("issued_on"),
        ),
        nested=(
            Nested(
                "commitments",
                SlipItem,
                (column("commitment_id"), column("light", "colour"), column("deadline")),
                "slip_id",
            ),
        ),
    ),
)
