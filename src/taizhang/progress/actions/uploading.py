"""Filled sheets kept as they were handed in, and what was taken from them recorded beside."""

from __future__ import annotations

from typing import Any

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from taizhang import clock
from taizhang.accounts.models import Organisation
from taizhang.files.actions import keep
from taizhang.journal.actions import Actor, action
from taizhang.journal.versions import latest
from taizhang.ledger.actions.changing import person
from taizhang.policy.errors import ActionError
from taizhang.progress.models import Period, Upload


def hand_over(*, actor: Actor, period: Period, owner: Organisation, file: File[Any], name: str) -> Upload:
    """Keep a filled sheet; the same file handed over again by the same person is the one that is there."""
    with action(actor, "progress.enter", owner) as act:
        by = person(actor)
        stored = keep(file)
        there = Upload.objects.filter(period=period, owner=owner, file=stored, uploaded_by=by).first()
        if there is not None:
            return there
        upload = Upload.objects.create(period=period, owner=owner, file=stored, name=name[-200:], uploaded_by=by)
        act.created(upload)
    return upload


def begin(upload: Upload, stage: str) -> None:
    """Say that something is done with a sheet in the background. Raises ActionError where something is already."""
    with transaction.atomic():
        now = latest(upload)
        if now.is_busy:
            raise ActionError(_("“%(name)s”%(stage)s，请稍候。") % {"name": now, "stage": now.get_stage_display()})
        now.stage, now.gone, now.moved_at = stage, 0, clock.now()
        now.save(update_fields=["stage", "gone", "moved_at"])


def gone(upload: Upload, rows: int) -> None:
    """Say how many rows are done."""
    Upload.objects.filter(pk=upload.pk).update(gone=rows, moved_at=clock.now())


def looked(upload: Upload, look: dict[str, Any]) -> None:
    """Keep what was found; nothing is under way any more."""
    Upload.objects.filter(pk=upload.pk).update(stage=Upload.Stage.READY, look=look)


def taken(*, actor: Actor, upload: Upload, saved: int, submitted: int) -> Upload:
    """Record how many reports were changed and handed in from a sheet."""
    with action(actor, "progress.enter", upload.owner, note=origin(upload)) as act:
        now = latest(upload)
        act.watch(now)
        now.saved += saved
        now.submitted += submitted
        now.save(update_fields=["saved", "submitted"])
    return now


def origin(upload: Upload) -> str:
    """What the journal says of a report that a sheet changed: which file, by its hash, and where it can be fetched."""
    return _("填报表“%(name)s”，/progress/uploads/%(pk)s/，SHA-256 %(hash)s") % {
        "name": upload.name,
        "pk": upload.pk,
        "hash": upload.file.sha256[:16],
    }
