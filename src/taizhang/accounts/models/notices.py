"""What people are told: notices in the application, the mails that carry them, and the key of a calendar."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang import clock
from taizhang.accounts.models.people import User


class Notice(models.Model):
    """Something a person should know, with the page it is about: work given, a result that is ready, a return."""

    user = models.ForeignKey(User, models.CASCADE, verbose_name=_("人员"), related_name="notices")
    words = models.CharField(_("内容"), max_length=300)
    url = models.CharField(_("页面"), max_length=300)
    created = models.DateTimeField(_("时间"), default=clock.now)
    read = models.DateTimeField(_("阅读时间"), null=True, blank=True)
    mailed = models.DateTimeField(_("写入邮件时间"), null=True, blank=True)

    scope_people = ("user",)

    class Meta:
        verbose_name = _("通知")
        verbose_name_plural = _("通知")
        ordering = ("-created", "-pk")
        indexes = [
            models.Index(fields=["user", "-created"], name="notice_by_person"),
            models.Index(fields=["user"], condition=Q(read=None), name="notice_unread"),
        ]

    def __str__(self) -> str:
        return self.words


class Mail(models.Model):
    """An e-mail to be sent, written in the transaction of what it tells; a background task sends it after commit.

    ``key`` says what it is about, once for each person: the same thing is never written twice. A mail that was being sent when
    the machine stopped is ``unclear`` and not sent again, since nobody can know whether it went out; the notice is there.
    """

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting", pgettext_lazy("mail", "待发")
        SENDING = "sending", pgettext_lazy("mail", "发送中")
        SENT = "sent", pgettext_lazy("mail", "已发")
        FAILED = "failed", pgettext_lazy("mail", "未发出")
        UNCLEAR = "unclear", pgettext_lazy("mail", "结果不明")

    user = models.ForeignKey(User, models.CASCADE, verbose_name=_("收件人"), related_name="mails")
    key = models.CharField(_("事由编号"), max_length=80)
    subject = models.CharField(_("主题"), max_length=200)
    body = models.TextField(_("正文"))
    state = models.CharField(_("状态"), max_length=7, choices=State, default=State.WAITING)
    created = models.DateTimeField(_("写入时间"), default=timezone.now)
    tries = models.PositiveSmallIntegerField(_("尝试次数"), default=0)
    next_try = models.DateTimeField(_("下次发送"), default=timezone.now)
    claimed = models.DateTimeField(_("开始发送"), null=True, blank=True)
    sent = models.DateTimeField(_("发出时间"), null=True, blank=True)
    problem = models.CharField(_("问题"), max_length=300, blank=True)

    scope_people = ("user",)

    class Meta:
        verbose_name = _("邮件")
        verbose_name_plural = _("邮件")
        ordering = ("pk",)
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="mail_once")]
        indexes = [models.Index(fields=["next_try"], condition=Q(state="waiting"), name="mail_to_send")]

    def __str__(self) -> str:
        return self.subject


class CalendarKey(models.Model):
    """The secret part of the address of a person's calendar. Only its digest is kept: the address is shown once."""

    user = models.OneToOneField(User, models.CASCADE, verbose_name=_("人员"), related_name="calendar_key")
    digest = models.CharField(_("摘要"), max_length=64, unique=True)
    created = models.DateTimeField(_("生成时间"), default=clock.now)

    journal_hidden = frozenset({"digest"})
    scope_people = ("user",)

    class Meta:
        verbose_name = _("日历订阅")
        verbose_name_plural = _("日历订阅")

    def __str__(self) -> str:
        return f"{self.user} {self.created:%Y-%m-%d}"
