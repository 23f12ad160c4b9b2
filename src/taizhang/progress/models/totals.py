"""Totals 汇总: what the shares of a target come to on each day that is asked about, and where every commitment stands now."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from taizhang.accounts.models import User
from taizhang.ledger.models import Commitment


class Total(models.Model):
    """What stands for a target on a day through its shares: brought up to date whenever one of them is locked.

    ``expected`` and ``reported`` count the reports below that are about this very day: 31 of 33 towns. A share that has
    not reported counts with what it last had. For a ratio ``value`` and ``denominator`` are the two sums.
    """

    commitment = models.ForeignKey(Commitment, models.CASCADE, verbose_name=_("条目"), related_name="totals")
    on = models.DateField(_("截至"))
    value = models.DecimalField(_("合计"), max_digits=24, decimal_places=6, null=True, blank=True)
    denominator = models.DecimalField(_("分母合计"), max_digits=24, decimal_places=6, null=True, blank=True)
    expected = models.PositiveIntegerField(_("应报"), default=0)
    reported = models.PositiveIntegerField(_("已锁定"), default=0)

    class Meta:
        verbose_name = _("汇总")
        verbose_name_plural = _("汇总")
        ordering = ("commitment", "on")
        constraints = [models.UniqueConstraint(fields=["commitment", "on"], name="total_once_a_day")]

    def __str__(self) -> str:
        return f"{self.commitment} {self.on} {self.value}"


class Position(models.Model):
    """Where a commitment stands now: the latest number with its completeness, the light, and a person's confidence.

    Everything but the confidence follows from reports, totals and lights; it is kept so that lists need not work it out.
    """

    class Confidence(models.TextChoices):
        """How sure a person is that it will be delivered."""

        HIGH = "high", _("有把握")
        MEDIUM = "medium", _("有风险")
        LOW = "low", _("难以完成")

    commitment = models.OneToOneField(
        Commitment, models.CASCADE, verbose_name=_("条目"), related_name="position", primary_key=True
    )
    on = models.DateField(_("截至"), null=True, blank=True)
    value = models.DecimalField(_("完成值"), max_digits=24, decimal_places=6, null=True, blank=True)
    denominator = models.DecimalField(_("分母"), max_digits=24, decimal_places=6, null=True, blank=True)
    expected = models.PositiveIntegerField(_("应报"), default=0)
    reported = models.PositiveIntegerField(_("已锁定"), default=0)
    colour = models.CharField(_("灯"), max_length=8, blank=True)
    since = models.DateField(_("亮灯日期"), null=True, blank=True)
    confidence = models.CharField(_("交付信心"), max_length=6, choices=Confidence, blank=True)
    confidence_words = models.CharField(_("信心说明"), max_length=300, blank=True)
    confidence_by = models.ForeignKey(User, models.PROTECT, verbose_name=_("判断人"), null=True, related_name="+")
    confidence_at = models.DateTimeField(_("判断时间"), null=True, blank=True)

    scope_places = ("commitment__place",)
    scope_organisations = ("commitment__lead", "commitment__parent__lead")

    class Meta:
        verbose_name = _("现状")
        verbose_name_plural = _("现状")
        indexes = [models.Index(fields=["colour", "since"], name="position_by_colour")]

    def __str__(self) -> str:
        return f"{self.commitment}：{self.value}"
