"""Sources: the exact words a commitment, or a reported result, came from."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from taizhang import clock
from taizhang.ledger.models.commitments import Commitment
from taizhang.ledger.models.documents import Document


class Role(models.TextChoices):
    """Whether the words promise or report."""

    TARGET = "target", _("目标")
    ACTUAL = "actual", _("完成")


class Source(models.Model):
    """A passage a person confirmed: half-open code-point spans into the document's text.

    ``document.text[start:end] == figure`` and ``document.text[quote_start:quote_end] == quote`` hold when it is made.
    ``record`` is the claim as confirmed. A reported result that nobody promised has no commitment.
    """

    Role = Role

    commitment = models.ForeignKey(
        Commitment, models.CASCADE, verbose_name=_("条目"), null=True, blank=True, related_name="sources"
    )
    document = models.ForeignKey(Document, models.PROTECT, verbose_name=_("文件"), related_name="sources")
    start = models.PositiveIntegerField(_("起"))
    end = models.PositiveIntegerField(_("止"))
    figure = models.TextField(_("数字"))
    quote_start = models.PositiveIntegerField(_("引文起"))
    quote_end = models.PositiveIntegerField(_("引文止"))
    quote = models.TextField(_("引文"))
    section = models.JSONField(_("章节"), default=list, blank=True)
    role = models.CharField(_("性质"), max_length=6, choices=Role, default=Role.TARGET)
    record = models.JSONField(_("读取记录"), default=dict, blank=True)
    created = models.DateTimeField(_("核对时间"), default=clock.now, editable=False)

    journal_hidden = frozenset({"record"})
    scope_places = ("document__place",)

    class Meta:
        verbose_name = _("出处")
        verbose_name_plural = _("出处")
        ordering = ("document", "start")
        constraints = [
            models.CheckConstraint(
                condition=Q(start__lt=F("end"), quote_start__lte=F("start"), quote_end__gte=F("end")),
                name="source_quote_holds_the_figure",
            ),
            models.CheckConstraint(
                condition=Q(commitment__isnull=False) | Q(role="actual"), name="source_target_has_a_commitment"
            ),
        ]
        indexes = [models.Index(fields=["document", "start"], name="source_by_position")]

    def __str__(self) -> str:
        return self.quote[:80]

    @property
    def path(self) -> str:
        """The headings above, outermost first."""
        return " › ".join(self.section)
