"""Amendments 变更: what was put off, revised or ended after somebody had begun to answer for it, and on whose paper."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from taizhang import clock
from taizhang.accounts.models import User
from taizhang.files.models import StoredFile
from taizhang.ledger.models.commitments import Commitment, amount
from taizhang.ledger.models.documents import Document
from taizhang.ledger.models.reconciling import Ruling


class Amendment(models.Model):
    """One approved change of a commitment, with what stood before. Never altered: the next one follows it.

    To extend takes a document of the ledger or a paper handed in for the purpose, to revise these or a ruling, to end a
    reason alone.
    """

    class Kind(models.TextChoices):
        """What was changed."""

        EXTENDED = "extended", _("延期")
        REVISED = "revised", _("调整")
        ENDED = "ended", _("终止")

    commitment = models.ForeignKey(Commitment, models.PROTECT, verbose_name=_("条目"), related_name="amendments")
    kind = models.CharField(_("变更"), max_length=8, choices=Kind)
    reason = models.TextField(_("理由"))
    document = models.ForeignKey(
        Document, models.PROTECT, verbose_name=_("依据文件"), null=True, blank=True, related_name="+"
    )
    ruling = models.ForeignKey(
        Ruling, models.PROTECT, verbose_name=_("依据裁定"), null=True, blank=True, related_name="+"
    )
    paper = models.ForeignKey(
        StoredFile, models.PROTECT, verbose_name=_("批准材料"), null=True, blank=True, related_name="+"
    )
    paper_name = models.CharField(_("材料文件名"), max_length=200, blank=True)
    deadline_before = models.DateField(_("原期限"), null=True, blank=True)
    deadline_after = models.DateField(_("新期限"), null=True, blank=True)
    start_before = models.DateField(_("原应开工"), null=True, blank=True)
    start_after = models.DateField(_("新应开工"), null=True, blank=True)
    value_before = models.DecimalField(_("原目标值"), max_digits=24, decimal_places=6, null=True, blank=True)
    value_after = models.DecimalField(_("新目标值"), max_digits=24, decimal_places=6, null=True, blank=True)
    unit_before = models.CharField(_("原单位"), max_length=30, blank=True)
    unit_after = models.CharField(_("新单位"), max_length=30, blank=True)
    comparator_before = models.CharField(_("原比较"), max_length=2, choices=Commitment.Comparator, blank=True)
    comparator_after = models.CharField(_("新比较"), max_length=2, choices=Commitment.Comparator, blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, verbose_name=_("经办人"), null=True, related_name="+")
    made_at = models.DateTimeField(_("变更时间"), default=clock.now, editable=False)

    scope_places = ("commitment__place", "commitment__lead__place", "commitment__co_owners__place")
    scope_organisations = ("commitment__lead", "commitment__co_owners", "commitment__parent__lead")

    class Meta:
        verbose_name = _("变更")
        verbose_name_plural = _("变更")
        ordering = ("-made_at", "-pk")
        constraints = [
            models.CheckConstraint(condition=~Q(reason=""), name="amendment_has_a_reason"),
            models.CheckConstraint(
                condition=Q(kind="ended")
                | Q(document__isnull=False)
                | Q(paper__isnull=False)
                | Q(kind="revised", ruling__isnull=False),
                name="amendment_rests_on_a_paper",
            ),
            models.CheckConstraint(
                condition=~Q(kind="extended")
                | Q(deadline_before__isnull=False, deadline_after__isnull=False)
                | Q(start_before__isnull=False, start_after__isnull=False),
                name="amendment_extended_says_until_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.commitment}"

    @property
    def figure_before(self) -> str:
        """The figure that stood before, as people write it."""
        return amount(self.value_before, self.unit_before, self.comparator_before)

    @property
    def figure_after(self) -> str:
        """The figure that stands since, as people write it."""
        return amount(self.value_after, self.unit_after, self.comparator_after)
