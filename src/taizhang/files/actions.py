"""Keeping a file: hashed, written once, registered."""

from __future__ import annotations

import hashlib
from typing import Any

from django.core.files.base import File
from django.core.files.storage import default_storage

from taizhang.files.models import StoredFile, stored_name


def keep(content: File[Any]) -> StoredFile:
    """Store the bytes and return their register entry; the same bytes give the same entry.

    Part of a larger action, which checks the permission and writes the journal. If that action fails, the bytes stay
    behind under their hash, without an entry and without harm.
    """
    sha256, size = _hash(content)
    content.seek(0)
    if not default_storage.exists(stored_name(sha256)):
        default_storage.save(stored_name(sha256), content)
    stored, _ = StoredFile.objects.get_or_create(sha256=sha256, defaults={"size": size})
    return stored


def _hash(content: File[Any]) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    for chunk in content.chunks():
        digest.update(chunk)
        size += len(chunk)
    return digest.hexdigest(), size
