"""What the benchmarks write by hand fits the tables as they now are."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import NOT_PROVIDED

WRITTEN = Path(__file__).resolve().parents[1] / "benchmarks/values.sql"
INSERTS = re.findall(r"INSERT INTO (\w+) \(([^)]*)\)", WRITTEN.read_text(encoding="utf-8"))


@pytest.mark.parametrize(("table", "columns"), INSERTS, ids=[f"{table}-{at}" for at, (table, _) in enumerate(INSERTS)])
def test_every_column_that_must_be_filled_is_filled(table: str, columns: str) -> None:
    (model,) = (each for each in apps.get_models() if each._meta.db_table == table)
    fields = {field.column: field for field in model._meta.concrete_fields}
    named = {column.strip().strip('"') for column in columns.split(",")}
    required = {
        column
        for column, field in fields.items()
        if not field.null and not field.generated and field.db_default is NOT_PROVIDED and column != "id"
    }
    assert required <= named <= set(fields)
