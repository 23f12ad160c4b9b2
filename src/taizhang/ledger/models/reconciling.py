"""Reconciling 对账: the differences found between two documents, or a document and the ledger, and their rulings."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from taizhang import clock
from taizhang.accounts.models import User
from taizhang.ledger.models.commitments import Commitment, amount
from taizhang.ledger.models.documents import Document
from taizhang.places.models import Place


class Reconciliation(models.Model):
    """One comparison: an old document, or the ledger where there is none, against a new one.

    ``left_out`` says how many passages of places below were not compared, because with them there were too many.
    """

    class Against(models.TextChoices):
        """What the promises are laid against."""

        TARGET = "target", _("对目标")
        ACTUAL = "actual", _("对完成情况")

    old = models.ForeignKey(
        Document, models.PROTECT, verbose_name=_("原文件"), null=True, blank=True, related_name="reconciled_from"
    )
    new = models.ForeignKey(Document, models.PROTECT, verbose_name=_("新文件"), related_name="reconciled_to")
    against = models.CharField(_("方式"), max_length=6, choices=Against, default=Against.TARGET)
    place = models.ForeignKey(Place, models.PROTECT, verbose_name=_("地区"), related_name="+")
    made_by = models.ForeignKey(User, models.PROTECT, verbose_name=_("对账人"), null=True, related_name="+")
    made_at = models.DateTimeField(_("对账时间"), default=clock.now)
    left_out = models.PositiveIntegerField(_("未比的下级条目"), default=0)

    scope_places = ("place",)

    class Meta:
        verbose_name = _("对账")
        verbose_name_plural = _("对账")
        ordering = ("-made_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["old", "new", "against"], condition=Q(old__isnull=False), name="reconciliation_once_for_a_pair"
            ),
            models.UniqueConstraint(
                fields=["new", "against"], condition=Q(old=None), name="reconciliation_once_with_the_ledger"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.old or _('台账')} ↔ {self.new}"


class Discrepancy(models.Model):
    """What became of one promise between the two sides.

    ``old_claims`` and ``new_claims`` hold each side's quotes with offsets and document, ``changes`` what reads
    differently. Laid against results, ``further_claims`` hold what the new document promises next of the same thing, and
    ``outcome`` says what became of the promise. ``key`` names the promise by the places of its words, so that comparing again finds it again.
    """

    class Status(models.TextChoices):
        """In the words of the comparison."""

        UNCHANGED = "unchanged", _("未变")
        RAISED = "raised", _("提高")
        LOWERED = "lowered", _("降低")
        CHANGED = "changed", _("改变")
        DROPPED = "dropped", _("未再提")
        NEW = "new", _("新增")

    class Outcome(models.TextChoices):
        """What became of a promise that is laid against results."""

        MET = "met", _("已完成")
        MISSED = "missed", _("未完成")
        UNCLEAR = "unclear", _("口径不同，无法直接比较")
        RENEWED = "renewed", _("没有报告结果，再次提出")
        SILENT = "silent", _("未再提及")

    reconciliation = models.ForeignKey(
        Reconciliation, models.CASCADE, verbose_name=_("对账"), related_name="discrepancies"
    )
    key = models.CharField(_("键"), max_length=64, editable=False)
    position = models.PositiveIntegerField(_("次序"), default=0)
    status = models.CharField(_("结果"), max_length=9, choices=Status)
    indicator = models.CharField(_("指标"), max_length=300)
    changes = models.JSONField(_("差异"), default=list, blank=True)
    old_claims = models.JSONField(_("原文"), default=list, blank=True)
    new_claims = models.JSONField(_("新文"), default=list, blank=True)
    further_claims = models.JSONField(_("新目标"), default=list, blank=True)
    outcome = models.CharField(_("下落"), max_length=7, choices=Outcome, blank=True)
    commitment = models.ForeignKey(
        Commitment, models.SET_NULL, verbose_name=_("条目"), null=True, blank=True, related_name="discrepancies"
    )
    needs_ruling = models.BooleanField(_("须裁定"), default=False)
    version = models.PositiveIntegerField(_("版本"), default=1, editable=False)

    journal_hidden = frozenset({"version", "key"})
    scope_places = ("reconciliation__place",)

    class Meta:
        verbose_name = _("差异")
        verbose_name_plural = _("差异")
        ordering = ("reconciliation", "position", "pk")
        constraints = [models.UniqueConstraint(fields=["reconciliation", "key"], name="discrepancy_once")]
        indexes = [models.Index(fields=["needs_ruling", "reconciliation"], name="discrepancy_waiting")]

    def __str__(self) -> str:
        return self.indicator

    @property
    def pick(self) -> str:
        """What a page sends to name it as it was seen."""
        return f"{self.pk}:{self.version}"

    @property
    def light(self) -> str:
        """The light that shows the outcome."""
        lights = {"met": "green", "missed": "red", "silent": "red", "renewed": "yellow", "unclear": "yellow"}
        return lights.get(self.outcome, "waiting")


class Ruling(models.Model):
    """A signed decision on a difference: which value stands, who says so, when and why.

    Never changed: a later ruling on the same difference replaces it and leaves it to be read.
    """

    class Stands(models.TextChoices):
        """Which side is right."""

        OLD = "old", _("以原文为准")
        NEW = "new", _("以新文为准")
        OTHER = "other", _("另定数值")
        BOTH = "both", _("两者并行，不冲突")

    discrepancy = models.ForeignKey(Discrepancy, models.PROTECT, verbose_name=_("差异"), related_name="rulings")
    stands = models.CharField(_("裁定"), max_length=5, choices=Stands)
    value = models.DecimalField(_("裁定值"), max_digits=24, decimal_places=6, null=True, blank=True)
    unit = models.CharField(_("单位"), max_length=30, blank=True)
    comparator = models.CharField(_("比较"), max_length=2, blank=True)
    words = models.CharField(_("裁定内容"), max_length=300, blank=True)
    reason = models.TextField(_("理由"))
    ruled_by = models.ForeignKey(User, models.PROTECT, verbose_name=_("裁定人"), related_name="+")
    ruled_at = models.DateTimeField(_("裁定时间"), default=clock.now)

    scope_places = ("discrepancy__reconciliation__place",)

    class Meta:
        verbose_name = _("裁定")
        verbose_name_plural = _("裁定")
        ordering = ("-ruled_at", "-pk")
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="ruling_has_a_reason"),
            models.CheckConstraint(
                condition=~Q(stands="other") | Q(value__isnull=False), name="ruling_other_has_a_value"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.discrepancy}：{self.get_stands_display()}"

    @property
    def figure(self) -> str:
        """The value that stands as people write it."""
        return amount(self.value, self.unit, self.comparator)
