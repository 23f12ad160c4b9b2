"""Organisations, people, the roles they hold there, and the sessions they have open."""

from __future__ import annotations

from hashlib import sha256
from typing import Any, ClassVar

from django.contrib.auth import get_backends
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.contrib.sessions.base_session import AbstractBaseSession, BaseSessionManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from taizhang import clock
from taizhang.accounts.devices import device_name
from taizhang.accounts.strands import Strand
from taizhang.places.models import Place
from taizhang.places.paths import PathField
from taizhang.policy.roles import Role


class Organisation(models.Model):
    """An office, department, town or village government: what answers for a commitment, hung on its place."""

    class Kind(models.TextChoices):
        """What sort of organisation; each sort has its own roles."""

        OFFICE = "office", _("市级专班")
        DEPARTMENT = "department", _("部门")
        TOWN = "town", _("镇街")
        VILLAGE = "village", _("村（社区）")
        SUPERVISION = "supervision", _("督查机构")
        HOTLINE = "hotline", _("热线与网格中心")
        OTHER = "other", _("其他单位")

    name = models.CharField(_("名称"), max_length=80)
    short_name = models.CharField(_("简称"), max_length=30, blank=True)
    kind = models.CharField(_("类别"), max_length=11, choices=Kind)
    place = models.ForeignKey(Place, models.PROTECT, verbose_name=_("所在区划"), related_name="organisations")
    parent = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("上级单位"), null=True, blank=True, related_name="children"
    )
    path = PathField(_("路径"), editable=False)
    active = models.BooleanField(_("在用"), default=True)

    journal_hidden = frozenset({"path"})
    scope_places = ("place",)
    scope_organisations = ("self",)

    class Meta:
        verbose_name = _("机构")
        verbose_name_plural = _("机构")
        ordering = ("place__code", "kind", "name")
        constraints = [
            models.UniqueConstraint(fields=["place", "name"], name="organisation_once_in_a_place"),
        ]

    def __str__(self) -> str:
        return self.short_name or self.name

    @property
    def located(self) -> str:
        """The name with the place, where it does not say the place itself: every city has a bureau of education."""
        named = self.place.name in self.name or self.name in self.place.name
        return str(self) if named else f"{self}（{self.place.name}）"


class MailWanted(models.TextChoices):
    """Which notices a person wants by e-mail as well."""

    ALL = "all", _("重要事项即时发，其余每日汇总")
    DIGEST = "digest", _("每日汇总一封")
    OFF = "off", _("不发邮件")


class UserManager(BaseUserManager["User"]):
    """Finds people by the name they sign in with, whatever its case."""

    def get_by_natural_key(self, username: str | None) -> User:
        """The person of that user name; case does not matter."""
        return self.get(username__iexact=username)


class User(AbstractBaseUser):
    """A person who signs in. What the person may do comes from the memberships, never from the account itself."""

    username = models.CharField(_("用户名"), max_length=60, unique=True, validators=[UnicodeUsernameValidator()])
    name = models.CharField(_("姓名"), max_length=60)
    phone = models.CharField(
        _("手机号"), max_length=20, blank=True, validators=[RegexValidator(r"^\+?[\d -]{5,20}$", _("请填写电话号码。"))]
    )
    email = models.EmailField(_("电子邮箱"), blank=True)
    is_active = models.BooleanField(_("可登录"), default=True)
    mail = models.CharField(_("邮件提醒"), max_length=6, choices=MailWanted, default=MailWanted.ALL)
    must_change_password = models.BooleanField(_("下次登录须改密码"), default=True)
    created = models.DateTimeField(_("建立时间"), default=clock.now, editable=False)

    MailWanted = MailWanted
    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    journal_hidden = frozenset({"password", "last_login"})
    scope_people = ("self",)
    scope_organisations = ("memberships__organisation",)
    scope_places = ("memberships__organisation__place",)

    objects = UserManager()

    class Meta:
        verbose_name = _("人员")
        verbose_name_plural = _("人员")
        ordering = ("name", "username")
        constraints = [
            models.UniqueConstraint(
                Lower("username"),
                name="username_once_whatever_its_case",
                violation_error_message=_("这个用户名已被使用。"),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @cached_property
    def held(self) -> list[Membership]:
        """The roles held now, with organisation and place; read once per request."""
        current = self.memberships.filter(until=None, organisation__active=True)
        return list(current.select_related("organisation__place"))

    @cached_property
    def reached_keys(self) -> dict[Strand, list[int]]:
        """What hangs on the person's places and organisations, as :mod:`scope` found it; kept for the request."""
        return {}

    @cached_property
    def unread(self) -> int:
        """How many notices wait to be read."""
        return self.notices.filter(read=None).count()

    def has_perm(self, perm: str, obj: models.Model | None = None) -> bool:
        """Whether the person may do ``perm``: to ``obj``, or without one to anything at all."""
        return self.is_active and any(
            backend.has_perm(self, perm, obj) for backend in get_backends() if hasattr(backend, "has_perm")
        )


class Membership(models.Model):
    """A role a person holds at an organisation, from the day it was given until it is ended."""

    user = models.ForeignKey(User, models.CASCADE, verbose_name=_("人员"), related_name="memberships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, verbose_name=_("机构"), related_name="memberships")
    role = models.CharField(_("角色"), max_length=11, choices=Role)
    since = models.DateTimeField(_("起"), default=clock.now)
    until = models.DateTimeField(_("止"), null=True, blank=True)

    class Meta:
        verbose_name = _("任职")
        verbose_name_plural = _("任职")
        ordering = ("organisation__name", "role")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "organisation", "role"], condition=Q(until=None), name="membership_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.organisation} · {self.get_role_display()}"

    @cached_property
    def covers_every_place(self) -> bool:
        """Whether every place there is lies at the organisation's place or below."""
        place = self.organisation.place
        return place.parent_id is None and not Place.objects.filter(parent=None).exclude(pk=place.pk).exists()


class UserSession(AbstractBaseSession):
    """A browser that is signed in: whose it is, from where and since when, so that its owner can end it."""

    user = models.ForeignKey(User, models.CASCADE, null=True, related_name="sessions")
    address = models.CharField(_("地址"), max_length=64, blank=True)
    agent = models.CharField(_("浏览器"), max_length=200, blank=True)
    since = models.DateTimeField(_("登录时间"), default=timezone.now)
    seen = models.DateTimeField(_("最近使用"), auto_now=True)

    objects: ClassVar[BaseSessionManager[Any]] = BaseSessionManager()

    class Meta:
        verbose_name = _("登录会话")
        verbose_name_plural = _("登录会话")
        db_table = "accounts_session"

    @property
    def handle(self) -> str:
        """A name for the session that may be shown: whoever knew the key itself would have the session."""
        return sha256(self.session_key.encode()).hexdigest()[:16]

    @property
    def device(self) -> str:
        """The browser and system, as people name them."""
        return device_name(self.agent)

    @classmethod
    def get_session_store_class(cls) -> type[Any]:
        """The store that keeps these rows."""
        from taizhang.accounts.sessions import SessionStore

        return SessionStore
