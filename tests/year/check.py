"""Holds the database against what was reckoned apart from it; run as a program, told on standard input, says what differs."""

from __future__ import annotations

import json
import sys
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import django

django.setup()

from taizhang.ledger.models import Commitment  # noqa: E402
from taizhang.progress.models import Position, Report, Total  # noqa: E402


def differences(told: dict[str, Any]) -> Iterator[str]:
    """Everything that is otherwise."""
    yield from _reports(told["typed"])
    yield from _shares(told["shares"])
    yield from _roots(told["sums"], told["year"])


def _reports(typed: dict[str, dict[str, str]]) -> Iterator[str]:
    """Each locked figure is the one that was typed: of a share in whole units, else as it is to its target."""
    reports = Report.objects.select_related("commitment").in_bulk([int(pk) for pk in typed])
    for pk, said in typed.items():
        report = reports[int(pk)]
        if report.state != "locked":
            yield f"{report}: {report.state}"
        if "value" not in said:
            continue
        locked, value = report.locked_value, Decimal(said["value"])
        if "denominator" in said:
            right = (locked, report.locked_denominator) == (value, Decimal(said["denominator"]))
        elif said["place"]:
            right = locked == value
        else:
            target = Decimal("".join(each for each in said["target"] if each.isdigit() or each == "."))
            right = locked is not None and locked * target == value * (report.commitment.value or 0)
        if not right:
            yield f"{report}: locked {locked}, typed {said}"


def _shares(shares: list[list[Any]]) -> Iterator[str]:
    """Each town stands at its last figure."""
    towns: dict[str, Decimal] = {}
    for title, town, locked, _light in shares:
        last = Decimal(locked[max(locked, key=int)])
        towns[town] = towns.get(town, Decimal(0)) + last
        position = Position.objects.get(commitment__title=title, commitment__place__name=town)
        if position.value != last:
            yield f"{town} {title}: stands at {position.value}, locked {last}"
    for town, last in towns.items():
        rows = Position.objects.filter(commitment__place__name=town, commitment__parent__isnull=False)
        if sum(each.value or 0 for each in rows) != last:
            yield f"{town}: its figures together are not {last}"


def _roots(sums: dict[str, list[int]], year: int) -> Iterator[str]:
    """The city stands at the sum of its towns, on every day that was asked about."""
    for title, months in sums.items():
        root = Commitment.objects.get(title=title, parent=None, pk__in=_parents())
        for month, wanted in enumerate(months, 1):
            on = date(year, month, monthrange(year, month)[1])
            total = Total.objects.filter(commitment=root, on=on).first()
            if total is None or total.value != wanted or total.reported != total.expected:
                yield f"{title} {on}: {total and (total.value, total.reported, total.expected)}, reckoned {wanted}"
        if Position.objects.get(pk=root.pk).value != months[-1]:
            yield f"{title}: the city does not stand at {months[-1]}"


def _parents() -> list[int]:
    return list(Commitment.objects.exclude(parent=None).values_list("parent", flat=True).distinct())


if __name__ == "__main__":
    print(json.dumps(list(differences(json.load(sys.stdin))), ensure_ascii=False))  # noqa: T201
