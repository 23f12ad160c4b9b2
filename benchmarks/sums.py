"""The full recount by the site's PostgreSQL, and the very same sums by DuckDB over the same rows, in one run."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from typing import Any

import duckdb
import pyarrow
import pyarrow.csv
from django.db import connection, transaction

from taizhang.progress.queries import recounting

ROUNDS = 3
_AMOUNT = pyarrow.decimal128(24, 6)
#: What the sums are made from: of each table its name, the columns, the types of those that a text does not tell.
TABLES: dict[str, tuple[str, dict[str, Any]]] = {
    "ledger_commitment": ("id, parent_id, state, kind, measure, unit, indicator_id", {}),
    "ledger_indicator": ("id, adds_up", {}),
    "progress_report": (
        'commitment_id, "on", standing_value, standing_denominator, locked_versions',
        {"standing_value": _AMOUNT, "standing_denominator": _AMOUNT},
    ),
}
#: Only what the shares that report themselves come to: what most of the work is.
PLAIN = """
SELECT c.parent_id, r."on", SUM(r.standing_value), SUM(r.standing_denominator), COUNT(*)
FROM progress_report r JOIN ledger_commitment c ON c.id = r.commitment_id
WHERE c.parent_id IS NOT NULL GROUP BY c.parent_id, r."on"
"""
RESULT = 'SELECT node, "on", value, denominator, expected, reported FROM recount_total'


class Duck:
    """A cursor of DuckDB that the recount can ask as it asks Django's."""

    def __init__(self, base: duckdb.DuckDBPyConnection) -> None:
        self.base = base
        self.rowcount = 0

    def execute(self, statement: str, values: tuple[Any, ...] = ()) -> None:
        """The statement of PostgreSQL, whose plain numeric is of any width."""
        said = statement.replace("%%", "%").replace("%s", "?").replace(" numeric", " decimal(38, 6)")
        self.base.execute(said, list(values))
        if said.lstrip().startswith("INSERT"):
            (self.rowcount,) = self.base.fetchone() or (0,)

    def fetchone(self) -> Any:
        """One row of the last answer."""
        return self.base.fetchone()

    def __iter__(self) -> Iterator[Any]:
        return iter(self.base.fetchall())


def measure() -> dict[str, Any]:
    """Seconds of each, and how many totals differ between the two."""
    found: dict[str, Any] = {"postgresql": [], "compared": [], "duckdb": []}
    base = duckdb.connect()
    base.execute("SET enable_progress_bar = false")
    for name, (columns, types) in TABLES.items():
        base.register("arrow", _arrow(f"SELECT {columns} FROM {name}", types))  # noqa: S608
        base.execute(f"CREATE TABLE {name} AS SELECT * FROM arrow")  # noqa: S608
    for _ in range(ROUNDS):
        found["postgresql"].append(_ours(found, base))
        found["duckdb"].append(_timed(lambda: recounting.count(Duck(base), None)))  # type: ignore[arg-type]
        found["differ"] = _differ(base)
        for table in recounting.TABLES:
            base.execute(f"DROP TABLE {table}")
    found["plain_duckdb"] = min(_timed(lambda: base.execute(PLAIN).fetchall()) for _ in range(ROUNDS))
    with connection.cursor() as cursor, transaction.atomic():
        recounting.take_room(cursor)
        counted = f"SELECT COUNT(*) FROM ({PLAIN}) x"  # noqa: S608
        found["plain_postgresql"] = min(_timed(lambda: cursor.execute(counted)) for _ in range(ROUNDS))
    return found


def _ours(found: dict[str, Any], base: duckdb.DuckDBPyConnection) -> float:
    """One recount, and the comparison of its totals with what is kept; the totals go to DuckDB to be compared there too."""
    began = time.perf_counter()
    with recounting.recounted() as counted:
        taken = time.perf_counter() - began
        found["compared"].append(_timed(lambda: found.update(wrong=len(counted.differing()))))
        base.register("ours", _arrow(RESULT, {"value": _AMOUNT, "denominator": _AMOUNT}))
        base.execute("CREATE OR REPLACE TABLE ours AS SELECT * FROM ours")
    return taken


def _differ(base: duckdb.DuckDBPyConnection) -> list[int]:
    """How many totals there are, and how many only one of the two has."""
    counted = "SELECT COUNT(*) FROM"
    sides = ("ours", f"({RESULT} EXCEPT SELECT * FROM ours)", f"(SELECT * FROM ours EXCEPT {RESULT})")  # noqa: S608
    return [(base.execute(f"{counted} {side}").fetchone() or (0,))[0] for side in sides]


def _arrow(query: str, types: dict[str, Any]) -> pyarrow.Table:
    """The rows of a query, by way of a file: so many are more than a process should hold as objects."""
    with tempfile.TemporaryFile() as file, connection.cursor() as cursor:
        with cursor.copy(f"COPY ({query}) TO STDOUT (FORMAT csv, HEADER)") as rows:  # type: ignore[attr-defined]
            for part in rows:
                file.write(part)
        file.seek(0)
        options = pyarrow.csv.ConvertOptions(column_types=types, strings_can_be_null=False)
        return pyarrow.csv.read_csv(file, convert_options=options)


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def main() -> None:
    """Say the seconds as JSON."""
    sys.stdout.write(json.dumps(measure()))
