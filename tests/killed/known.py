"""What was told of work before it was killed: what was confirmed, and what was only begun."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from taizhang.journal import chain
from taizhang.journal.models import Entry
from taizhang.progress.models import Report

#: A report as somebody saw it: version, state, figure, locked figure, how often locked.
Row = list[Any]


@dataclass
class Pending:
    """What was begun and not confirmed: the reports it takes, and through which states, the first step all together."""

    name: str
    reports: list[int] = field(default_factory=list)
    states: list[str] = field(default_factory=list)
    text: str = ""


@dataclass
class Known:
    """What was confirmed: every report, the end of the journal, the texts of documents with how many lines were accepted."""

    rows: dict[int, Row] = field(default_factory=dict)
    head: tuple[int, str] = (0, chain.GENESIS)
    documents: dict[str, int] = field(default_factory=dict)
    uploads: list[int] = field(default_factory=list)


def rows(keys: Sequence[int] | None = None) -> dict[int, Row]:
    """Reports as they are kept."""
    kept = Report.objects.order_by("pk")
    kept = kept if keys is None else kept.filter(pk__in=keys)
    return {
        each.pk: [each.version, each.state, str(each.value), str(each.locked_value), each.locked_versions]
        for each in kept
    }


def head() -> tuple[int, str]:
    """The last entry of the journal."""
    last = Entry.objects.order_by("-sequence").values_list("sequence", "digest").first()
    return last or (0, chain.GENESIS)
