"""A province's year of locked values: some targets split down to every village, others to the towns, asked month by month."""

from __future__ import annotations

import json
import sys
import time
from calendar import monthrange
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from benchmarks.province import organised, session
from taizhang.accounts.models import Membership, Organisation, User
from taizhang.ledger.models import Commitment, Indicator
from taizhang.places.models import Level, Place
from taizhang.policy.roles import Role
from taizhang.progress.actions.totals import rebuild, settle
from taizhang.progress.models import Period, Position, Report, Total, Version

#: Targets that end at the towns, for which these report themselves.
TOWN_TARGETS = 12
#: The tables that are filled with their indexes set aside, which are then made at once.
LARGE = ("ledger_commitment", "progress_report", "progress_version", "progress_position")


def load(wanted: int) -> dict[str, Any]:
    """Fill the empty database with at least so many locked values; returns what there is, and a session for each of fifty people."""
    began = time.perf_counter()
    with transaction.atomic():
        organised()
        _villages()
        months = _values(wanted)
        people = _people()
    _reset_sequences()
    rebuild(Commitment.objects.filter(parent=None).values_list("pk", flat=True))
    settle(set(Total.objects.order_by().values_list("commitment_id", flat=True).distinct()))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    counted = {
        model.__name__: model._default_manager.count()
        for model in (Place, Commitment, Report, Version, Total, Position)
    }
    return {"seconds": time.perf_counter() - began, "counted": counted, "months": months, "people": people}


def _villages() -> None:
    """A committee for every village."""
    villages = Place.objects.filter(level=Level.VILLAGE).order_by("code")
    kind = Organisation.Kind.VILLAGE
    made = Organisation.objects.bulk_create(
        [Organisation(name=f"{each.name}村民委员会", kind=kind, place=each) for each in villages], batch_size=2000
    )
    with connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_organisation SET path = id || '.' WHERE id >= %s", [made[0].pk])


def _people() -> list[dict[str, Any]]:
    """Fifty people: those of villages and towns who report, departments who review, offices who look after a whole city."""
    kinds = Organisation.Kind
    leading = Commitment.objects.filter(lead=OuterRef("pk"))
    at = Organisation.objects.order_by("place__code", "pk")
    parts = (
        (Role.VILLAGE, at.filter(kind=kinds.VILLAGE), 20),
        (Role.TOWN, at.filter(kind=kinds.TOWN), 18),
        (Role.DEPARTMENT, at.filter(Exists(leading), kind=kinds.DEPARTMENT, place__level=Level.CITY), 6),
        (Role.OFFICE, at.filter(kind=kinds.OFFICE, place__level=Level.CITY), 5),
        (Role.OFFICE, at.filter(kind=kinds.OFFICE, place__level=Level.PROVINCE), 1),
    )
    return [_person(role, rows[rows.count() * n // count], n) for role, rows, count in parts for n in range(count)]


def _person(role: Role, organisation: Organisation, number: int) -> dict[str, Any]:
    name = f"{role.value}-{organisation.place.level}-{number}"
    person = User.objects.create(username=name, name=name, must_change_password=False)
    Membership.objects.create(user=person, organisation=organisation, role=role)
    return {"pk": person.pk, "role": role.value, "level": organisation.place.level, "session": session(person)}


def _values(wanted: int) -> int:
    """Targets as many, and as many months of the year's first eleven, as give the values wanted."""
    ends = Place.objects.exclude(kind="placeholder").filter(children=None).count()
    villages = max(-(-wanted // (ends * 11)), 1)
    months = min(-(-wanted // (ends * villages)), 11)
    province = Place.objects.get(level=Level.PROVINCE)
    for adds_up in ("sum", "ratio"):
        Indicator.objects.create(name=f"样本{adds_up}", adds_up=adds_up, numerator="完成", denominator="应完成")
    for month in (*range(1, months + 1), 12):
        last = date(2024, month, monthrange(2024, month)[1])
        state = "open" if month == 12 else "closed"
        Period.objects.create(
            kind="month", name=f"2024年{month}月", place=province, state=state,
            first=last.replace(day=1), last=last, due=last + timedelta(days=5),
        )  # fmt: skip
    sql = Path(__file__).with_name("values.sql").read_text(encoding="utf-8")
    with connection.cursor() as cursor, _unhindered(cursor):
        cursor.execute(sql.format(villages=villages, towns=TOWN_TARGETS, months=months))
    return months


@contextmanager
def _unhindered(cursor: Any) -> Iterator[None]:
    """Without looking into other tables for every row, and with indexes made at the end."""
    names = ", ".join(f"'{each}'::regclass" for each in LARGE)
    cursor.execute("SET LOCAL session_replication_role = replica")
    unready = "SET indisready = false, indisvalid = false"
    cursor.execute(f"UPDATE pg_index {unready} WHERE indrelid IN ({names}) AND NOT indisprimary")
    yield
    cursor.execute(f"UPDATE pg_index SET indisready = true, indisvalid = true WHERE indrelid IN ({names})")  # noqa: S608
    for each in LARGE:
        cursor.execute(f"REINDEX TABLE {each}")


def _reset_sequences() -> None:
    from django.core.management.color import no_style

    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), [Commitment, Report]):
            cursor.execute(statement)


def main() -> None:
    """Read how many values are wanted; load, and say what there is as JSON."""
    sys.stdout.write(json.dumps(load(json.load(sys.stdin)), ensure_ascii=False))
