"""Rows written many at once: Django's own signals say nothing then, so whoever writes them says it here.

Parts above that keep something beside the rows, as an index does, listen; what stands here knows none of them.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models
from django.dispatch import Signal

#: Sent by the model's class with ``keys``, inside the transaction that writes.
written = Signal()


def wrote(model: type[models.Model], keys: Iterable[int]) -> None:
    """Say that rows of a model were made or changed without their ``save``."""
    written.send(sender=model, keys=list(keys))
