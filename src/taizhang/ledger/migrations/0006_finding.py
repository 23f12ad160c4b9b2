"""Indexes for finding and sorting among very many: pairs of characters (PostgreSQL alone), and orders people ask for."""

from __future__ import annotations

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

FUNCTION = """
CREATE OR REPLACE FUNCTION taizhang_pairs(words text) RETURNS text[]
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 500 AS
$$ SELECT ARRAY(SELECT DISTINCT substr(lower(words), i, 2) FROM generate_series(1, length(words) - 1) AS i) $$
"""
INDEXES = {
    "commitment_title_pairs": ("ledger_commitment", "title"),
    "commitment_area_pairs": ("ledger_commitment", "area"),
    "source_quote_pairs": ("ledger_source", "quote"),
}


def make(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        editor.execute(FUNCTION)
        for name, (table, column) in INDEXES.items():
            editor.execute(f"CREATE INDEX {name} ON {table} USING gin (taizhang_pairs({column}))")


def count(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        for table in sorted({table for table, _column in INDEXES.values()}):
            editor.execute(f"ANALYZE {table}")


def unmake(_apps: object, editor: BaseDatabaseSchemaEditor) -> None:
    if editor.connection.vendor == "postgresql":
        for name in INDEXES:
            editor.execute(f"DROP INDEX {name}")
        editor.execute("DROP FUNCTION taizhang_pairs(text)")


class Migration(migrations.Migration):
    dependencies = [("ledger", "0005_key")]

    operations = [
        migrations.RunPython(make, unmake),
        migrations.AddIndex("commitment", models.Index(fields=["title"], name="commitment_by_title")),
        migrations.AddIndex("commitment", models.Index(fields=["value"], name="commitment_by_value")),
        migrations.AddIndex("document", models.Index(fields=["-uploaded_at", "-id"], name="document_newest_first")),
        migrations.RunPython(count, migrations.RunPython.noop),
    ]
