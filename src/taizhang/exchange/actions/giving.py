"""Data given out in bulk, which the journal notes: who took what, narrowed how."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from taizhang.exchange.columns import written
from taizhang.journal.actions import Actor, action

DOWNLOAD = "exchange.download"


def note_download(*, actor: Actor, resource: str, form: str, asked: Mapping[str, Any]) -> None:
    """Write down that data were taken. Raises Refused for whoever may not."""
    narrowed = {name: str(written(value)) for name, value in asked.items()}
    with action(actor, DOWNLOAD) as act:
        act.record(
            after={"resource": resource, "format": form, **narrowed}, note=_("批量下载 %(what)s") % {"what": resource}
        )
