"""What supervision itself keeps: an office's own rules, and the days that were done."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from taizhang import clock
from taizhang.accounts.models import User
from taizhang.places.models import Place
from taizhang.progress.slip_rules import SlipRules


class SlipRuleSet(models.Model):
    """One version of an office's rules of supervision, for its place and below. Never changed: a change is the next version."""

    place = models.ForeignKey(Place, models.PROTECT, verbose_name=_("地区"), related_name="+")
    number = models.PositiveIntegerField(_("版本"))
    content = models.JSONField(_("规则"))
    reason = models.CharField(_("理由"), max_length=300)
    made_by = models.ForeignKey(User, models.PROTECT, verbose_name=_("制定人"), null=True, related_name="+")
    made_at = models.DateTimeField(_("制定时间"), default=clock.now, editable=False)

    scope_places = ("place",)

    class Meta:
        verbose_name = _("督办规则")
        verbose_name_plural = _("督办规则")
        ordering = ("place", "-number")
        constraints = [models.UniqueConstraint(fields=["place", "number"], name="slip_rules_once")]

    def __str__(self) -> str:
        return f"{self.place} v{self.number}"

    @property
    def rules(self) -> SlipRules:
        """The rules as the pure modules take them."""
        return SlipRules.parse(f"{self.place_id}:{self.number}", self.content)


class DailyRun(models.Model):
    """A day whose supervision work was done: once for each day, whoever begins it."""

    day = models.DateField(_("日期"), primary_key=True)
    begun = models.DateTimeField(_("开始时间"), default=clock.now)
    finished = models.DateTimeField(_("完成时间"), null=True, blank=True)
    counts = models.JSONField(_("结果"), default=dict)

    class Meta:
        verbose_name = _("每日督办")
        verbose_name_plural = _("每日督办")
        ordering = ("-day",)

    def __str__(self) -> str:
        return self.day.isoformat()
