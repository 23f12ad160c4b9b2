"""Commitments: what was promised, for where and until when, and whose it is."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from taizhang import clock
from taizhang.accounts.models import Organisation
from taizhang.ledger.models.indicators import Indicator
from taizhang.ledger.states import State, choices, states
from taizhang.measures.errors import MeasureError
from taizhang.measures.quantities import Quantity
from taizhang.places.models import Place


class Kind(models.TextChoices):
    """Whether a figure can say that it is done."""

    FIGURE = "figure", _("目标")
    TASK = "task", _("事项")


class Measure(models.TextChoices):
    """What sort of figure it is."""

    LEVEL = "level", _("总量")
    DELTA = "delta", _("增减量")
    GROWTH = "growth", _("增速")
    RANK = "rank", _("位次")


class Direction(models.TextChoices):
    """Whether it rises or falls."""

    UP = "up", _("增加")
    DOWN = "down", _("减少")


class Comparator(models.TextChoices):
    """How the figure bounds the result."""

    EQUAL = "=", _("达到")
    AT_LEAST = ">=", _("不少于")
    OVER = ">", _("超过")
    AT_MOST = "<=", _("不超过")
    UNDER = "<", _("低于")
    ABOUT = "~", _("左右")


class Strength(models.TextChoices):
    """How firmly it is promised, firmest first."""

    ENSURE = "ensure", _("确保")
    PLAIN = "plain", _("一般")
    STRIVE = "strive", _("力争")
    EXPLORE = "explore", _("探索")


class EvidenceWish(models.TextChoices):
    """Whether reports need evidence, where the office says so for one commitment; without a word the rules decide."""

    REQUIRED = "required", _("须附")
    SPARED = "spared", _("免附")


_NEVER_ADDED = frozenset({"growth", "rank"})
_SHARES = frozenset({"%", "‰", "百分点"})


def way_of_adding(kind: str, measure: str, unit: str, own: str | None) -> str:
    """How values of the shares make the whole's, by what a commitment holds; ``own`` is the word of its indicator."""
    if kind == "task" or measure in _NEVER_ADDED:
        return "none"
    return own or ("none" if unit in _SHARES else "sum")


class Commitment(models.Model):
    """A line of the ledger: a target with a figure, or a task without one.

    ``value`` counts whole units (万 and 亿 multiplied out), ``period`` is written as the reader writes it (``2024``,
    ``2024-06``, ``2021/2025``) and ``year`` is the year it ends in. Children are its shares: their sum is compared with
    the whole. ``start_by`` is the last day on which work was promised to begin (6月底前开工), ``started_on`` the day its owner
    says it began. ``evidence`` is what the office asks of its reports and of those of its shares. ``version`` rises with every change, so that an edit of something since changed is noticed.
    """

    Kind = Kind
    Measure = Measure
    Direction = Direction
    Comparator = Comparator
    Strength = Strength
    EvidenceWish = EvidenceWish

    kind = models.CharField(_("类别"), max_length=6, choices=Kind, default=Kind.FIGURE)
    title = models.CharField(_("内容"), max_length=300)
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, verbose_name=_("指标"), null=True, blank=True, related_name="commitments"
    )
    measure = models.CharField(_("计量"), max_length=6, choices=Measure, blank=True)
    direction = models.CharField(_("增减"), max_length=4, choices=Direction, blank=True)
    comparator = models.CharField(_("比较"), max_length=2, choices=Comparator, blank=True)
    value = models.DecimalField(_("目标值"), max_digits=24, decimal_places=6, null=True, blank=True)
    unit = models.CharField(_("单位"), max_length=30, blank=True)
    period = models.CharField(_("时段"), max_length=21, blank=True)
    year = models.PositiveSmallIntegerField(_("年度"), null=True, blank=True)
    place = models.ForeignKey(Place, models.PROTECT, verbose_name=_("地区"), related_name="commitments")
    area = models.CharField(_("工作领域"), max_length=60, blank=True)
    strength = models.CharField(_("强度"), max_length=7, choices=Strength, default=Strength.PLAIN)
    lead = models.ForeignKey(
        Organisation, models.PROTECT, verbose_name=_("牵头单位"), null=True, blank=True, related_name="led"
    )
    co_owners: models.ManyToManyField[Organisation, CoOwner] = models.ManyToManyField(
        Organisation, verbose_name=_("配合单位"), through="CoOwner", related_name="shared", blank=True
    )
    deadline = models.DateField(_("期限"), null=True, blank=True)
    start_by = models.DateField(_("应开工"), null=True, blank=True)
    started_on = models.DateField(_("实际开工"), null=True, blank=True)
    state = models.CharField(_("状态"), max_length=9, choices=choices(), default="confirmed")
    parent = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("上级目标"), null=True, blank=True, related_name="shares"
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("并入"), null=True, blank=True, related_name="swallowed"
    )
    key = models.BooleanField(_("重点"), default=False)
    evidence = models.CharField(_("佐证材料"), max_length=8, choices=EvidenceWish, blank=True)
    counted_by = models.CharField(_("计数来源"), max_length=30, blank=True)
    note = models.CharField(_("备注"), max_length=300, blank=True)
    created = models.DateTimeField(_("入账时间"), default=clock.now, editable=False)
    version = models.PositiveIntegerField(_("版本"), default=1, editable=False)

    journal_hidden = frozenset({"version"})
    scope_places = ("place", "lead__place", "co_owners__place")
    scope_organisations = ("lead", "co_owners", "parent__lead")

    class Meta:
        verbose_name = _("台账条目")
        verbose_name_plural = _("台账条目")
        ordering = ("pk",)
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="commitment_has_a_title"),
            models.CheckConstraint(
                condition=Q(kind="task", value=None) | (Q(kind="figure", value__isnull=False) & ~Q(unit="")),
                name="commitment_figure_has_value_and_unit",
            ),
            models.CheckConstraint(
                condition=Q(kind="task") | Q(measure__in=Measure.values, comparator__in=Comparator.values),
                name="commitment_figure_says_how_it_measures",
            ),
            models.CheckConstraint(condition=Q(state__in=list(states())), name="commitment_state_is_known"),
            models.CheckConstraint(
                condition=~Q(parent=F("id")) & ~Q(merged_into=F("id")), name="commitment_is_not_its_own_parent"
            ),
            models.CheckConstraint(
                condition=Q(state="merged", merged_into__isnull=False) | (~Q(state="merged") & Q(merged_into=None)),
                name="commitment_merged_says_into_what",
            ),
            models.UniqueConstraint(
                fields=["parent", "place", "lead"],
                condition=~Q(state__in=["ended", "merged"]),
                name="commitment_one_share_each",
                nulls_distinct=True,
            ),
        ]
        indexes = [
            models.Index(fields=["place", "state"], name="commitment_by_place"),
            models.Index(fields=["lead", "state"], name="commitment_by_lead"),
            models.Index(fields=["area"], name="commitment_by_area"),
            models.Index(fields=["state", "deadline"], name="commitment_by_state"),
            models.Index(fields=["year"], name="commitment_by_year"),
            models.Index(fields=["deadline"], name="commitment_by_deadline"),
            models.Index(fields=["title"], name="commitment_by_title"),
            models.Index(fields=["value"], name="commitment_by_value"),
        ]

    def __str__(self) -> str:
        amount = self.amount
        return f"{self.title} {amount}".strip()

    @property
    def quantity(self) -> Quantity | None:
        """The figure as a quantity, if the commitment has one."""
        if self.value is None or not self.unit:
            return None
        return Quantity(Decimal(self.value), self.unit, self.comparator or "=")  # type: ignore[arg-type]

    @property
    def amount(self) -> str:
        """The figure as people write it (1500亿元以上), empty for a task."""
        return amount(self.value, self.unit, self.comparator)

    @property
    def adds_up(self) -> str:
        """How values of the shares make the whole's: ``sum``, ``ratio``, ``latest`` or ``none``; the indicator's word, if it has one."""
        return way_of_adding(self.kind, self.measure, self.unit, self.indicator.adds_up if self.indicator else None)

    @property
    def accumulates(self) -> bool:
        """Whether what each period brings adds to what was reached before: so much more or less, not so high."""
        return self.kind == "figure" and self.measure == "delta" and self.adds_up == "sum"

    @property
    def standing(self) -> State:
        """The state with its words and its light."""
        return states()[self.state]

    @property
    def lacks_owner(self) -> bool:
        """Nobody answers for it: a fault, which pages show as one."""
        return self.lead_id is None and self.state not in {"ended", "merged"}


def amount(value: Decimal | None, unit: str, comparator: str = "=") -> str:
    """A value as people write it; plain where the unit is none the lexicon knows."""
    if value is None:
        return ""
    try:
        return str(Quantity(Decimal(value), unit, comparator or "="))  # type: ignore[arg-type]
    except MeasureError:
        return f"{Decimal(value).normalize():f}{unit}"


class CoOwner(models.Model):
    """An organisation that helps with a commitment it does not lead."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, verbose_name=_("条目"), related_name="co_ownerships")
    organisation = models.ForeignKey(Organisation, models.PROTECT, verbose_name=_("单位"), related_name="+")

    class Meta:
        verbose_name = _("配合单位")
        verbose_name_plural = _("配合单位")
        constraints = [models.UniqueConstraint(fields=["commitment", "organisation"], name="co_owner_once")]

    def __str__(self) -> str:
        return str(self.organisation)


class PlanPoint(models.Model):
    """What should be reached by a day: the points of the planned curve, cumulative."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, verbose_name=_("条目"), related_name="plan")
    due = models.DateField(_("日期"))
    value = models.DecimalField(_("计划累计"), max_digits=24, decimal_places=6)

    class Meta:
        verbose_name = _("计划节点")
        verbose_name_plural = _("计划节点")
        ordering = ("commitment", "due")
        constraints = [models.UniqueConstraint(fields=["commitment", "due"], name="plan_point_once_a_day")]

    def __str__(self) -> str:
        return f"{self.due} {self.value}"
