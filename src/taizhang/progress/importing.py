"""Filled sheets read and saved: small ones at once, large ones by the worker, which says how far it is and tells when it is done.

Either way what is saved is judged anew on the person's word, owner by owner; cut short, it goes on where it stopped.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from functools import partial

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django_tasks import task

from taizhang.accounts.actions.notices import tell
from taizhang.accounts.models import User
from taizhang.policy.errors import ActionError
from taizhang.progress.actions.entering import enter_all
from taizhang.progress.actions.reporting import submit
from taizhang.progress.actions.uploading import begin, gone, looked, origin, taken
from taizhang.progress.forms.filled import Filled, Row, Said
from taizhang.progress.models import Report, Upload
from taizhang.progress.previews import Preview
from taizhang.reading.sources.errors import SourceError

AT_ONCE = 256 * 1024
"""Bytes up to which a sheet is read and saved while the person waits: some 2,000 rows, two or three seconds."""

logger = logging.getLogger(__name__)
Stage = Upload.Stage


@dataclass(slots=True)
class Saved:
    """What became of a sheet: how many reports were saved and handed in, and what was refused on the way."""

    saved: int = 0
    submitted: int = 0
    refused: list[Said] = field(default_factory=list)

    @property
    def words(self) -> str:
        """In words."""
        if not self.saved:
            return _("没有要保存的：表里读懂的都与系统一致。")
        said = _("已保存 %(n)s 项。") % {"n": self.saved}
        return said + (_("已上报 %(n)s 项。") % {"n": self.submitted} if self.submitted else "")


def is_large(upload: Upload) -> bool:
    """Whether the worker does it."""
    return upload.file.size > AT_ONCE


def look_later(upload: Upload, user: User) -> None:
    """Have a large sheet read in the background."""
    begin(upload, Stage.READING)
    transaction.on_commit(partial(look_over.enqueue, upload.pk, user.pk))


def save_later(upload: Upload, user: User, take: Collection[str], *, handing_in: bool) -> None:
    """Have what was understood of a large sheet saved in the background. Raises ActionError while something is under way."""
    begin(upload, Stage.SAVING)
    transaction.on_commit(partial(save_rows.enqueue, upload.pk, user.pk, list(take), handing_in))


def look(user: User, upload: Upload, done: Callable[[int], None] = lambda rows: None) -> Preview:
    """What the sheet would do as things stand now; nothing is saved."""
    preview = Preview()
    try:
        filled = _filled(user, upload)
        preview.begin(filled)
        for rows in _counted(filled.rows(), done):
            preview.add(rows)
    except SourceError as error:
        preview.failure = str(error)
    return preview


def save(
    user: User,
    upload: Upload,
    take: Collection[str],
    *,
    handing_in: bool,
    done: Callable[[int], None] = lambda rows: None,
) -> Saved:
    """Save what was understood; what clashes only where it was chosen. Raises SourceError for what cannot be read."""
    result = Saved()
    for rows in _counted(_filled(user, upload).rows(take, doubting=handing_in), done):
        by_key = {row.filling.report.pk: row for row in rows if row.filling}
        fillings = [row.filling for row in by_key.values() if row.filling]
        entered = enter_all(actor=user, fillings=fillings, note=origin(upload))
        result.saved += len(entered.saved)
        result.refused += [Said(by_key[pk].changes[0].reference, words) for pk, words in entered.refused.items()]
        if handing_in:
            result.submitted += _handed_in(user, by_key, entered.saved, result.refused)
    if result.saved:
        taken(actor=user, upload=upload, saved=result.saved, submitted=result.submitted)
    return result


@task()
def look_over(pk: int, asked_by: int) -> None:
    """Read a large sheet for somebody, and say when that is done."""
    upload, user = _waiting(pk, asked_by, Stage.READING)
    if upload is None or user is None:
        return
    preview = Preview(failure=_("读取时出现意外错误，文件已原样保存。请另存为 xlsx 再上传，或联系系统管理员。"))
    try:
        preview = look(user, upload, partial(gone, upload))
    except Exception:
        logger.exception("sheet %s could not be read", pk)
    with transaction.atomic():
        looked(upload, preview.data())
        said = preview.failure or _("读懂 %(n)s 项改动，请核对后保存。") % {"n": preview.changes}
        _tell(user, upload, said)


@task()
def save_rows(pk: int, asked_by: int, take: list[str], handing_in: bool) -> None:
    """Save what was understood of a large sheet, and say when that is done. Begun twice, it goes on where it stopped."""
    upload, user = _waiting(pk, asked_by, Stage.SAVING)
    if upload is None or user is None:
        return
    result, said = Saved(), _("保存时出现意外错误：已保存的都在，其余没有动。请再保存一次，或联系系统管理员。")
    try:
        result = save(user, upload, take, handing_in=handing_in, done=partial(gone, upload))
        said = result.words
    except (SourceError, ActionError) as error:
        said = str(error)
    except Exception:
        logger.exception("sheet %s could not be saved", pk)
    preview = look(user, upload)
    preview.refused = result.refused
    with transaction.atomic():
        looked(upload, preview.data())
        _tell(user, upload, said)


def _waiting(pk: int, asked_by: int, stage: str) -> tuple[Upload | None, User | None]:
    rows = Upload.objects.filter(pk=pk, stage=stage).select_related("period__place", "owner", "file")
    return rows.first(), User.objects.filter(pk=asked_by).first()


def _tell(user: User, upload: Upload, words: str) -> None:
    said = _("填报表“%(name)s”：%(words)s") % {"name": upload.name, "words": words}
    tell([user], said, reverse("progress:upload", args=[upload.pk]))


def _filled(user: User, upload: Upload) -> Filled:
    with upload.file.open() as file:
        return Filled(user, upload.period, file.read(), upload.name)


def _counted(portions: Iterator[list[Row]], done: Callable[[int], None]) -> Iterator[list[Row]]:
    rows = 0
    for portion in portions:
        yield portion
        rows += len(portion)
        done(rows)


def _handed_in(user: User, by_key: dict[int, Row], saved: Collection[Report], refused: list[Said]) -> int:
    """Hand in what is complete and the person's own; what is filled in for others its owners hand in themselves."""
    went = 0
    for report in saved:
        row = by_key[report.pk]
        if row.lacks or not user.has_perm("progress.submit", report.owner):
            continue
        try:
            submit(actor=user, report=report, version=report.version)
            went += 1
        except ActionError as error:
            refused.append(Said(row.changes[0].reference, str(error)))
    return went
