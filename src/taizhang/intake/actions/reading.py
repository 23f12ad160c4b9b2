"""Reading documents in the background: first when they come in, again when somebody asks."""

from __future__ import annotations

import logging
import tempfile
from functools import partial
from pathlib import Path, PurePath

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django_tasks import TaskContext, task
from django_tasks.base import Task
from django_tasks_db import DatabaseBackend

from taizhang.accounts.actions.notices import tell
from taizhang.accounts.models import User
from taizhang.intake.actions.deciding import CONFIRM
from taizhang.intake.actions.filing import ACTOR, file
from taizhang.intake.actions.holding import hold
from taizhang.intake.queries.documents import corrected
from taizhang.journal.actions import action
from taizhang.ledger.actions import begin_reading, fail_reading, receive_again
from taizhang.ledger.models import Document
from taizhang.policy.errors import ActionError
from taizhang.reading import SourceError, read_file
from taizhang.reading import results as reader

logger = logging.getLogger(__name__)
Status = Document.Status
#: How often a document is begun when the worker is killed each time: it may be what kills it.
TRIES = 3


@task(takes_context=True)
def read_document(context: TaskContext, pk: int) -> None:
    """Read a document that came in; one that every worker dies of is given up with words."""
    if context.attempt <= TRIES:
        read_received(pk)
    elif document := Document.objects.filter(pk=pk, status__in=[Status.RECEIVED, Status.READING]).first():
        _fail(document, _("读取多次中断，可能是文件过大或已损坏。请拆分，或换一种格式另存后再上传。"), _("多次中断"))


@task(takes_context=True)
def read_document_again(context: TaskContext, pk: int, asked_by: int) -> None:
    """Read a document anew for somebody; if that fails, the reading there is stays."""
    if context.attempt <= TRIES:
        reread(pk, asked_by)


def queue(task: Task[..., None], *asked: int) -> None:
    """Have a task done once the transaction at hand is committed, and never if it is not.

    Where the queue is kept in the same database the task is written with what asks for it: a server killed right after the
    commit would otherwise leave a document that nobody ever reads.
    """
    if isinstance(task.get_backend(), DatabaseBackend):
        task.enqueue(*asked)
    else:
        transaction.on_commit(partial(task.enqueue, *asked))


def read_again(*, actor: User, document: Document) -> None:
    """Have a document read anew: one that failed, or one the reader or a corrected fact now makes read better.

    Decisions stay. Raises ActionError while it is being read.
    """
    with action(actor, CONFIRM, document) as act:
        now = hold(document)
        if now.status in {Status.RECEIVED, Status.READING}:
            raise ActionError(_("《%(title)s》正在读取，请稍候。") % {"title": now.title})
        act.record(document, note=_("重新读取"))
        if now.status == Status.FAILED:
            receive_again(actor=actor, document=document)
            queue(read_document, document.pk)
        else:
            queue(read_document_again, document.pk, actor.pk)


def read_received(pk: int) -> None:
    """Read one document received, or left half-read; whatever goes wrong is said on it, in words for people."""
    document = _begun(pk)
    if document is None:
        return
    try:
        read = _read(document)
        if not read.text.strip():
            _fail(document, _words_of_nothing(read), _("没有读出文字"))
            return
        file(document, read)
    except SourceError as error:
        _fail(document, f"{error.reason}；{error.advice}。", error.reason)
    except Exception:
        logger.exception("document %s could not be read", pk)
        _fail(
            document,
            _("读取时出现意外错误，文件已原样保存。请换一种格式另存后再上传，或联系系统管理员。"),
            _("意外错误"),
        )
    else:
        # What was read stays read, whether or not anybody can be told.
        _tell(document.uploaded_by, document, _("《%(title)s》读好了，请核对。") % {"title": document.title})


def reread(pk: int, asked_by: int) -> None:
    """Read one document anew and tell who asked what came of it."""
    document = Document.objects.select_related("place", "original").get(pk=pk)
    words = {"title": document.title}
    try:
        filed = file(document, _read(document))
        said = _(
            "《%(title)s》已重新读取：新增 %(new)s 条，更新 %(changed)s 条，去掉 %(gone)s 条；已作的决定都没有变。"
        )
        words |= {"new": str(filed.new), "changed": str(filed.changed), "gone": str(filed.gone)}
    except (SourceError, ActionError) as error:
        said, words["why"] = _("《%(title)s》没有重新读取：%(why)s"), str(getattr(error, "reason", error))
    except Exception:
        logger.exception("document %s could not be read again", pk)
        said = _("《%(title)s》没有重新读取：出现意外错误，原来的读取结果没有变。请联系系统管理员。")
    _tell(User.objects.filter(pk=asked_by).first(), document, said % words)


def _words_of_nothing(read: reader.Document) -> str:
    why = read.notes[0].message if read.notes else _("文件里没有文字")
    return _("%(why)s。请看文件是否选对；扫描件或照片请换清晰的再上传，或直接上传有文字的版本。") % {"why": why}


def _fail(document: Document, problem: str, why: str) -> None:
    fail_reading(actor=ACTOR, document=document, problem=problem)
    words = _("《%(title)s》没有读成：%(why)s。") % {"title": document.title, "why": why}
    _tell(document.uploaded_by, document, words)


def _tell(person: User | None, document: Document, words: str) -> None:
    if person is not None:
        tell([person], words, reverse("intake:document", args=[document.pk]))


def _begun(pk: int) -> Document | None:
    """The document, marked as being read. One found so was left by a worker that was killed: it is read from the start."""
    with transaction.atomic():
        waiting = Document.objects.select_for_update(of=("self",)).select_related("place", "original")
        document = waiting.filter(pk=pk, status__in=[Status.RECEIVED, Status.READING]).first()
        return begin_reading(actor=ACTOR, document=document) if document else None


def _read(document: Document) -> reader.Document:
    """The reader tells formats by bytes first and by the name's ending where these leave it open."""
    with tempfile.TemporaryDirectory(prefix="taizhang-reading-") as folder:
        stem = PurePath(document.name).stem.replace("/", " ")[:60] or "document"
        path = Path(folder) / f"{stem}{PurePath(document.name).suffix[:10]}"
        with document.original.open() as content, path.open("wb") as copy:
            for chunk in content.chunks():
                copy.write(chunk)
        facts = corrected(document)
        return read_file(path, year=facts.year, place=facts.place)
