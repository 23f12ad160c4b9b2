"""Keeping the files that come with a reply, a request or a record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.files.base import File
from django.utils.translation import gettext as _

from taizhang.files.actions import keep
from taizhang.policy.errors import ActionError
from taizhang.progress.models import SlipPaper


def keep_papers(files: Sequence[File[Any]], **of: Any) -> list[SlipPaper]:
    """Within an action: keep each file by its hash, as belonging to what ``of`` names. Raises ActionError for an empty one."""
    for file in files:
        if not file.size:
            raise ActionError(_("“%(name)s”是空文件，请重新选择。") % {"name": file.name})
    return SlipPaper.objects.bulk_create([SlipPaper(file=keep(file), name=_name(file), **of) for file in files])


def _name(file: File[Any]) -> str:
    return " ".join(str(file.name).replace("\0", "").split())[-200:]
