"""What briefings keeps: the briefings with their data, an office's templates, and the last number given."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from taizhang import clock
from taizhang.accounts.models import Organisation, User
from taizhang.briefings.canonical import from_data
from taizhang.briefings.content import Composition, Edition, Texts
from taizhang.briefings.states import BRIEFING
from taizhang.files.models import StoredFile
from taizhang.places.models import Place
from taizhang.policy.workflow import State
from taizhang.progress.models import Period


class Template(models.Model):
    """One version of an office's Word template. Never changed: the next version follows it; without a file it is the shipped one."""

    place = models.ForeignKey(Place, models.PROTECT, verbose_name=_("地区"), related_name="briefing_templates")
    number = models.PositiveIntegerField(_("版本"))
    file = models.ForeignKey(
        StoredFile, models.PROTECT, verbose_name=_("模板文件"), null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("文件名"), max_length=200, blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, verbose_name=_("上传人"), null=True, related_name="+")
    made_at = models.DateTimeField(_("上传时间"), default=clock.now, editable=False)

    scope_places = ("place",)

    class Meta:
        verbose_name = _("通报模板")
        verbose_name_plural = _("通报模板")
        ordering = ("place", "-number")
        constraints = [models.UniqueConstraint(fields=["place", "number"], name="briefing_template_once")]

    def __str__(self) -> str:
        return f"{self.name or _('自带模板')} v{self.number}"


class Counter(models.Model):
    """The last number given at a place in a year; its row is locked while a briefing is issued, so that numbers have no gaps."""

    place = models.ForeignKey(Place, models.PROTECT, verbose_name=_("地区"), related_name="+")
    year = models.PositiveSmallIntegerField(_("年份"))
    last = models.PositiveIntegerField(_("最后期号"), default=0)

    class Meta:
        verbose_name = _("通报期号")
        verbose_name_plural = _("通报期号")
        constraints = [models.UniqueConstraint(fields=["place", "year"], name="briefing_counter_once")]

    def __str__(self) -> str:
        return f"{self.place} {self.year} {self.last}"


class Briefing(models.Model):
    """The briefing of a period. Once issued it never changes: its data, texts and files stay as they went out.

    ``content`` is the composition, ``texts`` the office's own words, both as canonical JSON keeps them; ``digest`` is that of the
    two from approval on. ``composed_at`` is the moment whose knowledge it holds. ``recipients`` are whom it was issued to.
    """

    place = models.ForeignKey(Place, models.PROTECT, verbose_name=_("地区"), related_name="briefings")
    period = models.ForeignKey(Period, models.PROTECT, verbose_name=_("填报期"), related_name="briefings")
    state = models.CharField(_("状态"), max_length=8, choices=BRIEFING.choices(), default="draft")
    title = models.CharField(_("标题"), max_length=120)
    content = models.JSONField(_("内容"))
    texts = models.JSONField(_("文字"), default=dict)
    digest = models.CharField(_("内容摘要"), max_length=64, blank=True)
    composed_at = models.DateTimeField(_("编成时间"), default=clock.now)
    year = models.PositiveSmallIntegerField(_("年份"))
    number = models.PositiveIntegerField(_("期号"), null=True, blank=True)
    issued_on = models.DateField(_("印发日期"), null=True, blank=True)
    template = models.ForeignKey(Template, models.PROTECT, verbose_name=_("模板"), null=True, related_name="+")
    word = models.ForeignKey(StoredFile, models.PROTECT, verbose_name="Word", null=True, related_name="+")
    pdf = models.ForeignKey(StoredFile, models.PROTECT, verbose_name="PDF", null=True, related_name="+")
    sheet = models.ForeignKey(StoredFile, models.PROTECT, verbose_name="Excel", null=True, related_name="+")
    recipients: models.ManyToManyField[Organisation, models.Model] = models.ManyToManyField(
        Organisation, verbose_name=_("发送单位"), related_name="+", blank=True
    )
    made_by = models.ForeignKey(User, models.PROTECT, verbose_name=_("拟稿人"), null=True, related_name="+")
    made_at = models.DateTimeField(_("拟稿时间"), default=clock.now, editable=False)
    approved_by = models.ForeignKey(User, models.PROTECT, verbose_name=_("核准人"), null=True, related_name="+")
    approved_at = models.DateTimeField(_("核准时间"), null=True, blank=True)
    issued_by = models.ForeignKey(User, models.PROTECT, verbose_name=_("印发人"), null=True, related_name="+")
    version = models.PositiveIntegerField(_("版本"), default=1, editable=False)

    journal_hidden = frozenset({"version", "content", "texts"})
    scope_places = ("place",)
    scope_organisations = ("recipients",)

    class Meta:
        verbose_name = _("通报")
        verbose_name_plural = _("通报")
        ordering = ("-year", "-number", "-pk")
        constraints = [
            models.UniqueConstraint(
                fields=["place", "period"], condition=~Q(state="dropped"), name="briefing_once_for_a_period"
            ),
            models.UniqueConstraint(fields=["place", "year", "number"], name="briefing_number_once"),
            models.CheckConstraint(condition=Q(state__in=list(BRIEFING.states())), name="briefing_state_is_known"),
            models.CheckConstraint(
                condition=(~Q(state="issued") & Q(number=None))
                | Q(
                    state="issued",
                    number__isnull=False,
                    issued_on__isnull=False,
                    word__isnull=False,
                    pdf__isnull=False,
                    sheet__isnull=False,
                ),
                name="briefing_issued_has_number_and_files",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "dropped"]) | ~Q(digest=""), name="briefing_approved_has_a_digest"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}（{self.edition_code}）" if self.number else self.title

    @property
    def edition_code(self) -> str:
        """The number as documents write it."""
        return f"{self.year}年第{self.number}期" if self.number else ""

    @property
    def standing(self) -> State:
        """The state with its words and its light."""
        return BRIEFING.states()[self.state]

    @property
    def composition(self) -> Composition:
        """What it says."""
        return from_data(Composition, self.content)

    @property
    def own(self) -> Texts:
        """The office's own words."""
        return from_data(Texts, self.texts)

    @property
    def edition(self) -> Edition:
        """As it is printed."""
        return Edition(self.composition, self.own, self.year, self.number, self.issued_on)
