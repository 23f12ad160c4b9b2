"""Candidates: what the reader found in a document, waiting for a person; and the decisions taken about them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from taizhang import clock
from taizhang.accounts.models import User
from taizhang.ledger.models import Commitment, Document, Source
from taizhang.ledger.models.commitments import Comparator, Direction, Kind, Measure, Strength, amount
from taizhang.ledger.models.sources import Role


class Candidate(models.Model):
    """A draft of one line of the ledger, with the words it came from.

    ``document.text[start:end] == figure`` and ``document.text[quote_start:quote_end] == quote`` always. ``version``
    rises with every change, so that a decision about something since changed is noticed.
    """

    class State(models.TextChoices):
        """What a person has said about it."""

        WAITING = "waiting", _("待核")
        ACCEPTED = "accepted", _("已接受")
        REJECTED = "rejected", _("不要")
        MERGED = "merged", _("已并入")
        SPLIT = "split", _("已拆分")

    class Origin(models.TextChoices):
        """How it came to be."""

        READ = "read", _("读取")
        MARKED = "marked", _("补记")
        PART = "part", _("拆分")

    document = models.ForeignKey(Document, models.CASCADE, verbose_name=_("文件"), related_name="candidates")
    state = models.CharField(_("状态"), max_length=8, choices=State, default=State.WAITING)
    origin = models.CharField(_("由来"), max_length=6, choices=Origin, default=Origin.READ)
    start = models.PositiveIntegerField(_("起"))
    end = models.PositiveIntegerField(_("止"))
    figure = models.TextField(_("原文数字"))
    quote_start = models.PositiveIntegerField(_("引文起"))
    quote_end = models.PositiveIntegerField(_("引文止"))
    quote = models.TextField(_("引文"))
    section = models.CharField(_("章节"), max_length=300, blank=True)
    kind = models.CharField(_("类别"), max_length=6, choices=Kind, default=Kind.FIGURE)
    role = models.CharField(_("性质"), max_length=6, choices=Role, default=Role.TARGET)
    indicator = models.CharField(_("指标"), max_length=200)
    measure = models.CharField(_("计量"), max_length=6, choices=Measure, blank=True)
    direction = models.CharField(_("增减"), max_length=4, choices=Direction, blank=True)
    comparator = models.CharField(_("比较"), max_length=2, choices=Comparator, blank=True)
    value = models.DecimalField(_("数值"), max_digits=24, decimal_places=6, null=True, blank=True)
    unit = models.CharField(_("单位"), max_length=30, blank=True)
    period = models.CharField(_("时段"), max_length=21, blank=True)
    start_by = models.DateField(_("应开工"), null=True, blank=True)
    place_name = models.CharField(_("地区"), max_length=80, blank=True)
    owner = models.CharField(_("牵头单位"), max_length=120, blank=True)
    co_owners = models.CharField(_("配合单位"), max_length=300, blank=True)
    strength = models.CharField(_("强度"), max_length=7, choices=Strength, default=Strength.PLAIN)
    rule = models.CharField(_("规则"), max_length=80, blank=True)
    derivation = models.JSONField(_("依据"), default=list, blank=True)
    into = models.ForeignKey(
        "self", models.SET_NULL, verbose_name=_("并入"), null=True, blank=True, related_name="merged"
    )
    commitment = models.ForeignKey(
        Commitment, models.SET_NULL, verbose_name=_("台账条目"), null=True, blank=True, related_name="+"
    )
    source = models.ForeignKey(Source, models.SET_NULL, verbose_name=_("出处"), null=True, blank=True, related_name="+")
    decided_by = models.ForeignKey(
        User, models.SET_NULL, verbose_name=_("核对人"), null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("核对时间"), null=True, blank=True)
    version = models.PositiveIntegerField(_("版本"), default=1, editable=False)

    journal_hidden = frozenset({"derivation", "version"})
    scope_places = ("document__place",)

    class Meta:
        verbose_name = _("待核条目")
        verbose_name_plural = _("待核条目")
        ordering = ("start", "pk")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(start__lt=models.F("end"), quote_start__lte=models.F("start"))
                & models.Q(quote_end__gte=models.F("end")),
                name="candidate_quote_holds_the_figure",
            ),
        ]
        indexes = [models.Index(fields=["document", "start", "id"], name="candidate_by_position")]

    def __str__(self) -> str:
        return f"{self.indicator} {self.amount}".strip()

    @property
    def amount(self) -> str:
        """The figure as people write it, empty for a task."""
        return amount(self.value, self.unit, self.comparator)

    @property
    def exact(self) -> str:
        """Every digit of the value, for a field to edit."""
        return "" if self.value is None else f"{Decimal(self.value).normalize():f}"

    @property
    def place(self) -> str:
        """The place its words name, empty where they name none."""
        return self.place_name

    @property
    def done(self) -> bool:
        """Somebody has decided about it."""
        return self.state != self.State.WAITING

    @property
    def mark(self) -> str:
        """What its words are in the source: a task, a target or a result."""
        return self.kind if self.kind == Kind.TASK else self.role


class Decision(models.Model):
    """One thing a person did to candidates, kept so that it can be undone and colleagues see it.

    ``before`` holds the fields of every candidate touched as they were, by number; ``versions`` the versions the
    decision left (0 for one that is gone): it is undone only while those still stand. ``spans`` is where candidates
    came to stand or went away. Undoing is a decision too, which ``undoes`` another and is not undone itself. Decisions
    about one document are taken one after the other, so their numbers rise in time.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="decisions")
    by = models.ForeignKey(User, models.CASCADE, related_name="+")
    at = models.DateTimeField(_("时间"), default=clock.now)
    words = models.CharField(_("内容"), max_length=300)
    before: Any = models.JSONField(default=dict)
    versions: Any = models.JSONField(default=dict)
    made: Any = models.JSONField(default=list)
    spans: Any = models.JSONField(default=list)
    undone = models.BooleanField(default=False)
    undoes = models.OneToOneField("self", models.SET_NULL, null=True, blank=True, related_name="undoing")

    class Meta:
        verbose_name = _("核对记录")
        verbose_name_plural = _("核对记录")
        ordering = ("-pk",)
        indexes = [
            models.Index(fields=["document", "by", "-id"], name="decision_by_person"),
            models.Index(fields=["document", "-id"], name="decision_by_document"),
        ]

    def __str__(self) -> str:
        return self.words
