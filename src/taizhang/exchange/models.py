"""Keys of the open API, how often they ask, and files of figures that came from other systems."""

from __future__ import annotations

from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang import clock
from taizhang.accounts.models import Organisation, User
from taizhang.files.models import StoredFile
from taizhang.policy.roles import Role


class ApiKey(models.Model):
    """What a program reads the open API with: an organisation's eyes in one role, for some resources, until a day.

    The key itself is shown once and kept as its hash alone; ``beginning`` are its first characters, by which people know it. A key
    never writes. Its days are real ones, as those of signing in are.
    """

    name = models.CharField(_("用途"), max_length=80)
    organisation = models.ForeignKey(Organisation, models.PROTECT, verbose_name=_("所属机构"), related_name="api_keys")
    role = models.CharField(_("角色"), max_length=11, choices=Role)
    resources = models.JSONField(_("可读数据"), default=list)
    per_minute = models.PositiveIntegerField(
        _("每分钟次数上限"), default=300, validators=[MinValueValidator(1), MaxValueValidator(6000)]
    )
    expires_on = models.DateField(_("有效期至"))
    digest = models.CharField(_("密钥摘要"), max_length=64, unique=True, editable=False)
    beginning = models.CharField(_("密钥开头"), max_length=12, editable=False)
    made_by = models.ForeignKey(User, models.PROTECT, verbose_name=_("建立人"), null=True, related_name="+")
    made_at = models.DateTimeField(_("建立时间"), default=clock.now, editable=False)
    last_used = models.DateTimeField(_("最近使用"), null=True, blank=True, editable=False)
    revoked_at = models.DateTimeField(_("停用时间"), null=True, blank=True, editable=False)

    journal_hidden = frozenset({"digest", "last_used"})
    scope_places = ("organisation__place",)
    scope_organisations = ("organisation",)

    class Meta:
        verbose_name = _("接口密钥")
        verbose_name_plural = _("接口密钥")
        ordering = ("-pk",)
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="api_key_says_what_for")]

    def __str__(self) -> str:
        return self.name

    @property
    def state(self) -> str:
        """``active``, ``expired`` or ``revoked``."""
        if self.revoked_at is not None:
            return "revoked"
        return "active" if self.expires_on >= self.today() else "expired"

    @property
    def state_label(self) -> str:
        """The state in words."""
        words = {
            "active": pgettext_lazy("key", "有效"),
            "expired": pgettext_lazy("key", "过期"),
            "revoked": pgettext_lazy("key", "已停用"),
        }
        return str(words[self.state])

    @staticmethod
    def today() -> date:
        """The real day, whatever a demonstration's clock says."""
        return timezone.localdate()


class Asking(models.Model):
    """How often somebody asked in the minute they asked last: one row each, counted by all server processes together."""

    who = models.CharField(_("来者"), max_length=40, primary_key=True)
    minute = models.PositiveBigIntegerField(_("分钟"))
    times = models.PositiveIntegerField(_("次数"), default=0)

    class Meta:
        verbose_name = _("访问计数")
        verbose_name_plural = _("访问计数")

    def __str__(self) -> str:
        return f"{self.who} {self.times}"


class Incoming(models.Model):
    """A file of figures from another system, kept as it came, with what a person said of its columns and codes."""

    owner = models.ForeignKey(Organisation, models.PROTECT, verbose_name=_("导入单位"), related_name="+")
    file = models.ForeignKey(StoredFile, models.PROTECT, verbose_name=_("原件"), related_name="+")
    name = models.CharField(_("文件名"), max_length=200)
    mapping = models.JSONField(_("对应关系"), default=dict, blank=True)
    saved = models.PositiveIntegerField(_("已保存"), default=0)
    uploaded_by = models.ForeignKey(User, models.PROTECT, verbose_name=_("上传人"), null=True, related_name="+")
    uploaded_at = models.DateTimeField(_("上传时间"), default=clock.now, editable=False)

    scope_places = ("owner__place",)
    scope_organisations = ("owner",)

    class Meta:
        verbose_name = _("导入的数据")
        verbose_name_plural = _("导入的数据")
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.name
