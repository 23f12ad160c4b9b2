"""What every test may use; the web suite's standing cast is in ``tests/cast.py``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from hypothesis import settings

from taizhang.journal import guards

pytest_plugins = ["tests.cast", "tests.chromium", "tests.served"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that use a database, so that they alone can be run on another one, and those of the browser."""
    for item in items:
        names = getattr(item, "fixturenames", ())
        if item.get_closest_marker("django_db") or {"db", "transactional_db", "cast"} & set(names):
            item.add_marker("database")
        if "browser" in names:
            item.add_marker("browser")


@pytest.fixture(scope="session", autouse=True)
def _journal_can_be_emptied() -> Iterator[None]:
    """Emptying the tables after a test that commits needs the journal's guard off; Django then sets it up again."""
    operations: Any = type(connection.ops)
    flush = operations.execute_sql_flush

    def unguarded(self: Any, sql_list: list[str]) -> None:
        guards.remove(self.connection)
        flush(self, sql_list)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(operations, "execute_sql_flush", unguarded)
        yield


# A machine that is busy with other work must not fail a property for its time.
settings.register_profile("taizhang", deadline=None)
settings.load_profile("taizhang")
