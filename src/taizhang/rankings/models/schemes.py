"""Schemes 比拼方案: for which group, and every version of its rules."""

from __future__ import annotations

from functools import cached_property

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from taizhang import clock
from taizhang.accounts.models import User
from taizhang.rankings.models.groups import Group
from taizhang.rankings.rules import Rules


class Scheme(models.Model):
    """How one peer group is ranked, month after month. ``ended`` schemes keep their archive and rank no more."""

    group = models.ForeignKey(Group, models.PROTECT, verbose_name=_("分组"), related_name="schemes")
    name = models.CharField(_("名称"), max_length=80)
    ended = models.BooleanField(_("已停用"), default=False)
    made_at = models.DateTimeField(_("建立时间"), default=clock.now, editable=False)

    scope_places = ("group__place", "group__members__place")

    class Meta:
        verbose_name = _("比拼方案")
        verbose_name_plural = _("比拼方案")
        ordering = ("group", "pk")
        constraints = [
            models.UniqueConstraint(fields=["group", "name"], name="scheme_once_for_a_group"),
            models.CheckConstraint(condition=~Q(name=""), name="scheme_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class SchemeVersion(models.Model):
    """One version of a scheme's rules, as data. Never changed: a change is the next version, with its reason."""

    scheme = models.ForeignKey(Scheme, models.PROTECT, verbose_name=_("方案"), related_name="versions")
    number = models.PositiveIntegerField(_("版本"))
    content = models.JSONField(_("规则"))
    reason = models.CharField(_("理由"), max_length=300)
    made_by = models.ForeignKey(User, models.PROTECT, verbose_name=_("制定人"), null=True, related_name="+")
    made_at = models.DateTimeField(_("制定时间"), default=clock.now, editable=False)

    scope_places = ("scheme__group__place", "scheme__group__members__place")

    class Meta:
        verbose_name = _("方案版本")
        verbose_name_plural = _("方案版本")
        ordering = ("scheme", "-number")
        constraints = [models.UniqueConstraint(fields=["scheme", "number"], name="scheme_version_once")]

    def __str__(self) -> str:
        return f"{self.scheme} v{self.number}"

    @cached_property
    def rules(self) -> Rules:
        """The rules as the pure modules take them."""
        return Rules.parse(self.content)
