"""Journal entries in the words of the objects' own fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of an entry: its label, what it said before and what after; empty text for nothing."""

    label: str
    before: str
    after: str


def field_changes(kind: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> list[FieldChange]:
    """What an entry changed, field by field, for a model label such as ``places.place``."""
    model = _model(kind)
    changes = (
        FieldChange(_label(model, name), _words(model, name, before.get(name)), _words(model, name, after.get(name)))
        for name in {**before, **after}
    )
    return [change for change in changes if change.before or change.after]


def _model(kind: str) -> type[models.Model] | None:
    try:
        return apps.get_model(kind)
    except (LookupError, ValueError):
        return None


def _field(model: type[models.Model] | None, name: str) -> models.Field[Any, Any] | None:
    try:
        field = model._meta.get_field(name) if model else None
    except FieldDoesNotExist:
        return None
    return field if isinstance(field, models.Field) else None


def _label(model: type[models.Model] | None, name: str) -> str:
    field = _field(model, name)
    return str(field.verbose_name) if field else name


def _words(model: type[models.Model] | None, name: str, value: Any) -> str:
    field = _field(model, name)
    match value:
        case None | "":
            return ""
        case bool():
            return _("是") if value else _("否")
        case {"text": str(text)}:
            return text
        case str() if isinstance(field, models.DateTimeField):
            return f"{timezone.localtime(datetime.fromisoformat(value)):%Y-%m-%d %H:%M}"
        case str() if isinstance(field, models.DecimalField):
            return f"{Decimal(value).normalize():,f}"
        case list():
            return "、".join(_words(model, name, each) for each in value)
        case _:
            return str(dict(field.flatchoices).get(value, value)) if field else str(value)
