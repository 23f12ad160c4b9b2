"""Closing 销号: an owner says it is done and shows it, others look before and after it is struck off."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from taizhang import clock
from taizhang.accounts.models import Organisation, User
from taizhang.files.models import StoredFile
from taizhang.ledger.models import Commitment
from taizhang.places.models import Place
from taizhang.policy.workflow import State
from taizhang.progress.states import CLOSING


class Draw(models.Model):
    """A random sample of closings to verify: anybody can draw it again from ``seed`` and ``population``.

    ``population`` are the closings that waited, in order of their keys; ``share`` is how many in a hundred were to be drawn, rounded up.
    """

    place = models.ForeignKey(Place, models.PROTECT, verbose_name=_("地区"), related_name="draws")
    seed = models.CharField(_("随机种子"), max_length=64)
    share = models.PositiveSmallIntegerField(_("抽样比例（%）"))
    population = models.JSONField(_("抽样总体"))
    chosen = models.JSONField(_("抽中"))
    drawn_by = models.ForeignKey(User, models.PROTECT, verbose_name=_("抽样人"), null=True, related_name="+")
    drawn_at = models.DateTimeField(_("抽样时间"), default=clock.now)

    scope_places = ("place",)

    class Meta:
        verbose_name = _("抽样")
        verbose_name_plural = _("抽样")
        ordering = ("-drawn_at", "-pk")
        constraints = [models.CheckConstraint(condition=Q(share__range=(0, 100)), name="draw_share_is_a_percentage")]

    def __str__(self) -> str:
        return f"{clock.day(self.drawn_at).isoformat()} {self.share}%"


class Closing(models.Model):
    """One application to close a commitment. The person who applied never verifies it."""

    commitment = models.ForeignKey(Commitment, models.PROTECT, verbose_name=_("条目"), related_name="closings")
    state = models.CharField(_("状态"), max_length=8, choices=CLOSING.choices(), default="applied")
    owner = models.ForeignKey(Organisation, models.PROTECT, verbose_name=_("申请单位"), related_name="closings")
    reviewer = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("审核单位"), null=True, blank=True, related_name="closing_reviews"
    )
    words = models.TextField(_("办结情况"), max_length=2000)
    value = models.DecimalField(_("完成值"), max_digits=24, decimal_places=6, null=True, blank=True)
    applied_by = models.ForeignKey(User, models.PROTECT, verbose_name=_("申请人"), null=True, related_name="+")
    applied_at = models.DateTimeField(_("申请时间"), default=clock.now)
    reviewed_by = models.ForeignKey(User, models.PROTECT, verbose_name=_("审核人"), null=True, related_name="+")
    reviewed_at = models.DateTimeField(_("审核时间"), null=True, blank=True)
    draw = models.ForeignKey(
        Draw, models.PROTECT, verbose_name=_("抽样"), null=True, blank=True, related_name="closings"
    )
    verified_by = models.ForeignKey(User, models.PROTECT, verbose_name=_("核验人"), null=True, related_name="+")
    verified_at = models.DateTimeField(_("核验时间"), null=True, blank=True)
    findings = models.TextField(_("核验情况"), max_length=2000, blank=True)
    closed_at = models.DateTimeField(_("销号时间"), null=True, blank=True)
    refused_for = models.CharField(_("退回理由"), max_length=300, blank=True)
    version = models.PositiveIntegerField(_("版本"), default=1, editable=False)

    journal_hidden = frozenset({"version"})
    scope_places = ("commitment__place",)
    scope_organisations = ("owner", "reviewer")

    class Meta:
        verbose_name = _("销号申请")
        verbose_name_plural = _("销号申请")
        ordering = ("-applied_at", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["commitment"],
                condition=Q(state__in=["applied", "reviewed", "drawn", "spared", "verified"]),
                name="closing_one_at_a_time",
            ),
            models.CheckConstraint(condition=~Q(words=""), name="closing_says_what_was_done"),
            models.CheckConstraint(
                condition=Q(verified_by=None) | Q(applied_by=None) | ~Q(verified_by=models.F("applied_by")),
                name="closing_verifier_is_not_the_filer",
            ),
        ]
        indexes = [models.Index(fields=["state", "applied_at"], name="closing_by_state")]

    def __str__(self) -> str:
        return f"{self.commitment.title}（{self.commitment.place.name}）"

    @property
    def standing(self) -> State:
        """The state with its words and its light."""
        return CLOSING.states()[self.state]


class Proof(models.Model):
    """A file that shows a closing, or what a verifier or a later look found: the bytes by their hash."""

    closing = models.ForeignKey(Closing, models.PROTECT, verbose_name=_("销号申请"), related_name="proofs")
    recheck = models.ForeignKey(
        "Recheck", models.PROTECT, verbose_name=_("回头看"), null=True, blank=True, related_name="proofs"
    )
    file = models.ForeignKey(StoredFile, models.PROTECT, verbose_name=_("原件"), related_name="+")
    name = models.CharField(_("文件名"), max_length=200)
    media_type = models.CharField(_("格式"), max_length=120, blank=True)
    added_by = models.ForeignKey(User, models.PROTECT, verbose_name=_("上传人"), null=True, related_name="+")
    added_at = models.DateTimeField(_("上传时间"), default=clock.now, editable=False)

    scope_places = ("closing__commitment__place",)
    scope_organisations = ("closing__owner", "closing__reviewer")

    class Meta:
        verbose_name = _("销号佐证")
        verbose_name_plural = _("销号佐证")
        ordering = ("closing", "pk")
        constraints = [models.UniqueConstraint(fields=["closing", "file"], name="proof_once_for_a_closing")]

    def __str__(self) -> str:
        return self.name


class Recheck(models.Model):
    """A look again 回头看 at something closed: it holds, or it does not and is reopened."""

    closing = models.ForeignKey(Closing, models.PROTECT, verbose_name=_("销号申请"), related_name="rechecks")
    holds = models.BooleanField(_("属实"))
    findings = models.TextField(_("查看情况"), max_length=2000)
    made_by = models.ForeignKey(User, models.PROTECT, verbose_name=_("查看人"), null=True, related_name="+")
    made_at = models.DateTimeField(_("查看时间"), default=clock.now)

    scope_places = ("closing__commitment__place",)
    scope_organisations = ("closing__owner", "closing__reviewer")

    class Meta:
        verbose_name = _("回头看")
        verbose_name_plural = _("回头看")
        ordering = ("-made_at", "-pk")
        constraints = [models.CheckConstraint(condition=~Q(findings=""), name="recheck_says_what_was_found")]

    def __str__(self) -> str:
        return f"{self.closing} {self.made_at:%Y-%m-%d}"
