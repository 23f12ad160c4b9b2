"""The versions of the rules by which entered figures are doubted."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from taizhang import clock
from taizhang.accounts.models import User
from taizhang.progress.check_rules import CheckRule, parse


class CheckRuleSet(models.Model):
    """One version of the rules of checks, as data. Never changed: a change is the next version, from its day on."""

    number = models.PositiveIntegerField(_("版本"), unique=True)
    content = models.JSONField(_("规则"))
    valid_from = models.DateField(_("施行日期"))
    reason = models.CharField(_("理由"), max_length=300)
    made_by = models.ForeignKey(User, models.PROTECT, verbose_name=_("制定人"), null=True, related_name="+")
    made_at = models.DateTimeField(_("制定时间"), default=clock.now, editable=False)

    class Meta:
        verbose_name = _("检查规则")
        verbose_name_plural = _("检查规则")
        ordering = ("-number",)

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} v{self.number}"

    @property
    def rules(self) -> tuple[CheckRule, ...]:
        """The rules as the pure modules take them."""
        return parse(self.content)
