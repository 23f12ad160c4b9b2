"""Commitments as results: indicator, baseline, periods with target and actual, as the aid world publishes them (IATI 2.03).

One shape is made of the rows and written twice, as XML and as JSON.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import Any

from django.db.models import F
from django.utils import timezone

from taizhang.exchange.columns import written
from taizhang.exchange.files.markup import Markup
from taizhang.exchange.files.sinks import Sink, streamed
from taizhang.exchange.readers import Reader
from taizhang.exchange.resources import RESOURCES
from taizhang.ledger import states
from taizhang.ledger.models import Commitment, PlanPoint
from taizhang.ledger.queries.naming import first_day, last_day
from taizhang.progress.models import Total, Version

#: Commitments looked at together.
PORTION = 500
#: IATI's codes: how a commitment's state stands, and how its figure is measured.
_STATUS = {"closed": "4", "ended": "5", "merged": "5", "confirmed": "1", "assigned": "1", "returned": "1"}
_UNDER_WAY = "2"
_UNIT, _PERCENT, _ORDINAL = "1", "2", "4"


@dataclass(frozen=True, slots=True)
class Stretch:
    """A period of an indicator: what was to be reached by its last day, and what was, as far as either is known."""

    first: date
    last: date
    target: Decimal | None = None
    actual: Decimal | None = None


@dataclass(slots=True)
class Result:
    """A commitment with its figure over time. ``baseline`` is the year before and nought, for what adds up from nothing."""

    commitment: Commitment
    baseline: tuple[int, Decimal] | None = None
    stretches: list[Stretch] = field(default_factory=list)

    @property
    def measure(self) -> str:
        """IATI's code of how it is measured."""
        if self.commitment.measure == "rank":
            return _ORDINAL
        return _PERCENT if self.commitment.unit in {"%", "百分点"} else _UNIT

    @property
    def status(self) -> str:
        """IATI's code of how far it is."""
        return _STATUS.get(self.commitment.state, _UNDER_WAY)


def results(reader: Reader, asked: Mapping[str, Any]) -> Iterator[Result]:
    """Every target with a figure and the days it speaks of, in order of its key; what no longer counts is left out."""
    rows = RESOURCES["commitments"].narrowed(reader, asked).exclude(state__in=states.GONE)
    rows = rows.filter(value__isnull=False).select_related("place", "lead", "indicator").order_by("pk")
    commitments = rows.iterator(chunk_size=PORTION)
    while portion := list(islice(commitments, PORTION)):
        seen = _seen(reader, [each.pk for each in portion])
        reached, planned = _reached(seen), _planned([each.pk for each in portion])
        for each in portion:
            if made := _result(each, planned.get(each.pk, {}), reached.get(each.pk, {})):
                yield made


def _seen(reader: Reader, keys: Collection[int]) -> list[int]:
    """Those of which the reader may see what was reported."""
    rows = reader.within("progress.view", Commitment.objects.filter(pk__in=keys))
    return list(rows.order_by().values_list("pk", flat=True))


def _planned(keys: Collection[int]) -> dict[int, dict[date, Decimal]]:
    found: dict[int, dict[date, Decimal]] = {}
    for pk, day, value in PlanPoint.objects.filter(commitment__in=keys).values_list("commitment_id", "due", "value"):
        found.setdefault(pk, {})[day] = value
    return found


def _reached(keys: Collection[int]) -> dict[int, dict[date, Decimal]]:
    """What stands on each day: what was locked for the commitment itself, or its shares added up. Ratios in per cent."""
    found: dict[int, dict[date, Decimal]] = {}
    locked = Version.objects.filter(commitment__in=keys, number=F("report__locked_versions"))
    totals = Total.objects.filter(commitment__in=keys, reported__gt=0)
    for rows in (locked, totals):
        for pk, day, value, denominator in rows.values_list("commitment_id", "on", "value", "denominator"):
            if value is not None:
                figure = (value * 100 / denominator).quantize(Decimal("0.000001")) if denominator else value
                found.setdefault(pk, {})[day] = figure
    return found


def _result(each: Commitment, planned: Mapping[date, Decimal], reached: Mapping[date, Decimal]) -> Result | None:
    first = first_day(each.period) or each.created.date()
    end = each.deadline or last_day(each.period)
    if end is None or end < first:
        return None
    targets = {**planned, end: Decimal(each.value or 0)}
    made = Result(each, (first.year - 1, Decimal(0)) if each.measure == "delta" else None)
    for day in sorted({*targets, *reached}):
        made.stretches.append(Stretch(min(first, day), day, targets.get(day), reached.get(day)))
    return made


def results_xml(reader: Reader, asked: Mapping[str, Any]) -> Iterator[bytes]:
    """As XML, with the elements of IATI 2.03 in its order."""

    def write(sink: Sink) -> Iterator[None]:
        xml = Markup(sink)
        now = timezone.now().isoformat(timespec="seconds")
        with xml.element("iati-activities", {"version": "2.03", "generated-datetime": now}):
            for each in results(reader, asked):
                _activity(xml, each)
                yield
        yield

    return streamed(write)


def _activity(xml: Markup, result: Result) -> None:
    each = result.commitment
    owner = each.lead or each.place
    reporting = {"ref": f"TAIZHANG-{each.place.code}", "type": "10"}
    with xml.element("iati-activity", {"xml:lang": "zh", "default-currency": "CNY"}):
        xml.leaf("iati-identifier", f"TAIZHANG-{each.place.code}-T{each.pk}")
        with xml.element("reporting-org", reporting):
            xml.leaf("narrative", each.place.name)
        _narrative(xml, "title", each.title)
        _narrative(xml, "description", str(each))
        with xml.element("participating-org", {"role": "4", "type": "10"}):
            xml.leaf("narrative", owner.name)
        xml.leaf("activity-status", attributes={"code": result.status})
        xml.leaf("activity-date", attributes={"iso-date": result.stretches[0].first.isoformat(), "type": "1"})
        xml.leaf("activity-date", attributes={"iso-date": result.stretches[-1].last.isoformat(), "type": "3"})
        xml.leaf("recipient-country", attributes={"code": "CN"})
        with xml.element("result", {"type": "1", "aggregation-status": int(each.adds_up == "sum")}):
            _narrative(xml, "title", each.title)
            _indicator(xml, result)


def _indicator(xml: Markup, result: Result) -> None:
    each = result.commitment
    ascending = each.direction != "down" and each.comparator not in {"<", "<="}
    attributes = {"measure": result.measure, "ascending": int(ascending)}
    with xml.element("indicator", attributes):
        _narrative(xml, "title", each.indicator.name if each.indicator else each.title)
        _narrative(xml, "description", each.unit)
        if result.baseline is not None:
            year, value = result.baseline
            xml.leaf("baseline", attributes={"year": year, "value": written(value)})
        for stretch in result.stretches:
            with xml.element("period"):
                xml.leaf("period-start", attributes={"iso-date": stretch.first.isoformat()})
                xml.leaf("period-end", attributes={"iso-date": stretch.last.isoformat()})
                if stretch.target is not None:
                    xml.leaf("target", attributes={"value": written(stretch.target)})
                if stretch.actual is not None:
                    xml.leaf("actual", attributes={"value": written(stretch.actual)})


def _narrative(xml: Markup, name: str, words: str) -> None:
    with xml.element(name):
        xml.leaf("narrative", words)


def results_json(reader: Reader, asked: Mapping[str, Any]) -> Iterator[bytes]:
    """The same as JSON: a list of results, each with its indicator, baseline and periods."""

    def write(sink: Sink) -> Iterator[None]:
        before = "[\n"
        for each in results(reader, asked):
            sink.write(before + json.dumps(_plain(each), ensure_ascii=False))
            before = ",\n"
            yield
        sink.write("[]\n" if before == "[\n" else "\n]\n")
        yield

    return streamed(write)


def _plain(result: Result) -> dict[str, Any]:
    each = result.commitment
    baseline = result.baseline
    return {
        "commitment_id": each.pk,
        "title": each.title,
        "place_code": each.place.code,
        "place_name": each.place.name,
        "lead_name": each.lead.name if each.lead else None,
        "state": each.state,
        "indicator": {
            "id": each.indicator_id,
            "name": each.indicator.name if each.indicator else each.title,
            "unit": each.unit,
            "measure": each.measure,
            "comparator": each.comparator,
            "adds_up": each.adds_up,
            "baseline": None if baseline is None else {"year": baseline[0], "value": written(baseline[1])},
            "periods": [
                {
                    "start": stretch.first.isoformat(),
                    "end": stretch.last.isoformat(),
                    "target": written(stretch.target),
                    "actual": written(stretch.actual),
                }
                for stretch in result.stretches
            ],
        },
    }
