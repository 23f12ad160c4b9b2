"""Wakes the web application for the commands that need it."""

from __future__ import annotations

import os
from importlib.util import find_spec

from taizhang.cli.problems import Stop, WrongUsage


def wake() -> None:
    """Set Django up with taizhang's settings; Stop where the extra is not installed or a setting is wrong."""
    if find_spec("django") is None:
        raise Stop("web.missing")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "taizhang.config.settings")
    import django

    from taizhang.config.environment import WrongSettingError

    try:
        django.setup()
    except WrongSettingError as error:
        raise WrongUsage("web.setting", name=error.name, value=error.value) from None
    except OSError as error:
        raise Stop("web.folder", file=error.filename, reason=error.strerror) from None


def check_ready() -> None:
    """Stop where the database is not set up, or not for this version."""
    from django.db import OperationalError, connection
    from django.db.migrations.executor import MigrationExecutor

    try:
        executor = MigrationExecutor(connection)
        waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    except OperationalError as error:
        raise Stop("web.database", reason=str(error).strip()) from None
    if waiting:
        raise Stop("web.not-ready")


def migrate() -> None:
    """Bring the database to this version."""
    from django.core.management import call_command
    from django.db import OperationalError

    try:
        call_command("migrate", interactive=False, verbosity=0)
    except OperationalError as error:
        raise Stop("web.database", reason=str(error).strip()) from None
