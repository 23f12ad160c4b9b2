"""How what was typed gets into reports: line by line, each refusal said at its cell, nothing typed ever lost."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from taizhang.accounts.models import User
from taizhang.policy.errors import ActionError, StaleError
from taizhang.progress.actions.reporting import Entry, add_evidence, enter, submit
from taizhang.progress.forms.conflicts import conflict
from taizhang.progress.forms.lines import Line
from taizhang.progress.models import Report
from taizhang.ui.asking import version_seen

_SAID = ("data_date", "note", "problem", "help_wanted", "explanation")


def save(user: User, line: Line, version: int) -> None:
    """Save what was typed into a line; what cannot be becomes a problem of the cell, or of the line (``""``).

    Where somebody else changed the report since ``version``, what both did is brought together; only cells that both
    filled differently are left to the person, as the line's conflict.
    """
    if not line.changed:
        return
    entry = line.entry()
    if line.problems and _same(line, entry):
        return
    try:
        enter(actor=user, report=line.report, version=version, entry=entry)
    except StaleError as error:
        _meet(user, line, error)
    except ActionError as error:
        line.problems[""] = str(error)
    else:
        line.renew()


def _meet(user: User, line: Line, error: StaleError) -> None:
    if not isinstance(error.on, Report):
        raise error
    found = conflict(line, error.on)
    if found.cells:
        line.conflict = found
    else:
        save(user, line, line.report.version)


def keep_files(user: User, line: Line, files: Sequence[UploadedFile]) -> None:
    """Keep files as evidence of a line."""
    for each in files:
        try:
            made = add_evidence(
                actor=user,
                report=line.report,
                file=each,
                name=each.name or "",
                media_type=each.content_type or "",
            )
        except ActionError as error:
            line.problems[""] = str(error)
            return
        there: list[Any] = line.files
        if made not in there:
            there.append(made)


def hand_in(user: User, line: Line) -> bool:
    """Submit a line; whether it went, else why not is its problem."""
    try:
        submit(actor=user, report=line.report, version=line.report.version)
    except ActionError as error:
        line.problems[""] = str(error)
        return False
    return True


def version_sent(request: HttpRequest, line: Line) -> int:
    """The version of the report that the page showed."""
    return version_seen(request, f"r{line.report.pk}-version")


def _same(line: Line, entry: Entry) -> bool:
    """Whether nothing but the cells with problems was changed."""
    report = line.report
    figures = all(getattr(entry, name) == getattr(report, name) for name in line.figures if getattr(entry, name))
    return figures and all(getattr(entry, name) == getattr(report, name) for name in _SAID)
