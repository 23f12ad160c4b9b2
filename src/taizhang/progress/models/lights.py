"""Lights as they were lit, and the versions of the rules that lit them."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from taizhang import clock
from taizhang.accounts.models import User
from taizhang.ledger.models import Commitment


class RuleSet(models.Model):
    """One version of the rules of lights, as data. Never changed: a change is the next version, from its day on."""

    number = models.PositiveIntegerField(_("版本"), unique=True)
    name = models.CharField(_("名称"), max_length=80)
    content = models.JSONField(_("规则"))
    valid_from = models.DateField(_("施行日期"))
    made_by = models.ForeignKey(User, models.PROTECT, verbose_name=_("制定人"), null=True, related_name="+")
    made_at = models.DateTimeField(_("制定时间"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("亮灯规则")
        verbose_name_plural = _("亮灯规则")
        ordering = ("-number",)

    def __str__(self) -> str:
        return f"{self.name} v{self.number}"


class LightRecord(models.Model):
    """A light from the day it was lit until the next one. Never changed and never back-dated.

    ``basis`` is everything the rules were asked with, so that anybody can ask them again; ``light`` is their answer, and
    ``about`` the day the figure spoke of; without a figure there is none.
    """

    commitment = models.ForeignKey(Commitment, models.CASCADE, verbose_name=_("条目"), related_name="lights")
    on = models.DateField(_("日期"))
    about = models.DateField(_("数据截至"), null=True, blank=True)
    colour = models.CharField(_("灯"), max_length=8)
    light = models.JSONField(_("理由"), default=dict)
    basis = models.JSONField(_("依据"), default=dict)
    rules = models.ForeignKey(RuleSet, models.PROTECT, verbose_name=_("规则"), related_name="+")
    lit_at = models.DateTimeField(_("时间"), default=clock.now)

    scope_places = ("commitment__place",)
    scope_organisations = ("commitment__lead", "commitment__parent__lead")

    class Meta:
        verbose_name = _("亮灯记录")
        verbose_name_plural = _("亮灯记录")
        ordering = ("commitment", "-lit_at", "-pk")
        indexes = [models.Index(fields=["commitment", "-lit_at"], name="light_by_commitment")]
        constraints = [models.CheckConstraint(condition=~Q(colour=""), name="light_has_a_colour")]

    def __str__(self) -> str:
        return f"{self.commitment} {self.on} {self.colour}"
