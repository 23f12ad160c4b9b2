"""Objects that carry a ``version``: fetched as they stand, locked, and saved under the next one."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, TypeVar

from django.db import models
from django.utils.translation import gettext as _

from taizhang.policy.errors import ActionError, StaleError

M = TypeVar("M", bound=models.Model)


def latest(shown: M, version: int | None = None) -> M:
    """The object as it stands now, locked until the transaction ends.

    ``version`` is the one the person saw; raises StaleError, whose ``on`` is the object as it is, if it changed since.
    """
    now: Any = type(shown)._default_manager.select_for_update().get(pk=shown.pk)
    if version is not None and now.version != version:
        raise StaleError(now)
    current: M = now
    return current


def saved(changed: M, columns: Collection[str] | None = None) -> M:
    """Save under the next version: everything, or these columns where no other was changed."""
    versioned: Any = changed
    versioned.version += 1
    versioned.save(update_fields=None if columns is None else [*columns, "version"])
    return changed


def refresh(shown: models.Model, now: models.Model) -> None:
    """Give the caller's object the values just saved."""
    for each in now._meta.concrete_fields:
        setattr(shown, each.attname, getattr(now, each.attname))


def reason_given(reason: str) -> str:
    """The reason without spaces around it; raises ActionError without one."""
    if not (given := reason.strip()):
        raise ActionError(_("请写明理由。"))
    return given
