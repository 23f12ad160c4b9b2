"""Reporting periods 填报期: the stretch of time a report is about, and by when it is due."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang import clock
from taizhang.accounts.models import User
from taizhang.places.models import Place


class Period(models.Model):
    """A month, quarter or other stretch for which the office asks for figures.

    ``first`` and ``last`` are the days it covers, both included; figures are cumulative as at ``last``. ``due`` is the last
    day for owners to report. A closed period takes no more reports; what is locked can still be corrected.
    """

    class Kind(models.TextChoices):
        """How long it is."""

        MONTH = "month", _("月")
        QUARTER = "quarter", _("季度")
        CUSTOM = "custom", _("自定")

    class State(models.TextChoices):
        """Whether it still takes reports."""

        OPEN = "open", _("开放")
        CLOSED = "closed", pgettext_lazy("period", "截止")

    kind = models.CharField(_("类别"), max_length=7, choices=Kind)
    name = models.CharField(_("名称"), max_length=40)
    place = models.ForeignKey(Place, models.PROTECT, verbose_name=_("地区"), related_name="periods")
    first = models.DateField(_("起"))
    last = models.DateField(_("止"))
    due = models.DateField(_("填报截止"))
    state = models.CharField(_("状态"), max_length=6, choices=State, default=State.OPEN)
    opened_by = models.ForeignKey(User, models.PROTECT, verbose_name=_("开启人"), null=True, related_name="+")
    opened_at = models.DateTimeField(_("开启时间"), default=clock.now, editable=False)
    version = models.PositiveIntegerField(_("版本"), default=1, editable=False)

    journal_hidden = frozenset({"version"})
    scope_places = ("place",)

    class Meta:
        verbose_name = _("填报期")
        verbose_name_plural = _("填报期")
        ordering = ("-last", "-pk")
        constraints = [
            models.UniqueConstraint(fields=["place", "first", "last"], name="period_once_in_a_place"),
            models.CheckConstraint(condition=Q(first__lte=F("last")), name="period_begins_before_it_ends"),
        ]
        indexes = [models.Index(fields=["state", "due"], name="period_by_due")]

    def __str__(self) -> str:
        return self.name
