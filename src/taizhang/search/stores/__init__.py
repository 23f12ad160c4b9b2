"""Stores: where the grams of lines are kept and asked, by the full-text index that the database at hand brings along."""

from __future__ import annotations

from django.db import connections

from taizhang.search.stores.postgresql import PostgreSQL
from taizhang.search.stores.sqlite import SQLite

__all__ = ["PostgreSQL", "SQLite", "store"]


def store(using: str = "default") -> PostgreSQL | SQLite:
    """The store on that database."""
    connection = connections[using]
    return PostgreSQL(connection) if connection.vendor == "postgresql" else SQLite(connection)
