"""A column of a list: what it is called, what stands in it, and how it sorts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    ``value`` gives the plain value of a row, which is what exports write; a number stays a number there. ``cell``
    names a template that shows the row on the page instead (it gets ``row`` and ``value``). ``sort`` are the
    ``order_by`` terms for ascending order; without any the column does not sort. ``href`` gives the address the value
    leads to.
    """

    name: str
    label: str | Promise
    value: Callable[[Any], Any]
    sort: tuple[str, ...] = ()
    cell: str = ""
    href: Callable[[Any], str] | None = None
    numeric: bool = False
    shown: bool = True
    export_only: bool = False


def turned(term: str) -> str:
    """An ``order_by`` term the other way round.

    >>> turned("name"), turned("-name")
    ('-name', 'name')
    """
    return term[1:] if term.startswith("-") else f"-{term}"
