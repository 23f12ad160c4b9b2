"""Facts of places that figures are divided by: people, area, and what else an office names; each dated and with its source."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from taizhang import clock
from taizhang.accounts.models import User
from taizhang.places.models import Place


class Fact(models.Model):
    """One number of a place from a day on, until a later day's. Never changed: a correction is entered anew and counts from then.

    ``kind`` is ``population`` (people), ``area`` (km²) or the office's own name. Villages are not entered: they are counted from the
    divisions, where they stand already.
    """

    place = models.ForeignKey(Place, models.PROTECT, verbose_name=_("地区"), related_name="facts")
    kind = models.CharField(_("名目"), max_length=20)
    on = models.DateField(_("数据日期"))
    value = models.DecimalField(_("数值"), max_digits=24, decimal_places=6)
    source = models.CharField(_("来源"), max_length=200)
    made_by = models.ForeignKey(User, models.PROTECT, verbose_name=_("登记人"), null=True, related_name="+")
    made_at = models.DateTimeField(_("登记时间"), default=clock.now, editable=False)

    scope_places = ("place",)

    class Meta:
        verbose_name = _("分母数据")
        verbose_name_plural = _("分母数据")
        ordering = ("-on", "-pk")
        constraints = [
            models.CheckConstraint(condition=Q(value__gt=0), name="fact_can_be_divided_by"),
            models.CheckConstraint(condition=~Q(kind="") & ~Q(source=""), name="fact_says_what_and_from_where"),
        ]
        indexes = [models.Index(fields=["kind", "place", "-on"], name="fact_by_place")]

    def __str__(self) -> str:
        return f"{self.place} {self.kind} {self.value.normalize():f}"
