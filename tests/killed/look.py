"""What is looked at after a kill, as the next start would: whether what stands is what was confirmed."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.db import connection

from taizhang.files.queries import verify_files
from taizhang.journal import chain
from taizhang.journal.models import Entry
from taizhang.journal.queries import verify_chain
from taizhang.ledger.models import Commitment, Document
from taizhang.progress.models import Report, Upload, Version
from taizhang.progress.queries.verifying import verify_lights, verify_tree, verify_versions
from tests.killed.known import Known, Pending, head, rows
from tests.killed.work import LINES, work_off


def look(known: Known, pending: Pending | None, thorough: bool) -> dict[str, Any]:
    """The next start: what stands, whether it is what was confirmed, and whether the work left in the queue is then done."""
    _alone()
    faults = [*_reports(known, pending), *_journal(known, thorough)]
    stepped = _stepped(known, pending)
    work_off()
    faults += [*_documents(known, pending), *_numbers(thorough), *_files(known, thorough)]
    after = Known(rows(), head(), _accepted(), list(Upload.objects.values_list("pk", flat=True)))
    return {"faults": faults, "stepped": stepped, "known": asdict(after)}


def _alone() -> None:
    """Wait until the database has noticed that the other side is gone."""
    if connection.vendor != "postgresql":
        return
    for _ in range(500):
        with connection.cursor() as cursor:
            cursor.execute("select count(*) from pg_stat_activity where datname = current_database()")
            if cursor.fetchone()[0] == 1:
                return
        time.sleep(0.01)


def _steps(known: Known, pending: Pending) -> dict[int, int]:
    """How many steps each report of the unconfirmed work has gone; -1 for what is none of them."""
    found = {}
    for pk, row in rows(pending.reports).items():
        was = known.rows[pk]
        path = [(was[0], was[1]), *((was[0] + n, state) for n, state in enumerate(pending.states, 1))]
        found[pk] = path.index((row[0], row[1])) if (row[0], row[1]) in path else -1
    return found


def _stepped(known: Known, pending: Pending | None) -> bool:
    return pending is not None and any(step > 0 for step in _steps(known, pending).values())


def _reports(known: Known, pending: Pending | None) -> Iterator[str]:
    """What was confirmed stands as it was; of what was not, the first step is whole or absent."""
    underway = set(pending.reports) if pending else set()
    for pk, row in rows().items():
        if pk not in underway and row != known.rows[pk]:
            yield f"report {pk}: {row} where {known.rows[pk]} was confirmed"
    if pending is None:
        return
    steps = _steps(known, pending)
    if -1 in steps.values():
        yield f"{pending}: a report in no state it goes through: {steps}"
    if 0 in steps.values() and max(steps.values()) > 0:
        yield f"{pending}: half done: {steps}"
    locked = pending.states[-1:] == ["locked"]
    for pk, row in rows(pending.reports).items():
        if row[4] != known.rows[pk][4] + (locked and steps[pk] > 0):
            yield f"report {pk}: locked {row[4]} times after {known.rows[pk][4]}"


def _journal(known: Known, thorough: bool) -> Iterator[str]:
    """Nothing of the journal is lost and every entry since follows the one before."""
    sequence, previous = known.head
    if sequence and not Entry.objects.filter(sequence=sequence, digest=previous).exists():
        yield f"journal: entry {sequence} was confirmed and is not there"
    for entry in Entry.objects.filter(sequence__gt=sequence).order_by("sequence"):
        right = entry.sequence == sequence + 1 and entry.previous == previous
        if not right or entry.digest != chain.digest(entry.previous, entry.content()):
            yield f"journal: entry {entry.sequence} does not follow"
        sequence, previous = entry.sequence, entry.digest
    if thorough:
        yield from (f"journal: {each.sequence} {each.what}" for each in verify_chain())


def _accepted() -> dict[str, int]:
    return {
        each.original.sha256: each.candidates.filter(state="accepted").count()
        for each in Document.objects.select_related("original")
    }


def _documents(known: Known, pending: Pending | None) -> Iterator[str]:
    """Documents are read whole, and accepted whole or not at all."""
    there = _accepted()
    for text, accepted in known.documents.items():
        if there.get(text) != accepted and not (pending and pending.text == text and pending.name == "accept"):
            yield f"document {text[:8]}: {there.get(text)} accepted where {accepted} were confirmed"
    for each in Document.objects.all():
        if each.status != "read" or each.candidates.count() != LINES:
            yield f"document {each.pk}: {each.status} with {each.candidates.count()} candidates"
        if each.candidates.filter(state="accepted").count() not in {0, LINES}:
            yield f"document {each.pk}: accepted in part"
        if each.candidates.filter(state="accepted", commitment=None).exists():
            yield f"document {each.pk}: accepted and not in the ledger"


def _numbers(thorough: bool) -> Iterator[str]:
    """Totals and positions follow from what is locked, and nothing was locked twice."""
    yield from (f"number: {each.what}" for each in verify_versions())
    for root in Commitment.objects.filter(parent=None, position__isnull=False).select_related("indicator"):
        yield from (f"number: {each.what}" for each in verify_tree(root))
    if Version.objects.count() != sum(Report.objects.values_list("locked_versions", flat=True)):
        yield "a lock without a version, or a version without a lock"
    if thorough:
        yield from (f"light: {each.what}" for each in verify_lights())


def _files(known: Known, thorough: bool) -> Iterator[str]:
    """What was kept is there, and nothing bears the name of bytes it does not hold."""
    if lost := set(known.uploads) - set(Upload.objects.values_list("pk", flat=True)):
        yield f"sheets were confirmed and are not there: {lost}"
    if not thorough:
        return
    yield from (f"file {each.sha256[:8]}: {each.what}" for each in verify_files())
    for path in (settings.DATA / "files").rglob("*"):
        whole = path.is_file() and not path.name.startswith(".incoming-")
        if whole and hashlib.sha256(path.read_bytes()).hexdigest() != path.name:
            yield f"file {path.name[:8]} holds other bytes"
