"""Documents: what was handed in, byte for byte, and the text that was read from it."""

from __future__ import annotations

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from taizhang import clock
from taizhang.accounts.models import User
from taizhang.files.models import StoredFile
from taizhang.places.models import Place


class Document(models.Model):
    """A plan, report or list from which commitments are read.

    ``sha256`` is that of the original file, so that one file is one document; ``text`` is what was read from it, and
    all offsets of sources count its code points. ``reading`` keeps what the reader said besides its claims: declared
    counts and notes on damage.
    """

    class Status(models.TextChoices):
        """How far the document has come on its way into the ledger."""

        RECEIVED = "received", _("待读取")
        READING = "reading", _("读取中")
        READ = "read", _("待核对")
        CONFIRMED = "confirmed", _("已核对")
        FAILED = "failed", _("读取失败")

    title = models.CharField(_("标题"), max_length=200)
    kind = models.CharField(_("文种"), max_length=40, blank=True)
    issuer = models.CharField(_("发文单位"), max_length=120, blank=True)
    place = models.ForeignKey(Place, models.PROTECT, verbose_name=_("所属区划"), related_name="documents")
    year = models.PositiveSmallIntegerField(
        _("年度"), null=True, blank=True, validators=[MinValueValidator(1949), MaxValueValidator(2100)]
    )
    original = models.ForeignKey(StoredFile, models.PROTECT, verbose_name=_("原件"), related_name="+")
    sha256 = models.CharField(_("原件摘要"), max_length=64, editable=False)
    name = models.CharField(_("文件名"), max_length=200)
    media_type = models.CharField(_("格式"), max_length=120, blank=True)
    text = models.TextField(_("正文"), blank=True)
    text_sha256 = models.CharField(_("正文摘要"), max_length=64, blank=True, editable=False)
    reading = models.JSONField(_("读取记录"), default=dict, blank=True)
    status = models.CharField(_("状态"), max_length=9, choices=Status, default=Status.RECEIVED)
    problem = models.CharField(_("读取问题"), max_length=300, blank=True)
    uploaded_by = models.ForeignKey(User, models.PROTECT, verbose_name=_("上传人"), null=True, related_name="+")
    uploaded_at = models.DateTimeField(_("上传时间"), default=clock.now)
    version = models.PositiveIntegerField(_("版本"), default=1, editable=False)

    journal_hidden = frozenset({"text", "reading", "version"})
    scope_places = ("place",)

    class Meta:
        verbose_name = _("文件")
        verbose_name_plural = _("文件")
        ordering = ("-uploaded_at", "-pk")
        constraints = [
            models.UniqueConstraint(fields=["sha256"], name="document_once_by_its_bytes"),
            models.CheckConstraint(
                condition=models.Q(year=None) | models.Q(year__range=(1949, 2100)), name="document_year_is_a_year"
            ),
        ]
        indexes = [
            models.Index(fields=["place", "year"], name="document_by_place_and_year"),
            models.Index(fields=["-uploaded_at", "-id"], name="document_newest_first"),
        ]

    def __str__(self) -> str:
        return self.title
