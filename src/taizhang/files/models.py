"""The register of stored files."""

from __future__ import annotations

from typing import Any

from django.core.files.base import File
from django.core.files.storage import default_storage
from django.db import models
from django.utils.translation import gettext_lazy as _

from taizhang import clock


class StoredFile(models.Model):
    """The bytes of one file, once, whoever gave them and however often; named by their SHA-256.

    What the file is called and whose it is belongs to the object that refers to it; who may fetch it is decided there.
    """

    sha256 = models.CharField(_("摘要"), max_length=64, unique=True)
    size = models.PositiveBigIntegerField(_("字节数"))
    created = models.DateTimeField(_("存入时间"), default=clock.now)

    class Meta:
        verbose_name = _("存储的文件")
        verbose_name_plural = _("存储的文件")

    def __str__(self) -> str:
        return self.sha256[:12]

    @property
    def path(self) -> str:
        """Where the storage keeps it, under two folders so that none grows too large."""
        return stored_name(self.sha256)

    def open(self) -> File[Any]:
        """The content, open for reading."""
        return default_storage.open(self.path, "rb")


def stored_name(sha256: str) -> str:
    """The storage's name of a content.

    >>> stored_name("ab" * 32)[:10]
    'ab/ab/abab'
    """
    return f"{sha256[:2]}/{sha256[2:4]}/{sha256}"
