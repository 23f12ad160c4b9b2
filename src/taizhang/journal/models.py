"""Journal entries and the head of their chain."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from taizhang.journal import chain
from taizhang.journal.words import FieldChange, field_changes
from taizhang.policy.table import actions


class Entry(models.Model):
    """One thing done by somebody to one object. Never changed, never deleted: the database refuses both.

    People and objects are named by number and by the words of that day, not by foreign keys, so an entry stays true
    whatever happens to them later.
    """

    sequence = models.PositiveBigIntegerField(_("序号"), primary_key=True)
    at = models.DateTimeField(_("时间"), db_index=True)
    actor_id = models.BigIntegerField(_("人员编号"), null=True, db_index=True)
    actor_name = models.CharField(_("人员"), max_length=150)
    origin = models.CharField(_("来源地址"), max_length=64, blank=True)
    action = models.CharField(_("操作"), max_length=80, db_index=True)
    kind = models.CharField(_("对象类别"), max_length=80, blank=True)
    object_id = models.CharField(_("对象编号"), max_length=40, blank=True)
    label = models.CharField(_("对象"), max_length=300, blank=True)
    before = models.JSONField(_("原值"), default=dict)
    after = models.JSONField(_("新值"), default=dict)
    note = models.TextField(_("说明"), blank=True)
    previous = models.CharField(_("前一摘要"), max_length=64)
    digest = models.CharField(_("摘要"), max_length=64, unique=True)

    class Meta:
        verbose_name = _("日志")
        verbose_name_plural = _("日志")
        ordering = ("-sequence",)
        indexes = [models.Index(fields=["kind", "object_id", "-sequence"], name="journal_by_object")]

    def __str__(self) -> str:
        return f"{self.sequence} {self.actor_name} {self.action} {self.label}"

    def content(self) -> dict[str, Any]:
        """Everything the digest covers."""
        return {
            "sequence": self.sequence,
            "at": chain.stamp(self.at),
            "actor": [self.actor_id, self.actor_name],
            "origin": self.origin,
            "action": self.action,
            "object": [self.kind, self.object_id, self.label],
            "before": self.before,
            "after": self.after,
            "note": self.note,
        }

    @property
    def changes(self) -> list[FieldChange]:
        """What was changed, field by field, in words."""
        return field_changes(self.kind, self.before, self.after)

    @property
    def action_label(self) -> str:
        """The action in words, or its name where the table no longer has it."""
        known = actions().get(self.action)
        return known.label if known else self.action


class Head(models.Model):
    """The end of the chain: one row, locked while an entry is added, and the witness that none was cut off."""

    sequence = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, default=chain.GENESIS)

    class Meta:
        verbose_name = _("日志链尾")
        verbose_name_plural = _("日志链尾")

    def __str__(self) -> str:
        return f"{self.sequence} {self.digest[:12]}"
