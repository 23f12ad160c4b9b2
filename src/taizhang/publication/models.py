"""Publications of commitments, the editions the public saw, and the stamp by which every process knows of a change."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from taizhang import clock
from taizhang.ledger.models import Commitment
from taizhang.policy.workflow import State
from taizhang.publication.content import Content
from taizhang.publication.states import PUBLICATION


class Publication(models.Model):
    """A commitment that the office shows the public, or means to.

    ``number`` is its address on the public pages, given when it is first published and never again to another. ``current`` is the
    edition that the public sees, if it sees any. ``automatic`` has a new edition made whenever what is locked changes.
    """

    commitment = models.OneToOneField(Commitment, models.PROTECT, verbose_name=_("条目"), related_name="publication")
    number = models.PositiveIntegerField(_("公开编号"), null=True, unique=True, editable=False)
    state = models.CharField(_("状态"), max_length=9, choices=PUBLICATION.choices(), default="draft")
    explanation = models.TextField(_("通俗说明"), blank=True, max_length=1000)
    title_en = models.CharField(_("英文标题"), max_length=300, blank=True)
    explanation_en = models.TextField(_("英文说明"), blank=True, max_length=2000)
    automatic = models.BooleanField(_("数据锁定后自动更新"), default=True)
    current = models.ForeignKey(
        "Edition", models.PROTECT, verbose_name=_("现行版本"), null=True, related_name="+", editable=False
    )
    published_on = models.DateField(_("公开日期"), null=True, blank=True)
    withdrawn_on = models.DateField(_("撤回日期"), null=True, blank=True)
    withdrawn_for = models.CharField(_("撤回理由"), max_length=300, blank=True)
    created = models.DateTimeField(_("选定时间"), default=clock.now, editable=False)
    version = models.PositiveIntegerField(_("版本"), default=1, editable=False)

    journal_hidden = frozenset({"version"})
    scope_places = ("commitment__place",)
    scope_organisations = ("commitment__lead",)

    class Meta:
        verbose_name = _("公开事项")
        verbose_name_plural = _("公开事项")
        ordering = ("-pk",)
        constraints = [
            models.CheckConstraint(
                condition=Q(state="published", current__isnull=False, number__isnull=False)
                | (~Q(state="published") & Q(current=None)),
                name="publication_shows_an_edition",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | (~Q(withdrawn_for="") & Q(withdrawn_on__isnull=False)),
                name="publication_withdrawn_says_why",
            ),
            models.CheckConstraint(
                condition=Q(state__in=list(PUBLICATION.states())), name="publication_state_is_known"
            ),
        ]

    def __str__(self) -> str:
        return str(self.commitment)

    @property
    def standing(self) -> State:
        """The state with its words and its light."""
        return PUBLICATION.states()[self.state]


class Edition(models.Model):
    """What the public sees, or saw, of a publication. Never changed: news is the next edition.

    The columns beside ``content`` repeat some of it, for lists to be narrowed by; ``words`` are those it is found by.
    """

    class Cause(models.TextChoices):
        """Why it was made."""

        PUBLISHED = "published", _("公开")
        RENEWED = "renewed", _("更新")
        AUTOMATIC = "automatic", _("数据锁定后自动更新")

    publication = models.ForeignKey(Publication, models.PROTECT, verbose_name=_("公开事项"), related_name="editions")
    number = models.PositiveIntegerField(_("版本"))
    cause = models.CharField(_("缘由"), max_length=9, choices=Cause)
    made_at = models.DateTimeField(_("公开时间"), default=clock.now)
    content = models.JSONField(_("公开内容"))
    area = models.CharField(_("工作领域"), max_length=60, blank=True)
    code = models.CharField(_("地区代码"), max_length=12)
    colour = models.CharField(_("灯"), max_length=8, blank=True)
    words = models.TextField(_("查找用字"), blank=True)

    scope_places = ("publication__commitment__place",)

    class Meta:
        verbose_name = _("公开版本")
        verbose_name_plural = _("公开版本")
        ordering = ("publication", "-number")
        constraints = [models.UniqueConstraint(fields=["publication", "number"], name="edition_once")]

    def __str__(self) -> str:
        return f"{self.publication} v{self.number}"

    @property
    def read(self) -> Content:
        """What it says."""
        return Content.from_data(self.content)


class Stamp(models.Model):
    """Rises with everything that changes what the public sees; one row, locked while something does."""

    version = models.PositiveBigIntegerField(_("版本"), default=0)
    last_number = models.PositiveIntegerField(_("最后编号"), default=0)
    changed_at = models.DateTimeField(_("变动时间"), default=clock.now)

    class Meta:
        verbose_name = _("公开戳记")
        verbose_name_plural = _("公开戳记")

    def __str__(self) -> str:
        return str(self.version)
