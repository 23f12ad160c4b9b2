"""What comes back to a slip: replies 回复, requests for a later limit 延期申请, talks 约谈, and the files of each."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from taizhang import clock
from taizhang.accounts.models import Organisation, User
from taizhang.files.models import StoredFile
from taizhang.places.models import Place
from taizhang.progress.models.slips import Slip


class Reply(models.Model):
    """What the addressee answers 回复, and what was found of it. Never changed: another answer is the next reply."""

    class Verdict(models.TextChoices):
        """What was found of it."""

        WAITING = "waiting", pgettext_lazy("reply", "待审核")
        APPROVED = "approved", pgettext_lazy("reply", "认可")
        RETURNED = "returned", pgettext_lazy("reply", "退回")

    slip = models.ForeignKey(Slip, models.PROTECT, verbose_name=_("督办单"), related_name="replies")
    number = models.PositiveSmallIntegerField(_("次数"))
    words = models.TextField(_("办理情况"), max_length=4000)
    promised = models.DateField(_("承诺完成日期"), null=True, blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, verbose_name=_("回复人"), null=True, related_name="+")
    made_at = models.DateTimeField(_("回复时间"), default=clock.now, editable=False)
    late = models.BooleanField(_("逾期回复"), default=False)
    missed = models.PositiveSmallIntegerField(_("此前逾期次数"), default=0, editable=False)
    verdict = models.CharField(_("审核结果"), max_length=8, choices=Verdict, default=Verdict.WAITING)
    verdict_words = models.CharField(_("审核意见"), max_length=300, blank=True)
    judged_by = models.ForeignKey(User, models.PROTECT, verbose_name=_("审核人"), null=True, related_name="+")
    judged_at = models.DateTimeField(_("审核时间"), null=True, blank=True)

    journal_hidden = frozenset({"missed"})

    class Meta:
        verbose_name = _("回复")
        verbose_name_plural = _("回复")
        ordering = ("slip", "number")
        constraints = [
            models.UniqueConstraint(fields=["slip", "number"], name="reply_once"),
            models.CheckConstraint(condition=~Q(words=""), name="reply_says_something"),
        ]

    def __str__(self) -> str:
        return f"{self.slip} · {self.number}"


class Delay(models.Model):
    """A later limit that the addressee asks for 申请延期, with the document that excuses it, and the answer."""

    class Answer(models.TextChoices):
        """What was decided."""

        WAITING = "waiting", pgettext_lazy("delay", "待批")
        GRANTED = "granted", pgettext_lazy("delay", "同意")
        REFUSED = "refused", pgettext_lazy("delay", "不同意")

    slip = models.ForeignKey(Slip, models.PROTECT, verbose_name=_("督办单"), related_name="delays")
    until = models.DateField(_("申请延至"))
    reason = models.CharField(_("理由"), max_length=1000)
    due_before = models.DateField(_("原截止"))
    asked_by = models.ForeignKey(User, models.PROTECT, verbose_name=_("申请人"), null=True, related_name="+")
    asked_at = models.DateTimeField(_("申请时间"), default=clock.now, editable=False)
    answer = models.CharField(_("批复"), max_length=7, choices=Answer, default=Answer.WAITING)
    answer_words = models.CharField(_("批复意见"), max_length=300, blank=True)
    answered_by = models.ForeignKey(User, models.PROTECT, verbose_name=_("批复人"), null=True, related_name="+")
    answered_at = models.DateTimeField(_("批复时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("延期申请")
        verbose_name_plural = _("延期申请")
        ordering = ("slip", "pk")
        constraints = [
            models.UniqueConstraint(fields=["slip"], condition=Q(answer="waiting"), name="delay_one_at_a_time"),
            models.CheckConstraint(condition=~Q(reason=""), name="delay_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.slip} → {self.until}"


class Talk(models.Model):
    """A talk 约谈 to which an organisation is asked after several red slips, and what came of it."""

    place = models.ForeignKey(Place, models.PROTECT, verbose_name=_("地区"), related_name="talks")
    organisation = models.ForeignKey(Organisation, models.PROTECT, verbose_name=_("约谈单位"), related_name="talks")
    slips = models.ManyToManyField(Slip, verbose_name=_("红色督办单"), related_name="talks")
    called_on = models.DateField(_("提出日期"))
    held_on = models.DateField(_("约谈日期"), null=True, blank=True)
    words = models.TextField(_("约谈情况"), max_length=4000, blank=True)
    held_by = models.ForeignKey(User, models.PROTECT, verbose_name=_("登记人"), null=True, related_name="+")
    version = models.PositiveIntegerField(_("版本"), default=1, editable=False)

    journal_hidden = frozenset({"version"})
    scope_places = ("place", "organisation__place")
    scope_organisations = ("organisation",)

    class Meta:
        verbose_name = _("约谈")
        verbose_name_plural = _("约谈")
        ordering = ("-called_on", "-pk")
        constraints = [
            models.CheckConstraint(condition=Q(held_on=None) | ~Q(words=""), name="talk_held_says_what_came_of_it")
        ]

    def __str__(self) -> str:
        return f"{self.organisation} {self.called_on}"


class SlipPaper(models.Model):
    """A file that came with a reply, with a request for delay or with the record of a talk: the bytes by their hash."""

    slip = models.ForeignKey(Slip, models.PROTECT, verbose_name=_("督办单"), null=True, related_name="papers")
    reply = models.ForeignKey(Reply, models.PROTECT, verbose_name=_("回复"), null=True, related_name="papers")
    delay = models.ForeignKey(Delay, models.PROTECT, verbose_name=_("延期申请"), null=True, related_name="papers")
    talk = models.ForeignKey(Talk, models.PROTECT, verbose_name=_("约谈"), null=True, related_name="papers")
    file = models.ForeignKey(StoredFile, models.PROTECT, verbose_name=_("原件"), related_name="+")
    name = models.CharField(_("文件名"), max_length=200)

    scope_places = ("slip__place", "slip__addressee__place", "talk__place", "talk__organisation__place")
    scope_organisations = ("slip__addressee", "talk__organisation")

    class Meta:
        verbose_name = _("督办材料")
        verbose_name_plural = _("督办材料")
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(
                condition=Q(slip__isnull=False, reply__isnull=False, delay=None, talk=None)
                | Q(slip__isnull=False, reply=None, delay__isnull=False, talk=None)
                | Q(slip=None, reply=None, delay=None, talk__isnull=False),
                name="slip_paper_belongs_to_one_thing",
            )
        ]

    def __str__(self) -> str:
        return self.name
