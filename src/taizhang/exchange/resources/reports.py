"""What was reported: periods, locked values with their versions, totals, and where every commitment stands."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any, get_args

from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from taizhang.exchange.columns import column
from taizhang.exchange.readers import Reader
from taizhang.exchange.resources.resource import Filter, Resource, Rows, below, equal, since, until
from taizhang.ledger.models import Commitment
from taizhang.progress.light_rules import Colour
from taizhang.progress.models import Period, Position, Report, Total, Version

VIEW = "progress.view"
#: Days outside are taken for the nearest inside: moments beyond have no time zone.
_FIRST, _LAST = date(1949, 10, 1), date(2200, 1, 1)
_WHAT = (
    column("commitment_id"),
    column("title", "commitment__title"),
    column("indicator_id", "commitment__indicator_id"),
    column("indicator_name", "commitment__indicator__name"),
    column("measure", "commitment__measure"),
    column("place_code", "commitment__place__code"),
    column("place_name", "commitment__place__name"),
    column("unit", "commitment__unit"),
)
_NARROWED = (
    below("commitment__place__"),
    equal("commitment", "integer", "commitment_id"),
    equal("indicator", "integer", "commitment__indicator_id"),
    equal("year", "integer", "commitment__year"),
)


def _periods(reader: Reader) -> Rows:
    own = reader.within(VIEW, Period.objects.order_by()).values("pk")
    asked = reader.within(VIEW, Report.objects.order_by()).values("period")
    return Period.objects.filter(Q(pk__in=own) | Q(pk__in=asked))


def _versions(reader: Reader) -> Rows:
    return reader.within(VIEW, Version.objects.all())


def _totals(reader: Reader) -> Rows:
    seen = reader.within(VIEW, Commitment.objects.order_by())
    return Total.objects.filter(commitment__in=seen.values("pk"))


def _positions(reader: Reader) -> Rows:
    return reader.within(VIEW, Position.objects.all())


def end_of(day: date) -> datetime:
    """The last moment of a day where the office is."""
    return datetime.combine(min(max(day, _FIRST), _LAST), time.max, timezone.get_current_timezone())


def _as_known(rows: Rows, asked: Mapping[str, Any]) -> Rows:
    """The version that stood: now, or at the end of the day ``as_of``; with ``versions=all`` every one locked by then."""
    day = asked.get("as_of")
    if day is None:
        return rows if asked.get("versions") == "all" else rows.filter(number=F("report__locked_versions"))
    known = rows.filter(locked_at__lte=end_of(day))
    if asked.get("versions") == "all":
        return known
    later = Version.objects.filter(report=OuterRef("report"), number__gt=OuterRef("number"), locked_at__lte=end_of(day))
    return known.filter(~Exists(later))


def _as_it_is(rows: Rows, _value: Any) -> Rows:
    """Left to the settling of several filters together."""
    return rows


RESOURCES = (
    Resource(
        "periods",
        VIEW,
        Period,
        "progress.period",
        _periods,
        (
            column("id"),
            column("kind"),
            column("name"),
            column("place_code", "place__code"),
            column("place_name", "place__name"),
            column("first"),
            column("last"),
            column("due"),
            column("state"),
        ),
        (
            below("place__"),
            equal("kind", "choice", choices=Period.Kind.values),
            equal("state", "choice", choices=Period.State.values),
            since("last"),
            until("last"),
        ),
    ),
    Resource(
        "observations",
        VIEW,
        Version,
        "exchange.observation",
        _versions,
        (
            column("id"),
            *_WHAT,
            column("period_id", "report__period_id"),
            column("period_kind", "report__period__kind"),
            column("period_first", "report__period__first"),
            column("period_last", "report__period__last"),
            column("on"),
            column("this"),
            column("value"),
            column("denominator"),
            column("data_date"),
            column("note"),
            column("problem"),
            column("help_wanted"),
            column("version", "number"),
            column("correction", "reason"),
            column("locked_at"),
        ),
        (
            *_NARROWED,
            equal("period", "integer", "report__period_id"),
            since("on"),
            until("on"),
            Filter("as_of", "day", _as_it_is),
            Filter("versions", "choice", _as_it_is, ("latest", "all")),
        ),
        settle=_as_known,
    ),
    Resource(
        "totals",
        VIEW,
        Total,
        "exchange.total",
        _totals,
        (
            column("id"),
            *_WHAT,
            column("on"),
            column("value"),
            column("denominator"),
            column("expected"),
            column("reported"),
        ),
        (*_NARROWED, since("on"), until("on")),
    ),
    Resource(
        "positions",
        VIEW,
        Position,
        "progress.position",
        _positions,
        (
            *_WHAT,
            column("target", "commitment__value"),
            column("comparator", "commitment__comparator"),
            column("on"),
            column("value"),
            column("denominator"),
            column("expected"),
            column("reported"),
            column("light", "colour"),
            column("light_since", "since"),
            column("confidence"),
            column("confidence_words"),
        ),
        (*_NARROWED, equal("light", "choice", "colour", get_args(Colour))),
        key="commitment_id",
    ),
)
