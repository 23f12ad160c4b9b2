"""A year of the sample plan, played through the same actions that people use; figures from a fixed seed, real for nobody.

Targets are those Dongguan published for 2024; what was reached, when and where is made up and said to be so on every page.
"""

from __future__ import annotations

import random
from calendar import monthrange
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal
from functools import cache

from django.core.files.base import ContentFile
from django.db.models import F
from django.utils import timezone

from taizhang import clock
from taizhang.accounts.models import User
from taizhang.config import leagues
from taizhang.config.bulletins import publish
from taizhang.config.oversight import supervise
from taizhang.config.publicity import publicise
from taizhang.intake.actions.deciding import accept_section
from taizhang.journal.actions import System
from taizhang.ledger.actions import accept, assign
from taizhang.ledger.actions.decomposing import Share, decompose
from taizhang.ledger.models import Commitment, Document
from taizhang.ledger.shares import equally, step_for
from taizhang.places.models import Kind, Level, Place
from taizhang.progress.actions.closing import Attached, apply_closing, close, draw, review, verify
from taizhang.progress.actions.lighting import light_all
from taizhang.progress.actions.periods import Span, open_period
from taizhang.progress.actions.reporting import Entry, enter, submit
from taizhang.progress.actions.reviewing import correct, lock, pass_on, send_back
from taizhang.progress.models import Closing, Period, Report
from taizhang.progress.states import WITH_OWNER

ACTOR = System("演示模拟")
YEAR, SEED = 2024, "taizhang-2024"
#: The month that is still open on the day of the demonstration, and that day.
LAST_MONTH, TODAY = 10, date(2024, 11, 4)
#: Left as confirmed, for whoever tries the demonstration to split, plan and assign, as its first page says.
LEFT = ("停车位",)
#: Targets split over all towns; the others are reported by their departments.
SPLIT = ("公共充电桩", "5G基站", "美丽庭院典型", "各类乔木", "口袋公园")
#: The months whose briefing was issued.
BRIEFED = (8, 9)
#: How a year's work comes in: hundredths of the target reached by the end of each month if all goes by the plan.
_COURSE = (4, 9, 18, 27, 37, 48, 57, 66, 76, 85, 93, 100)
Say = Callable[[date], None]


@dataclass(frozen=True, slots=True)
class Cast:
    """Who plays."""

    office: User
    supervision: User
    city: Place
    plan: Document


def play(cast: Cast, months: int, say: Say) -> None:
    """Confirm the plan, assign it, split it, and report so many months; does nothing where it was played before."""
    if Period.objects.exists() or not months:
        return
    with clock.at(_moment(date(YEAR, 1, 25), 9)):
        _confirm(cast)
        _assign(cast)
        _split(cast)
        leagues.set_up(cast.city, _towns(cast), _lot, date(YEAR, 1, 1))
    for month in range(1, min(months, LAST_MONTH) + 1):
        say(date(YEAR, month, 1))
        _month(cast, month)
    # Never before the last day played: what is lit later stands as the newest.
    last = min(months, LAST_MONTH)
    with clock.at(_moment(TODAY if last == LAST_MONTH else _end(last) + timedelta(days=13), 11)):
        light_all()
        publicise(cast.office)


def _confirm(cast: Cast) -> None:
    """Accept everything that promises something; the plan's own counts are left out."""
    for section in dict.fromkeys(cast.plan.candidates.order_by("start").values_list("section", flat=True)):
        accept_section(actor=cast.office, document=cast.plan, section=section)


def _assign(cast: Cast) -> None:
    """To whom the plan names first; what names nobody goes to the office."""
    office = cast.office.held[0].organisation
    confirmed = Commitment.objects.filter(state="confirmed", parent=None).exclude(title__in=LEFT)
    for each in confirmed.order_by("pk"):
        with_deadline = each.deadline or date(YEAR, 12, 31)
        lead = each.lead or office
        assign(actor=cast.office, commitment=each, version=each.version, lead=lead, deadline=with_deadline)
        accept(actor=ACTOR, commitment=each, version=each.version)


def _split(cast: Cast) -> None:
    """Equally, because what towns were really given is not public."""
    towns = _towns(cast)
    for title in SPLIT:
        whole = Commitment.objects.filter(title=title, place=cast.city, parent=None, value__isnull=False).first()
        if whole is None or whole.value is None:
            continue
        parts = equally(whole.value, len(towns), step_for(whole.value))
        shares = [Share(town, part) for town, part in zip(towns, parts, strict=True)]
        made = decompose(actor=cast.office, commitment=whole, version=whole.version, shares=shares, assigning=True)
        for each in made:
            each.refresh_from_db()
            if each.state == "assigned":
                accept(actor=ACTOR, commitment=each, version=each.version)


def _towns(cast: Cast) -> list[Place]:
    places = Place.objects.filter(parent__path__within=cast.city.path, level=Level.TOWN, valid_to=None)
    return list(places.exclude(kind=Kind.PLACEHOLDER).order_by("code"))


def _end(month: int) -> date:
    return date(YEAR, month, monthrange(YEAR, month)[1])


def _month(cast: Cast, month: int) -> None:
    last = _end(month)
    due = last + timedelta(days=8)
    with clock.at(_moment(last, 9)):
        span = Span("month", f"{YEAR}年{month}月", last.replace(day=1), last, due)
        period = open_period(actor=cast.office, place=cast.city, span=span)
    if month == LAST_MONTH:
        with clock.at(_moment(TODAY, 10)):
            _report(_some(period, 40), month)
            _review(cast, period)
            _report(_some(period, 70), month)
        return
    with clock.at(_moment(last + timedelta(days=4), 10)):
        _report(_some(period, 96), month)
        _review(cast, period, returning=1)
    with clock.at(_moment(due, 16)):
        _report(_some(period, 99), month)  # what was returned among them
        _review(cast, period)
    supervise(cast.supervision, due + timedelta(days=1))
    with clock.at(_moment(due + timedelta(days=2), 15)):
        leagues.freeze_month(last)
    if month in {6, 9}:
        with clock.at(_moment(due + timedelta(days=4), 10)):
            _correct_one(cast, period)
            _close_some(cast, month)
    if month in BRIEFED:
        with clock.at(_moment(due + timedelta(days=5), 9)):
            publish(cast.office, period)


def _some(period: Period, percent: int) -> list[Report]:
    """Those who report in time: always the same ones are late."""
    rows = Report.objects.filter(period=period, state__in=WITH_OWNER).select_related("owner", "commitment__place")
    return [each for each in rows.order_by("pk") if _lot(f"{each.owner.name}{period.first.month}") * 100 < percent]


def _report(reports: Iterable[Report], month: int) -> None:
    for each in reports:
        entry = _entry(each, month)
        enter(actor=ACTOR, report=each, version=each.version, entry=entry)
        submit(actor=ACTOR, report=each, version=each.version)


def _entry(report: Report, month: int) -> Entry:
    commitment = report.commitment
    if commitment.value is None:
        return Entry(note=f"{month}月按计划推进（模拟）。")
    value = _reached(commitment, month)
    late = value * 100 < commitment.value * _COURSE[month - 1] * 6 // 10
    return Entry(
        value=value,
        data_date=report.on,
        note="（模拟）",
        problem="用地手续未办齐，施工滞后（模拟）。" if late else "",
        help_wanted="请市自然资源部门协调用地（模拟）。" if late and _lot(commitment.title) < 0.3 else "",
        explanation="已核对台账（模拟）。",
    )


def _reached(commitment: Commitment, month: int) -> Decimal:
    """Cumulative by the end of the month: the usual course, faster or slower by place and by target, never falling."""
    target = commitment.value or Decimal(0)
    pace = _pace(commitment.place.code, commitment.title)
    if not commitment.accumulates and commitment.measure != "delta":
        return _whole(
            target * (Decimal(80) + min(Decimal(100), _COURSE[month - 1] * pace) * Decimal("0.2")) / 100, target
        )
    return _whole(target * min(Decimal(108), _COURSE[month - 1] * pace) / 100, target)


def _pace(code: str, title: str) -> Decimal:
    """Most by the plan or a little ahead, some slow, a few very slow."""
    lot = _lot(f"{code}{title}") * 0.6 + _lot(code) * 0.4
    points = 55 + 85 * lot if lot > 0.3 else 30 + 120 * lot
    return Decimal(round(points)) / 100


def _whole(value: Decimal, target: Decimal) -> Decimal:
    step = Decimal(1) if target == target.to_integral_value() else Decimal("0.01")
    return value.quantize(step, ROUND_HALF_UP)


def _review(cast: Cast, period: Period, returning: int = 0) -> None:
    waiting = list(Report.objects.filter(period=period, state="submitted").order_by("pk"))
    for each in waiting[:returning]:
        send_back(actor=ACTOR, report=each, version=each.version, reason="与上期口径不一致，请核对（模拟）。")
    passing = [(each, each.version) for each in waiting[returning:]]
    if passing:
        pass_on(actor=ACTOR, seen=passing)
    passed = list(Report.objects.filter(period=period, state="passed").order_by("pk"))
    if passed:
        lock(actor=cast.office, seen=[(each, each.version) for each in passed])


def _correct_one(cast: Cast, period: Period) -> None:
    """A town finds that it counted something twice."""
    rows = Report.objects.filter(period=period, state="locked", commitment__parent__isnull=False, locked_value__gt=100)
    report = rows.order_by("pk").first()
    if report is None or report.locked_value is None:
        return
    lower = _whole(report.locked_value * Decimal("0.97"), report.locked_value)
    correct(actor=ACTOR, report=report, version=report.version, reason="与部门台账核对，剔除重复统计（模拟）。")
    enter(
        actor=ACTOR,
        report=report,
        version=report.version,
        entry=Entry(value=lower, explanation="剔除重复统计（模拟）。"),
    )
    submit(actor=ACTOR, report=report, version=report.version)
    if report.state == "submitted":
        pass_on(actor=ACTOR, seen=[(report, report.version)])
        report.refresh_from_db()
    lock(actor=cast.office, seen=[(report, report.version)])


def _close_some(cast: Cast, month: int) -> None:
    """What reached its target is applied for; a sample of it is verified."""
    reached = Commitment.objects.filter(state="under_way", parent__isnull=False, position__value__gte=F("value"))
    for each in reached.order_by("pk")[:12]:
        photo = ContentFile(f"演示用占位文件 {each.pk}\n".encode(), "验收单.txt")
        words = "已全部建成并通过验收（模拟）。"
        files = [Attached(photo, "验收单（模拟）.txt", "text/plain")]
        closing = apply_closing(actor=ACTOR, commitment=each, version=each.version, words=words, files=files)
        review(actor=ACTOR, closing=closing, version=closing.version)
    if Closing.objects.filter(state="reviewed").exists():
        draw(actor=cast.supervision, place=cast.city, share=25, seed=f"{SEED}-{month}")
    for closing in Closing.objects.filter(state="drawn").order_by("pk"):
        findings = f"{month + 1}月现场查看，与申报一致（模拟）。"
        verify(actor=cast.supervision, closing=closing, version=closing.version, findings=findings)
    for closing in Closing.objects.filter(state__in=["verified", "spared"]).order_by("pk"):
        close(actor=cast.office, closing=closing, version=closing.version)


@cache
def _lot(words: str) -> float:
    """A number from nought to one that always belongs to these words."""
    return random.Random(f"{SEED}{words}").random()  # noqa: S311


def _moment(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), timezone.get_current_timezone())
