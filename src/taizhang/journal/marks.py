"""Notices when an object was changed between being shown and being saved."""

from __future__ import annotations

from typing import TypeVar

from django.db import models

from taizhang.journal.chain import GENESIS, digest
from taizhang.journal.snapshots import snapshot
from taizhang.policy.errors import StaleError

M = TypeVar("M", bound=models.Model)
LENGTH = 16


def mark(instance: models.Model) -> str:
    """A short mark of how the object stands, to travel through a form in a hidden field."""
    return digest(GENESIS, snapshot(instance))[:LENGTH]


def lock(instance: M, seen: str) -> M:
    """The object as it stands now, locked until the transaction ends; StaleError if it no longer bears the mark."""
    current: M = type(instance)._default_manager.select_for_update().get(pk=instance.pk)
    if mark(current) != seen:
        raise StaleError(current)
    return current
