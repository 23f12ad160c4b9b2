"""The stored files as a Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FilesConfig(AppConfig):
    """Content-addressed files."""

    name = "taizhang.files"
    verbose_name = _("存储的文件")
