"""Filled sheets 填报表 as they were handed in: the file is kept, and what was taken from it is said beside."""

from __future__ import annotations

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from taizhang import clock
from taizhang.accounts.models import Organisation, User
from taizhang.files.models import StoredFile
from taizhang.progress.models.periods import Period

#: How long the background may say nothing of a sheet before it is taken for dead.
SIGN_OF_LIFE = timedelta(minutes=10)


class Upload(models.Model):
    """One filled sheet for a period. ``saved`` and ``submitted`` count the reports that were changed and handed in by it.

    A large one is read and saved in the background: ``stage`` says what is under way, ``gone`` how many rows are done,
    ``look`` keeps what was found.
    """

    class Stage(models.TextChoices):
        """What is being done with it."""

        READY = "", _("读好了")
        READING = "reading", _("正在读取")
        SAVING = "saving", _("正在保存")

    period = models.ForeignKey(Period, models.PROTECT, verbose_name=_("填报期"), related_name="uploads")
    owner = models.ForeignKey(Organisation, models.PROTECT, verbose_name=_("上传单位"), related_name="+")
    file = models.ForeignKey(StoredFile, models.PROTECT, verbose_name=_("原件"), related_name="+")
    name = models.CharField(_("文件名"), max_length=200)
    uploaded_by = models.ForeignKey(User, models.PROTECT, verbose_name=_("上传人"), null=True, related_name="+")
    uploaded_at = models.DateTimeField(_("上传时间"), default=clock.now, editable=False)
    saved = models.PositiveIntegerField(_("已保存"), default=0)
    submitted = models.PositiveIntegerField(_("已上报"), default=0)

    stage = models.CharField(_("进行到"), max_length=7, choices=Stage, blank=True, default=Stage.READY)
    gone = models.PositiveIntegerField(_("已处理行数"), default=0)
    moved_at = models.DateTimeField(_("最近进展"), default=clock.now, editable=False)
    look = models.JSONField(_("读到的"), null=True, blank=True)

    journal_hidden = frozenset({"gone", "look", "moved_at"})
    scope_places = ("period__place",)
    scope_organisations = ("owner",)

    class Meta:
        verbose_name = _("上传的填报表")
        verbose_name_plural = _("上传的填报表")
        ordering = ("-uploaded_at", "-pk")
        constraints = [
            models.UniqueConstraint(fields=["period", "owner", "file", "uploaded_by"], name="upload_once_by_a_person")
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_busy(self) -> bool:
        """Whether something is being done with it in the background; what gave no sign of life for long may be begun anew."""
        return self.stage != self.Stage.READY and clock.now() - self.moved_at < SIGN_OF_LIFE
