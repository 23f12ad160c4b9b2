"""Values as canonical JSON and back: the same briefing always gives the same bytes, and so the same digest."""

from __future__ import annotations

import hashlib
import json
import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def to_data(value: Any) -> Any:
    """A frozen value as plain JSON: decimals and days as text, so that no digit is lost."""
    if is_dataclass(value):
        return {field.name: to_data(getattr(value, field.name)) for field in fields(value)}
    match value:
        case tuple() | list():
            return [to_data(each) for each in value]
        case dict():
            return {str(key): to_data(each) for key, each in value.items()}
        case Decimal():
            return str(value)
        case date():
            return value.isoformat()
    return value


def from_data(kind: type[T], data: Any) -> T:
    """What ``to_data`` gave, as the value it was; raises ``KeyError``, ``ValueError`` or ``TypeError`` for anything else."""
    made: T = _read(kind, data)
    return made


def canonical(value: Any) -> bytes:
    """The JSON that the digest is taken of: keys in order, no spaces, UTF-8."""
    return json.dumps(to_data(value), ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest(value: Any) -> str:
    """The SHA-256 of the canonical JSON."""
    return hashlib.sha256(canonical(value)).hexdigest()


def _read(kind: Any, data: Any) -> Any:
    if is_dataclass(kind):
        return _instance(kind, data)
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in {Union, types.UnionType}:
        return None if data is None else _read(next(each for each in arguments if each is not type(None)), data)
    if origin is tuple:
        return tuple(_read(arguments[0], each) for each in data)
    if origin is dict:
        return {str(key): _read(arguments[1], each) for key, each in data.items()}
    if kind is date:
        return date.fromisoformat(data)
    if kind is Decimal:
        return Decimal(data)
    if not isinstance(data, kind):
        raise TypeError(f"{data!r} is no {kind.__name__}")
    return data


def _instance(kind: Any, data: Mapping[str, Any]) -> Any:
    hints = _hints(kind)
    return kind(**{name: _read(hint, data[name]) for name, hint in hints.items() if name in data})


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
