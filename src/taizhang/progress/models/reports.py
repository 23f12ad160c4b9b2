"""Reports 填报: what the owner of a commitment says of it in a period; each locked version; the evidence."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from taizhang import clock
from taizhang.accounts.models import Organisation, User
from taizhang.files.models import StoredFile
from taizhang.ledger.models import Commitment
from taizhang.policy.workflow import State
from taizhang.progress.models.periods import Period
from taizhang.progress.reasons import Reason
from taizhang.progress.states import REPORT

#: Which reports still take entries: a closed period takes what was sent back from it and what is corrected, nothing else.
TAKEN = Q(period__state=Period.State.OPEN) | ~Q(returned_for="") | Q(locked_versions__gt=0)


def _number(label: Any) -> models.DecimalField[Decimal | None, Decimal | None]:
    return models.DecimalField(label, max_digits=24, decimal_places=6, null=True, blank=True)


class Report(models.Model):
    """One commitment in one period: what is owed, what has been entered, what stands.

    ``value`` is cumulative as at ``on`` (for a level or a rate, the value on that day), in whole units of the commitment; ``this`` is
    what the period alone brought; ``denominator`` is there for ratios only, and ``value`` is then the numerator. These are
    the entry being worked on. ``locked_value`` is what was last locked for this very period; ``standing_value`` what stands on
    that day: the locked value, or while there is none, what stood in the period before. ``owner`` reports; ``reviewer``, the lead
    of the target above, reviews; without one the office alone does.
    """

    period = models.ForeignKey(Period, models.PROTECT, verbose_name=_("填报期"), related_name="reports", db_index=False)
    commitment = models.ForeignKey(Commitment, models.PROTECT, verbose_name=_("条目"), related_name="reports")
    on = models.DateField(_("截至"))
    owner = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("填报单位"), related_name="reports", db_index=False
    )
    reviewer = models.ForeignKey(
        Organisation,
        models.PROTECT,
        verbose_name=_("审核单位"),
        null=True,
        blank=True,
        related_name="reviews",
        db_index=False,
    )
    due = models.DateField(_("填报截止"))
    state = models.CharField(_("状态"), max_length=9, choices=REPORT.choices(), default="owed")
    counted = models.BooleanField(_("由登记自动计数"), default=False)

    this = _number(_("本期"))
    value = _number(_("累计"))
    denominator = _number(_("分母"))
    data_date = models.DateField(_("数据日期"), null=True, blank=True)
    note = models.TextField(_("进展说明"), blank=True, max_length=2000)
    problem = models.TextField(_("存在问题"), blank=True, max_length=2000)
    help_wanted = models.TextField(_("需要协调"), blank=True, max_length=2000)
    explanation = models.CharField(_("对提示的说明"), max_length=300, blank=True)
    doubts = models.JSONField(_("上报时的提示"), default=list, blank=True)

    returned_for = models.CharField(_("退回理由"), max_length=300, blank=True)
    correcting_for = models.CharField(_("更正理由"), max_length=300, blank=True)
    submitted_by = models.ForeignKey(User, models.PROTECT, verbose_name=_("上报人"), null=True, related_name="+")
    submitted_at = models.DateTimeField(_("上报时间"), null=True, blank=True)

    locked_value = _number(_("锁定值"))
    locked_denominator = _number(_("锁定分母"))
    locked_versions = models.PositiveSmallIntegerField(_("锁定版本"), default=0)
    standing_value = _number(_("现行值"))
    standing_denominator = _number(_("现行分母"))
    version = models.PositiveIntegerField(_("版本"), default=1, editable=False)

    journal_hidden = frozenset({"version", "standing_value", "standing_denominator", "doubts"})
    scope_places = ("commitment__place",)
    scope_organisations = ("owner", "reviewer")

    class Meta:
        verbose_name = _("填报")
        verbose_name_plural = _("填报")
        ordering = ("commitment", "on")
        constraints = [
            models.UniqueConstraint(fields=["commitment", "on"], name="report_once_a_day"),
            models.UniqueConstraint(fields=["period", "commitment"], name="report_once_a_period"),
            models.CheckConstraint(condition=Q(state__in=list(REPORT.states())), name="report_state_is_known"),
            models.CheckConstraint(
                condition=Q(locked_versions=0, locked_value=None) | Q(locked_versions__gt=0),
                name="report_locked_has_a_version",
            ),
        ]
        # Period, owner and reviewer have no index of their own: each begins one of these. Every lock writes every index.
        indexes = [
            models.Index(fields=["on", "id"], name="report_by_day"),
            models.Index(fields=["owner", "state", "due"], name="report_owed"),
            models.Index(fields=["reviewer", "state"], name="report_to_review"),
            models.Index(fields=["period", "state"], name="report_by_period"),
            # Few wait for review at any time, of all there ever were.
            models.Index(fields=["state"], name="report_waiting", condition=Q(state__in=("submitted", "passed"))),
        ]

    def __str__(self) -> str:
        return f"{self.commitment.title}（{self.commitment.place.name}）{self.period.name}"

    @property
    def standing(self) -> State:
        """The state with its words and its light."""
        return REPORT.states()[self.state]

    @property
    def doubted(self) -> list[Reason]:
        """What was doubtful when it was submitted; the owner saw the same."""
        return [Reason.from_data(each) for each in self.doubts]

    @property
    def is_taken(self) -> bool:
        """Whether it still takes entries, as :data:`TAKEN` asks of many."""
        return self.period.state == Period.State.OPEN or bool(self.returned_for) or self.is_locked

    @property
    def is_locked(self) -> bool:
        """Whether something was locked for this very period."""
        return self.locked_versions > 0


class Version(models.Model):
    """What was locked 锁定, and everything said with it. Never changed: a correction is the next version.

    ``commitment`` and ``on`` repeat the report's, so that what was known on a day is asked of one table.
    """

    report = models.ForeignKey(Report, models.PROTECT, verbose_name=_("填报"), related_name="versions")
    commitment = models.ForeignKey(Commitment, models.PROTECT, verbose_name=_("条目"), related_name="+")
    on = models.DateField(_("截至"))
    number = models.PositiveSmallIntegerField(_("版本"))
    this = _number(_("本期"))
    value = _number(_("累计"))
    denominator = _number(_("分母"))
    data_date = models.DateField(_("数据日期"), null=True, blank=True)
    note = models.TextField(_("进展说明"), blank=True)
    problem = models.TextField(_("存在问题"), blank=True)
    help_wanted = models.TextField(_("需要协调"), blank=True)
    explanation = models.CharField(_("对提示的说明"), max_length=300, blank=True)
    reason = models.CharField(_("更正理由"), max_length=300, blank=True)
    submitted_by = models.ForeignKey(User, models.PROTECT, verbose_name=_("上报人"), null=True, related_name="+")
    submitted_at = models.DateTimeField(_("上报时间"), null=True, blank=True)
    locked_by = models.ForeignKey(User, models.PROTECT, verbose_name=_("锁定人"), null=True, related_name="+")
    locked_at = models.DateTimeField(_("锁定时间"), default=clock.now)

    scope_places = ("commitment__place",)
    scope_organisations = ("report__owner", "report__reviewer")

    class Meta:
        verbose_name = _("锁定版本")
        verbose_name_plural = _("锁定版本")
        ordering = ("report", "number")
        constraints = [models.UniqueConstraint(fields=["report", "number"], name="version_once")]
        indexes = [models.Index(fields=["commitment", "on", "locked_at"], name="version_as_known")]

    def __str__(self) -> str:
        return f"{self.report} v{self.number}"


class Evidence(models.Model):
    """A file that shows a report to be true: the bytes by their hash, and what they are.

    ``version`` is the last locked version it came with; ``removed`` keeps what was taken out before locking.
    """

    report = models.ForeignKey(Report, models.PROTECT, verbose_name=_("填报"), related_name="evidence")
    file = models.ForeignKey(StoredFile, models.PROTECT, verbose_name=_("原件"), related_name="+")
    name = models.CharField(_("文件名"), max_length=200)
    media_type = models.CharField(_("格式"), max_length=120, blank=True)
    words = models.CharField(_("说明"), max_length=200, blank=True)
    added_by = models.ForeignKey(User, models.PROTECT, verbose_name=_("上传人"), null=True, related_name="+")
    added_at = models.DateTimeField(_("上传时间"), default=clock.now, editable=False)
    removed_at = models.DateTimeField(_("移除时间"), null=True, blank=True)

    scope_places = ("report__commitment__place",)
    scope_organisations = ("report__owner", "report__reviewer")

    class Meta:
        verbose_name = _("佐证材料")
        verbose_name_plural = _("佐证材料")
        ordering = ("report", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["report", "file"], condition=Q(removed_at=None), name="evidence_once_for_a_report"
            )
        ]

    def __str__(self) -> str:
        return self.name
