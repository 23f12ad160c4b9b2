"""Indicators: what is measured, in what unit, whether more is better, and how it adds up."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Indicator(models.Model):
    """One thing that is measured the same way wherever it is promised or reported.

    A ratio is the ratio of two sums, named by ``numerator`` and ``denominator``; percentages are never averaged.
    """

    class Polarity(models.TextChoices):
        """Whether more or less is better."""

        UP = "up", _("越多越好")
        DOWN = "down", _("越少越好")

    class Adding(models.TextChoices):
        """How the values of places below make the value of the place above."""

        SUM = "sum", _("各地相加")
        RATIO = "ratio", _("两个合计之比")
        LATEST = "latest", _("取最新值")
        NONE = "none", _("不可加")

    class Subject(models.TextChoices):
        """What it tells of. Places are compared by results alone, never by reports of citizens' cases or by use of software."""

        RESULTS = "results", _("工作成效")
        CASES = "cases", _("群众诉求件数")
        USAGE = "usage", _("系统使用情况")

    name = models.CharField(_("名称"), max_length=80, unique=True)
    definition = models.TextField(_("口径"), blank=True)
    unit = models.CharField(_("单位"), max_length=30, blank=True)
    polarity = models.CharField(_("方向"), max_length=4, choices=Polarity, default=Polarity.UP)
    adds_up = models.CharField(_("汇总方式"), max_length=6, choices=Adding, default=Adding.SUM)
    numerator = models.CharField(_("分子"), max_length=80, blank=True)
    denominator = models.CharField(_("分母"), max_length=80, blank=True)
    area = models.CharField(_("工作领域"), max_length=60, blank=True)
    subject = models.CharField(_("反映内容"), max_length=7, choices=Subject, default=Subject.RESULTS)
    version = models.PositiveIntegerField(_("版本"), default=1, editable=False)

    journal_hidden = frozenset({"version"})

    class Meta:
        verbose_name = _("指标")
        verbose_name_plural = _("指标")
        ordering = ("area", "name")
        constraints = [
            models.CheckConstraint(condition=~models.Q(name=""), name="indicator_has_a_name"),
            models.CheckConstraint(
                condition=~models.Q(adds_up="ratio") | (~models.Q(numerator="") & ~models.Q(denominator="")),
                name="indicator_ratio_names_both_sums",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Alias(models.Model):
    """Another name documents use for an indicator."""

    indicator = models.ForeignKey(Indicator, models.CASCADE, verbose_name=_("指标"), related_name="aliases")
    name = models.CharField(_("别名"), max_length=80, unique=True)

    class Meta:
        verbose_name = _("别名")
        verbose_name_plural = _("别名")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name
