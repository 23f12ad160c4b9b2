"""Frozen rankings: what went out with a briefing, row by row, sealed by a digest."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from taizhang import clock
from taizhang.accounts.models import User
from taizhang.places.models import Place
from taizhang.rankings.models.schemes import Scheme, SchemeVersion


class Frozen(models.Model):
    """A ranking as it went out. Never changed: figures corrected afterwards are listed with the next one.

    ``day`` is what the figures are about, ``number`` counts the scheme's frozen rankings (第 N 期), ``bulletin`` names the briefing
    it went out with. ``content`` has what is common to all rows, ``digest`` covers it, the rows and the digest before.
    """

    scheme = models.ForeignKey(Scheme, models.PROTECT, verbose_name=_("方案"), related_name="frozen")
    rules = models.ForeignKey(SchemeVersion, models.PROTECT, verbose_name=_("规则"), related_name="+")
    day = models.DateField(_("数据截至"))
    number = models.PositiveIntegerField(_("期号"))
    bulletin = models.CharField(_("通报"), max_length=80, blank=True)
    content = models.JSONField(_("内容"))
    digest = models.CharField(_("校验值"), max_length=64)
    frozen_by = models.ForeignKey(User, models.PROTECT, verbose_name=_("冻结人"), null=True, related_name="+")
    frozen_at = models.DateTimeField(_("冻结时间"), default=clock.now, editable=False)

    journal_hidden = frozenset({"content"})
    scope_places = ("scheme__group__place", "rows__place")

    class Meta:
        verbose_name = _("冻结的比拼")
        verbose_name_plural = _("冻结的比拼")
        ordering = ("scheme", "-day")
        constraints = [
            models.UniqueConstraint(fields=["scheme", "day"], name="frozen_once_a_day"),
            models.UniqueConstraint(fields=["scheme", "number"], name="frozen_numbered_once"),
        ]

    def __str__(self) -> str:
        return _("%(scheme)s第%(number)s期") % {"scheme": self.scheme, "number": self.number}


class FrozenRow(models.Model):
    """One place in a frozen ranking, with everything its score was made of."""

    frozen = models.ForeignKey(Frozen, models.PROTECT, verbose_name=_("比拼"), related_name="rows")
    place = models.ForeignKey(Place, models.PROTECT, verbose_name=_("地区"), related_name="frozen_rows")
    position = models.PositiveIntegerField(_("顺序"))
    rank = models.PositiveIntegerField(_("名次"), null=True)
    score = models.DecimalField(_("得分"), max_digits=18, decimal_places=12, null=True)
    content = models.JSONField(_("明细"))

    scope_places = ("place",)

    class Meta:
        verbose_name = _("比拼名次")
        verbose_name_plural = _("比拼名次")
        ordering = ("frozen", "position")
        constraints = [
            models.UniqueConstraint(fields=["frozen", "place"], name="frozen_row_once"),
            models.UniqueConstraint(fields=["frozen", "position"], name="frozen_position_once"),
            models.CheckConstraint(
                condition=Q(rank=None, score=None) | Q(rank__isnull=False, score__isnull=False),
                name="frozen_row_placed_by_its_score",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.rank} {self.place}"
