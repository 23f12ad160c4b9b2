"""Lines: stretches of words that can be found, and whose they are. The words themselves are kept by :mod:`stores`."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from taizhang.places.models import Place


class Line(models.Model):
    """One stretch of one object: the object itself (``start`` and ``stop`` are 0), or a passage of its text.

    ``kind`` says what sort of object ``subject`` is the key of. What the stretch says is not kept here: pages take it from
    the object itself, through the scope of whoever asks. ``weight`` brings what people mostly mean before the rest.
    """

    kind = models.CharField(_("类别"), max_length=12)
    subject = models.BigIntegerField(_("编号"))
    start = models.PositiveIntegerField(_("起"), default=0)
    stop = models.PositiveIntegerField(_("止"), default=0)
    year = models.PositiveSmallIntegerField(_("年度"), null=True)
    place = models.ForeignKey(
        Place, models.CASCADE, verbose_name=_("地区"), null=True, related_name="+", db_constraint=False
    )
    weight = models.SmallIntegerField(_("权重"), default=0)

    class Meta:
        verbose_name = _("索引行")
        verbose_name_plural = _("索引行")
        indexes = [models.Index(fields=["kind", "subject"], name="search_line_by_subject")]

    def __str__(self) -> str:
        return f"{self.kind} {self.subject} {self.start}"


class Build(models.Model):
    """By which version of its rules the index was built; one row, none before the first time."""

    version = models.PositiveIntegerField(_("版本"))

    class Meta:
        verbose_name = _("索引版本")
        verbose_name_plural = _("索引版本")

    def __str__(self) -> str:
        return str(self.version)
