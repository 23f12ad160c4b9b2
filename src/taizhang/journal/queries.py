"""Reading the journal: one object's history, and whether the chain still holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models

from taizhang.journal import chain
from taizhang.journal.models import Entry, Head


@dataclass(frozen=True, slots=True)
class Fault:
    """A place where the chain does not hold: the entry's number and what is wrong with it."""

    sequence: int
    what: str


def history(subject: models.Model) -> models.QuerySet[Entry]:
    """Everything recorded of one object, newest first."""
    return Entry.objects.filter(kind=subject._meta.label_lower, object_id=str(subject.pk))


def verify_chain() -> Iterator[Fault]:
    """Walk the whole journal and yield every fault: changed, missing, inserted or cut-off entries."""
    sequence, previous = 0, chain.GENESIS
    for entry in Entry.objects.order_by("sequence").iterator(chunk_size=2000):
        if entry.sequence != sequence + 1:
            yield Fault(entry.sequence, f"应接第 {sequence + 1} 条，中间有缺失")
        if entry.previous != previous:
            yield Fault(entry.sequence, "与前一条不相接")
        if entry.digest != chain.digest(entry.previous, entry.content()):
            yield Fault(entry.sequence, "内容与摘要不符")
        sequence, previous = entry.sequence, entry.digest
    yield from _tail_faults(sequence, previous)


def _tail_faults(sequence: int, digest: str) -> Iterator[Fault]:
    head = Head.objects.filter(pk=1).first() or Head()
    if head.sequence != sequence:
        yield Fault(sequence, f"链尾记有 {head.sequence} 条，实有 {sequence} 条")
    elif head.digest != digest:
        yield Fault(sequence, "最后一条与链尾不符")
