"""Composing a briefing: the ledger as it stood at the end of a period, put into words and tables with their sources."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from taizhang import clock
from taizhang.briefings import telling
from taizhang.briefings.content import Area, Composition, Correction, Line, Prose, Red, Tally
from taizhang.briefings.numbering import in_order
from taizhang.briefings.queries.correcting import corrections
from taizhang.briefings.queries.leagues import Standings, leagues, ranking_corrections, standings
from taizhang.briefings.queries.lines import Ground, descendants, ground, lines, told_of
from taizhang.briefings.queries.standing import Known, colours, known
from taizhang.briefings.sourcing import Sources
from taizhang.ledger.models import Commitment
from taizhang.policy.errors import ActionError
from taizhang.progress.models import Period, Report, SlipItem
from taizhang.progress.states import OPEN

#: Said on every page of what is made from a demonstration.
SIMULATED = "演示数据：目标为公开数据，完成情况均为模拟，不代表任何单位的实际工作。"


@dataclass(frozen=True, slots=True)
class Before:
    """The issue before: what it said, and the moment it was composed."""

    composition: Composition
    at: datetime


def compose(period: Period, before: Before | None = None) -> Composition:
    """The briefing of a period as the ledger stands now.

    Raises ActionError for a period that is not over, without lines in the ledger, or with nothing locked.
    """
    _check(period)
    place, last = period.place, period.last
    commitments = told_of(place, last)
    if not commitments:
        raise ActionError(_("%(place)s在%(period)s没有台账条目，无从通报。") % {"place": place, "period": period.name})
    below = descendants([each.pk for each in commitments])
    nodes = [*below, *(pk for those in below.values() for pk in those)]
    then = known(nodes, period)
    grounds = ground(commitments, below, then)
    sources = Sources()
    counting = _counting_note(period, sources)
    told = lines(grounds, sources)
    found = standings(place, period)
    made = Composition(
        place=place.name,
        place_code=place.code,
        period=period.name,
        first=period.first,
        last=last,
        made_on=clock.today(),
        tally=telling.tally(told),
        overview=tuple(_overview(period, told, nodes, then, counting, sources)),
        missing=tuple(telling.not_locked(told, last)),
        areas=tuple(_areas(told, counting)),
        red=tuple(_red(told, grounds, then)),
        leagues=tuple(leagues(found, sources)),
        corrections=tuple(_corrections(nodes, last, before, found, sources)),
        lines=tuple(told),
        notes=tuple(sources.notes),
        caution=SIMULATED if settings.DEMONSTRATION else "",
    )
    return in_order(made)


def _check(period: Period) -> None:
    if period.last > clock.today():
        raise ActionError(
            _("%(period)s到 %(day)s 才结束，还不能通报。") % {"period": period.name, "day": period.last.isoformat()}
        )
    if not Report.objects.filter(period=period, locked_versions__gt=0).exists():
        raise ActionError(_("%(period)s还没有锁定的填报：请先在“审核”中锁定，再编通报。") % {"period": period.name})


def _counting_note(period: Period, sources: Sources) -> int:
    url = f"{reverse('ledger:list')}?place={period.place.code}"
    words = f"按附件1、附件2所列逐项计数，灯以{period.name}填报锁定后所亮为准"
    return sources.give("事项数和亮灯数", words, url)


def _overview(
    period: Period, told: Sequence[Line], nodes: Collection[int], then: Known, note: int, sources: Sources
) -> list[Prose]:
    found = [telling.standing(told, period.place.name, period.last, note)]
    if previous := Period.objects.filter(place=period.place, last__lt=period.first).order_by("-last").first():
        keys = [each.commitment for each in told]
        was = colours(keys, known(nodes, previous))
        counted = {name: sum(was.get(pk, "waiting") == name for pk in keys) for name, _words in telling.LIGHTS}
        words = f"按{previous.name}填报锁定后所亮的灯逐项计数，与本期相减"
        change = sources.give(f"与{previous.name}相比的增减", words, reverse("ledger:list"))
        found.append(telling.against_before(telling.tally(told), Tally(**counted), previous.name, change))
    done = sources.give("完成率分布", "按附件1所列完成率逐项计数", reverse("ledger:list"))
    found += [each for each in (telling.reached(told, done), _longest(told, then, sources)) if each]
    asked = Report.objects.filter(period=period)
    url = reverse("progress:period", args=[period.pk])
    reports = sources.give(f"{period.name}填报份数", "本期填报逐份计数", url)
    found.append(telling.completeness(asked.count(), asked.filter(locked_versions__gt=0).count(), reports))
    return found


def _longest(told: Sequence[Line], then: Known, sources: Sources) -> Prose | None:
    since = [(each.since, each) for each in told if each.light == "red" and each.since]
    if not since:
        return None
    began, line = min(since, key=lambda pair: (pair[0], pair[1].index))
    last = then.last_day(clock.today())
    words = f"自{began.isoformat()}亮红灯至{last.isoformat()}"
    note = sources.give(f"{line.title}亮红灯天数", words, reverse("progress:lights", args=[line.commitment]))
    return telling.longest_red(line, (last - began).days, note)


def _corrections(
    nodes: Collection[int], last: date, before: Before | None, found: Standings, sources: Sources
) -> list[Correction]:
    """Nothing that no issue has printed can be corrected in one; rankings were perhaps frozen without."""
    printed = corrections(nodes, last, before.at, before.composition, sources) if before else []
    return [*printed, *ranking_corrections(found, sources)]


def _areas(told: Sequence[Line], note: int) -> list[Area]:
    names = dict.fromkeys(each.area for each in told)
    return [telling.area(name, [each for each in told if each.area == name], note) for name in names]


def _red(told: Sequence[Line], grounds: Ground, then: Known) -> list[Red]:
    last = then.last_day(clock.today())
    red = sorted((each for each in told if each.light == "red"), key=lambda each: (str(each.since), each.index))
    slips = _slips([each.commitment for each in red])
    towns = _towns([each.commitment for each in red], grounds, then)
    return [
        Red(
            line=each.index,
            days=(last - each.since).days if each.since else None,
            reason=telling.official(grounds.lit[each.commitment].light.words()),
            slips="、".join(slips.get(each.commitment, ())),
            towns=towns.get(each.commitment, ""),
            problem=_problem(each.commitment, grounds),
        )
        for each in red
    ]


def _problem(commitment: int, grounds: Ground) -> str:
    versions = grounds.locked.get(commitment, ())
    said = [versions[-1].problem, versions[-1].help_wanted] if len(versions) == 1 else []
    return " ".join(" ".join(each.split()) for each in said if each.strip())[:300]


def _slips(commitments: Collection[int]) -> dict[int, list[str]]:
    rows = SlipItem.objects.filter(commitment__in=commitments, slip__state__in=OPEN).select_related("slip")
    found: dict[int, list[str]] = {}
    for each in rows.order_by("slip__issued_on", "slip"):
        found.setdefault(each.commitment_id, []).append(each.slip.code)
    return found


def _towns(commitments: Collection[int], grounds: Ground, then: Known) -> dict[int, str]:
    """The places below that are far behind themselves, by name."""
    keys = [pk for root in commitments for pk in grounds.below.get(root, ())]
    shown = colours(keys, then) if keys else {}
    red = [pk for pk, colour in shown.items() if colour == "red"]
    found: dict[int, list[str]] = {}
    for parent, name in (
        Commitment.objects.filter(pk__in=red).order_by("place__code").values_list("parent", "place__name")
    ):
        if parent is not None:
            found.setdefault(parent, []).append(name)
    return {pk: "、".join(names) for pk, names in found.items()}
