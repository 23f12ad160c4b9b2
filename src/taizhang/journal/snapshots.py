"""An object's fields as the journal keeps them: plain JSON, with the words a reference had on that day."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models

from taizhang.journal.chain import stamp


def snapshot(instance: models.Model) -> dict[str, Any]:
    """The instance's own columns by name, without those its class lists in ``journal_hidden``."""
    hidden: frozenset[str] = getattr(instance, "journal_hidden", frozenset())
    return {
        field.name: plain_value(_value(instance, field))
        for field in instance._meta.concrete_fields
        if field.name not in hidden and not field.primary_key
    }


def changed(before: dict[str, Any], after: dict[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Both sides cut down to the fields that differ.

    >>> changed({"a": 1, "b": 2}, {"a": 1, "b": 3})
    ({'b': 2}, {'b': 3})
    """
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    return ({n: before[n] for n in names if n in before}, {n: after[n] for n in names if n in after})


def _value(instance: models.Model, field: models.Field[Any, Any]) -> object:
    if not isinstance(field, models.ForeignKey):
        return field.value_from_object(instance)
    other = getattr(instance, field.name)
    return None if other is None else {"id": other.pk, "text": str(other)[:200]}


def plain_value(value: object) -> Any:
    """A column's value as JSON keeps it."""
    match value:
        case None | bool() | int() | str():
            return value
        case Decimal():
            return str(value)
        case datetime():
            return stamp(value)
        case date():
            return value.isoformat()
        case dict():
            return {str(key): plain_value(item) for key, item in value.items()}
        case list() | tuple() | set() | frozenset():
            return [plain_value(item) for item in value]
        case _:
            return str(value)
