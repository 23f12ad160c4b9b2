"""Giving out an audit bundle: written down, because what leaves the office is recorded."""

from __future__ import annotations

from typing import IO

from django.utils.translation import gettext as _

from taizhang.journal.actions import Actor, action
from taizhang.ledger.models import Commitment
from taizhang.progress.bundles.making import write_bundle


def bundle(*, actor: Actor, commitment: Commitment, to: IO[bytes]) -> int:
    """Write everything about a commitment to an open file; returns how many files are in the bundle."""
    with action(actor, "progress.bundle", commitment) as act:
        files = write_bundle(commitment, to)
        act.record(commitment, note=_("导出审计包，%(n)s 个文件") % {"n": files})
    return files
