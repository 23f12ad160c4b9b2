"""Saved views: a list as somebody filtered it, to come back to."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from taizhang import clock
from taizhang.accounts.models import User


class SavedView(models.Model):
    """A name for the query of the ledger's list; the person's own."""

    owner = models.ForeignKey(User, models.CASCADE, verbose_name=_("所有人"), related_name="saved_views")
    name = models.CharField(_("名称"), max_length=40)
    query = models.CharField(_("条件"), max_length=1000, blank=True)
    created = models.DateTimeField(_("保存时间"), default=clock.now, editable=False)

    scope_people = ("owner",)

    class Meta:
        verbose_name = _("常用视图")
        verbose_name_plural = _("常用视图")
        ordering = ("name",)
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="saved_view_once")]

    def __str__(self) -> str:
        return self.name
