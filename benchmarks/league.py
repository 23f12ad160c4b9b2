"""Every town of Guangdong with twenty indicators reported month after month, and how long it takes to rank them."""

from __future__ import annotations

import json
import sys
import time
from calendar import monthrange
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from itertools import islice
from random import Random
from typing import Any

from django.db import connection, models

from taizhang.accounts.models import Organisation
from taizhang.journal.actions import System
from taizhang.ledger.models import Commitment, Indicator
from taizhang.places.loading import load, published
from taizhang.places.models import Kind, Level, Place
from taizhang.places.paths import child
from taizhang.progress.models import Period, Report
from taizhang.rankings.actions import Grouping, Stated, freeze, make_scheme, set_members, state_facts, write_group
from taizhang.rankings.queries.figures import figures
from taizhang.rankings.queries.rankings import compute
from taizhang.rankings.queries.schemes import newest_version
from taizhang.rankings.rules import DEFAULTS
from taizhang.rankings.scoring import score

INDICATORS, MONTHS, BATCH = 20, 6, 5000
ACTOR = System("benchmark")
_KINDS = ("minmax", "percentile", "z", "target")
_PER = ("", "population", "villages", "")


def main() -> None:
    """Make the towns' figures, rank them, and print milliseconds as JSON."""
    random = Random(2024)
    load(actor=ACTOR, rows=published())
    towns = list(Place.objects.filter(level=Level.TOWN, kind=Kind.ORDINARY, valid_to=None).order_by("code"))
    shares = _shares(towns, random)
    _reports(shares, random)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
    version = newest_version(_scheme(towns, random))
    made = freeze(actor=ACTOR, scheme=version.scheme, day=_end(MONTHS - 1), seen=1)
    table = compute(version, _end(MONTHS))
    given = [[part.given for part in row.parts] for row in table.rows]
    taken = {
        "whole": _best(lambda: compute(version, _end(MONTHS))),
        "fetching": _best(lambda: figures(version.rules.items, [each.pk for each in towns], _end(MONTHS))),
        "scoring": _best(lambda: score(version.rules, given)),
    }
    counted = {
        "towns": len(table.rows),
        "reports": Report.objects.count(),
        "placed": made.rows.exclude(rank=None).count(),
    }
    sys.stdout.write(json.dumps({"taken": taken, "counted": counted}))


def _shares(towns: list[Place], random: Random) -> list[Commitment]:
    indicators = Indicator.objects.bulk_create(
        Indicator(name=f"指标{number}", unit="个", area="样本") for number in range(INDICATORS)
    )
    offices = [Organisation(name=f"{town.name}政府", kind=Organisation.Kind.TOWN, place=town) for town in towns]
    _insert(offices)
    for each in offices:
        each.path = child("", str(each.pk))
    Organisation.objects.bulk_update(offices, ["path"], batch_size=BATCH)
    made = [
        Commitment(
            title=indicator.name,
            indicator=indicator,
            measure="delta",
            comparator=">=",
            value=random.randrange(10, 5000),
            unit="个",
            period="2024",
            year=2024,
            place=office.place,
            lead=office,
            state="under_way",
        )
        for office in offices
        for indicator in indicators
    ]
    _insert(made)
    return made


def _reports(shares: list[Commitment], random: Random) -> None:
    city = Place.objects.get(code="44", valid_to=None)
    for month in range(1, MONTHS + 1):
        last = _end(month)
        period = Period.objects.create(
            kind="month", name=f"2024年{month}月", place=city, first=last.replace(day=1), last=last, due=last
        )
        rows = []
        for share in shares:
            locked = random.random() < 0.97
            value = Decimal(share.value or 0) * month / 12 * Decimal(random.randrange(50, 150)) / 100
            value = value.quantize(Decimal(1))
            rows.append(
                Report(
                    period=period,
                    commitment=share,
                    on=last,
                    owner_id=share.lead_id,
                    due=last,
                    state="locked" if locked else "owed",
                    locked_versions=int(locked),
                    locked_value=value if locked else None,
                    standing_value=value if locked else None,
                )
            )
        _insert(rows)


def _scheme(towns: list[Place], random: Random) -> Any:
    province = Place.objects.get(code="44", valid_to=None)
    grouping = Grouping("全省", "全部镇街", "own", "town")
    group = write_group(actor=ACTOR, place=province, grouping=grouping)
    set_members(actor=ACTOR, group=group, version=group.version, places=towns, on=date(2024, 1, 1))
    facts = [Stated(town, "population", date(2023, 12, 31), Decimal(random.randrange(5000, 900_000))) for town in towns]
    state_facts(actor=ACTOR, within=province, facts=facts, source="样本")
    items = [
        {
            "indicator": indicator.pk,
            "measure": "delta",
            "weight": "5",
            "change": "30",
            "direction": "up" if at % 5 else "down",
            "normalisation": _KINDS[at % 4],
            "per": _PER[at % 4],
            "floor": "0",
            "cap": "100",
        }
        for at, indicator in enumerate(Indicator.objects.order_by("pk"))
    ]
    content = DEFAULTS | {"items": items, "against": "last_frozen"}
    return make_scheme(actor=ACTOR, group=group, name="全省比拼", content=content, reason="样本")


def _end(month: int) -> date:
    return date(2024, month, monthrange(2024, month)[1])


def _best(work: Callable[[], object], rounds: int = 5) -> tuple[float, float]:
    """The least milliseconds of some rounds: by the clock on the wall, and of processor time of this process."""
    taken, worked = [], []
    for _ in range(rounds):
        began, had = time.perf_counter(), time.process_time()
        work()
        taken.append((time.perf_counter() - began) * 1000)
        worked.append((time.process_time() - had) * 1000)
    return min(taken), min(worked)


def _insert(rows: list[Any]) -> None:
    remaining: Iterator[models.Model] = iter(rows)
    while batch := list(islice(remaining, BATCH)):
        type(batch[0])._default_manager.bulk_create(batch)
