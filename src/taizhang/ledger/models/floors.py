"""Floors: what every town or village must reach at least, beside the target they share."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from taizhang.ledger.models.commitments import Commitment
from taizhang.places.models import Place


class Floor(models.Model):
    """A quota for each unit (每个村不少于100株): for all of a level, or for ``count`` certain ones (典型村).

    ``places`` names the certain ones where they are known, and then ``count`` is how many they are.
    """

    class Level(models.TextChoices):
        """Whose quota it is."""

        TOWN = "town", _("每个镇街")
        VILLAGE = "village", _("每个村（社区）")

    commitment = models.ForeignKey(Commitment, models.CASCADE, verbose_name=_("条目"), related_name="floors")
    level = models.CharField(_("单位类别"), max_length=7, choices=Level)
    name = models.CharField(_("范围名称"), max_length=40, blank=True)
    value = models.DecimalField(_("每单位至少"), max_digits=24, decimal_places=6)
    count = models.PositiveIntegerField(_("单位数"), null=True, blank=True)
    places: models.ManyToManyField[Place, models.Model] = models.ManyToManyField(
        Place, verbose_name=_("名单"), related_name="+", blank=True
    )
    source = models.ForeignKey(
        Commitment, models.SET_NULL, verbose_name=_("出自条目"), null=True, blank=True, related_name="+"
    )

    scope_places = ("commitment__place", "commitment__lead__place", "commitment__co_owners__place")
    scope_organisations = ("commitment__lead", "commitment__co_owners", "commitment__parent__lead")

    class Meta:
        verbose_name = _("最低数")
        verbose_name_plural = _("最低数")
        ordering = ("commitment", "level", "pk")
        constraints = [
            models.CheckConstraint(condition=Q(value__gt=0), name="floor_asks_for_something"),
            models.CheckConstraint(condition=Q(count=None) | ~Q(name=""), name="floor_of_certain_units_has_a_name"),
            models.UniqueConstraint(fields=["commitment", "level", "name"], name="floor_once"),
        ]

    def __str__(self) -> str:
        return self.name or str(self.get_level_display())
