"""Slips 督办单: issued to an organisation about commitments, answered within a limit, escalated when it passes."""

from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from taizhang import clock
from taizhang.accounts.models import Organisation, User
from taizhang.ledger.models import Commitment
from taizhang.places.models import Place
from taizhang.policy.workflow import State
from taizhang.progress.models.supervision import SlipRuleSet
from taizhang.progress.reasons import Reason
from taizhang.progress.states import OPEN, SLIP, UNANSWERED


class SlipCounter(models.Model):
    """The last number given at a place in a year; its row is locked while a slip is issued, so that numbers have no gaps."""

    place = models.ForeignKey(Place, models.PROTECT, verbose_name=_("地区"), related_name="+")
    year = models.PositiveSmallIntegerField(_("年份"))
    last = models.PositiveIntegerField(_("最后编号"), default=0)

    class Meta:
        verbose_name = _("督办编号")
        verbose_name_plural = _("督办编号")
        constraints = [models.UniqueConstraint(fields=["place", "year"], name="slip_counter_once")]

    def __str__(self) -> str:
        return f"{self.place} {self.year} {self.last}"


class Slip(models.Model):
    """One slip. A proposed one has no number yet; a withdrawn one keeps its number.

    ``place`` is that of whoever issues it, and numbers run by it. ``level`` is the level now, ``first_level`` the one it was issued
    at. ``subject`` names the commitments as they were called then. ``limit`` are the working days for the reply, ``due`` the last day in time. ``missed`` counts the limits that passed.
    """

    class Level(models.TextChoices):
        """How grave it is, mildest first."""

        BLUE = "blue", _("蓝色（提醒）")
        YELLOW = "yellow", _("黄色（催办）")
        RED = "red", _("红色（督办）")

    class Cause(models.TextChoices):
        """What it is about."""

        NEAR = "near", _("临近期限")
        BEHIND = "behind", _("进度滞后")
        QUALITY = "quality", _("质量不高")
        OVERDUE = "overdue", _("逾期未完成")
        OTHER = "other", pgettext_lazy("slip", "其他")

    place = models.ForeignKey(Place, models.PROTECT, verbose_name=_("地区"), related_name="slips")
    mark = models.CharField(_("编号字头"), max_length=20, blank=True)
    year = models.PositiveSmallIntegerField(_("年份"), null=True, blank=True)
    number = models.PositiveIntegerField(_("编号"), null=True, blank=True)
    level = models.CharField(_("等级"), max_length=6, choices=Level)
    first_level = models.CharField(_("发出等级"), max_length=6, choices=Level)
    cause = models.CharField(_("事由"), max_length=7, choices=Cause)
    state = models.CharField(_("状态"), max_length=9, choices=SLIP.choices(), default="proposed")
    addressee = models.ForeignKey(Organisation, models.PROTECT, verbose_name=_("承办单位"), related_name="slips")
    commitments: models.ManyToManyField[Commitment, SlipItem] = models.ManyToManyField(
        Commitment, verbose_name=_("督办事项"), through="SlipItem", related_name="slips"
    )
    subject = models.CharField(_("督办事项"), max_length=300)
    text = models.TextField(_("督办要求"), max_length=2000)
    by_rule = models.BooleanField(_("按规则拟出"), default=False)
    rules = models.ForeignKey(SlipRuleSet, models.PROTECT, verbose_name=_("规则"), null=True, related_name="+")
    limit = models.PositiveSmallIntegerField(_("回复时限（工作日）"))
    issued_on = models.DateField(_("发出日期"), null=True, blank=True)
    due = models.DateField(_("回复截止"), null=True, blank=True)
    missed = models.PositiveSmallIntegerField(_("逾期次数"), default=0)
    issuer = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("签发单位"), null=True, blank=True, related_name="+"
    )
    issued_by = models.ForeignKey(User, models.PROTECT, verbose_name=_("签发人"), null=True, related_name="+")
    accepted_by = models.ForeignKey(User, models.PROTECT, verbose_name=_("签收人"), null=True, related_name="+")
    accepted_at = models.DateTimeField(_("签收时间"), null=True, blank=True)
    ended_on = models.DateField(_("办结日期"), null=True, blank=True)
    ended_for = models.CharField(_("办结或撤销说明"), max_length=300, blank=True)
    created = models.DateTimeField(_("拟出时间"), default=clock.now, editable=False)
    version = models.PositiveIntegerField(_("版本"), default=1, editable=False)

    journal_hidden = frozenset({"version"})
    scope_places = ("place", "addressee__place")
    scope_organisations = ("addressee",)

    class Meta:
        verbose_name = _("督办单")
        verbose_name_plural = _("督办单")
        ordering = ("-issued_on", "-pk")
        constraints = [
            models.UniqueConstraint(fields=["place", "year", "number"], name="slip_number_once"),
            models.CheckConstraint(condition=Q(state__in=list(SLIP.states())), name="slip_state_is_known"),
            models.CheckConstraint(
                condition=Q(state__in=["proposed", "dropped"], number=None)
                | Q(number__isnull=False, year__isnull=False, issued_on__isnull=False, due__isnull=False),
                name="slip_issued_has_number_and_limit",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["withdrawn", "dropped"]) | ~Q(ended_for=""), name="slip_withdrawn_says_why"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="slip_asks_for_something"),
        ]
        indexes = [
            models.Index(fields=["addressee", "state", "due"], name="slip_by_addressee"),
            models.Index(fields=["state", "due"], name="slip_by_limit"),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def code(self) -> str:
        """The number as documents write it (督办〔2024〕12号)."""
        return f"{self.mark}〔{self.year}〕{self.number}号" if self.number else str(_("督办单（拟发）"))

    @property
    def standing(self) -> State:
        """The state with its words and its light."""
        return SLIP.states()[self.state]

    @property
    def is_open(self) -> bool:
        """Issued and not over."""
        return self.state in OPEN

    @property
    def awaits_reply(self) -> bool:
        """The addressee has to answer: the limit runs."""
        return self.state in UNANSWERED

    def days_over(self, today: date) -> int:
        """Days since the limit passed without an answer, 0 while it has not."""
        return max(0, (today - self.due).days) if self.due and self.awaits_reply else 0


class SlipItem(models.Model):
    """A commitment on a slip, with its light and the reason as they were that day.

    ``occasion`` is the fault it was raised for by rule: the same fault gives one slip, ever.
    """

    slip = models.ForeignKey(Slip, models.CASCADE, verbose_name=_("督办单"), related_name="items")
    commitment = models.ForeignKey(Commitment, models.PROTECT, verbose_name=_("条目"), related_name="slip_items")
    colour = models.CharField(_("灯"), max_length=8, blank=True)
    reason = models.JSONField(_("理由"), null=True, blank=True)
    deadline = models.DateField(_("期限"), null=True, blank=True)
    occasion = models.CharField(_("缘由编号"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("督办事项")
        verbose_name_plural = _("督办事项")
        ordering = ("pk",)
        constraints = [
            models.UniqueConstraint(fields=["slip", "commitment"], name="slip_item_once"),
            models.UniqueConstraint(
                fields=["commitment", "occasion"], condition=~Q(occasion=""), name="slip_once_for_an_occasion"
            ),
        ]

    def __str__(self) -> str:
        return str(self.commitment)

    @property
    def why_words(self) -> str:
        """The deciding reason of the light as it was, in the reader's language."""
        return Reason.from_data(self.reason).words(get_language()) if self.reason else ""

    @property
    def light_words(self) -> str:
        """The word of the light as it was."""
        return Reason(f"light_{self.colour}").words(get_language()) if self.colour else ""

    @property
    def light_now_words(self) -> str:
        """The word of the light as it is."""
        colour = self.commitment.position.colour
        return Reason(f"light_{colour}").words(get_language()) if colour else ""
