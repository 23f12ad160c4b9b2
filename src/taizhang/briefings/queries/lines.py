"""The lines of a briefing: the targets and tasks of a place, each with what stood at the end of the period."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Q
from django.urls import reverse

from taizhang import clock
from taizhang.briefings.content import Line, Locked, Quote
from taizhang.briefings.queries.standing import Known, Lit, Stood, lights, stood
from taizhang.briefings.sourcing import Sources
from taizhang.briefings.telling import official
from taizhang.ledger import states
from taizhang.ledger.models import Commitment, Source
from taizhang.ledger.models.commitments import amount
from taizhang.measures.cardinals import plain
from taizhang.places.models import Place
from taizhang.progress.light_rules import presets
from taizhang.progress.models import Version
from taizhang.progress.queries.standings import aim_of, begins
from taizhang.progress.queries.trees import children

#: What was said of a task is printed so far.
_SAID = 120
#: In sources a quote is printed so far.
_QUOTED = 200
_SCALES = (("万亿", Decimal(10**12)), ("亿", Decimal(10**8)))


@dataclass(frozen=True, slots=True)
class Ground:
    """What lines are made from: the commitments in order, all that stand below each, and what is known of them."""

    commitments: Sequence[Commitment]
    below: Mapping[int, Sequence[int]]
    stood: Mapping[int, Stood]
    lit: Mapping[int, Lit]
    quotes: Mapping[int, Sequence[Quote]]
    locked: Mapping[int, Sequence[Version]]

    @property
    def keys(self) -> list[int]:
        """The keys of the commitments."""
        return [each.pk for each in self.commitments]


def told_of(place: Place, day: date) -> list[Commitment]:
    """The targets and tasks of the place itself that run on the day, by area in the order of the ledger."""
    rows = Commitment.objects.filter(Q(year=None) | Q(year__gte=day.year), place=place, parent=None)
    rows = rows.exclude(state__in=[*states.GONE, "draft"]).select_related("lead", "indicator").order_by("pk")
    found = [each for each in rows if (start := begins(each)) is None or start <= day]
    areas = list(dict.fromkeys(area_of(each) for each in found))
    return sorted(found, key=lambda each: (areas.index(area_of(each)), each.pk))


def area_of(commitment: Commitment) -> str:
    """The area of work: the line's own, else the indicator's."""
    return commitment.area or (commitment.indicator.area if commitment.indicator else "")


def descendants(roots: Sequence[int]) -> dict[int, list[int]]:
    """All live shares below each root, at any depth; a query for each level."""
    root_of = {pk: pk for pk in roots}
    found: dict[int, list[int]] = {pk: [] for pk in roots}
    level = list(roots)
    while level:
        level_below = children(level)
        level = []
        for parent, those in level_below.items():
            fresh = [pk for pk in those if pk not in root_of]
            root_of |= dict.fromkeys(fresh, root_of[parent])
            found[root_of[parent]] += fresh
            level += fresh
    return found


def ground(commitments: Sequence[Commitment], below: Mapping[int, Sequence[int]], then: Known) -> Ground:
    """Everything known of the commitments at the end of the day, in as many queries whatever their number."""
    keys = [each.pk for each in commitments]
    standing = stood(keys, then.day)
    return Ground(commitments, below, standing, lights(keys, then), _quotes(keys), _versions(standing, below))


def lines(known: Ground, sources: Sources) -> list[Line]:
    """The lines, numbered from 1, their sources given."""
    return [_line(index, each, known, sources) for index, each in enumerate(known.commitments, 1)]


def percent_of(commitment: Commitment, actual: Decimal | None) -> Decimal | None:
    """What is reached of the target in per cent, to a tenth; ``None`` for rates of growth, ranks, and where less is better."""
    aim = aim_of(commitment)
    if aim is None or actual is None or aim.way != "up" or aim.target <= 0 or aim.measure in {"growth", "rank"}:
        return None
    return (actual * 100 / aim.target).quantize(Decimal("0.1"), ROUND_HALF_UP)


def reached(value: Decimal | None, commitment: Commitment) -> str:
    """What is reached as people write it, in 亿 where the target is and four decimals suffice: 19.332亿元 of 20亿元."""
    words = amount(value, commitment.unit)
    for mark, factor in _SCALES:
        if value is not None and f"{mark}{commitment.unit}" in commitment.amount and mark not in words:
            scaled = value / factor
            if abs(scaled) >= 1 and scaled == round(scaled, 4):
                return f"{plain(scaled):f}{mark}{commitment.unit}"
    return words


def _rule(name: str) -> str:
    """What a rule is called: those that come with the program are kept by a short English name."""
    shipped = presets().get(name)
    return shipped.zh if shipped else name


def _line(index: int, commitment: Commitment, known: Ground, sources: Sources) -> Line:
    at, lit = known.stood.get(commitment.pk), known.lit.get(commitment.pk)
    actual = at.figure(commitment) if at else None
    behind = lit if lit and lit.light.colour in {"red", "yellow"} else None
    task = commitment.kind == Commitment.Kind.TASK
    versions = known.locked.get(commitment.pk, ())
    return Line(
        index=index,
        commitment=commitment.pk,
        task=task,
        title=commitment.title,
        area=area_of(commitment) or "其他",
        owner=commitment.lead.name if commitment.lead else "",
        target_words=commitment.amount,
        actual_words=_said(versions) if task else reached(actual, commitment),
        light=lit.light.colour if lit else "waiting",
        light_words=lit.light.label() if lit else "未到期",
        target=commitment.value,
        actual=actual,
        unit=commitment.unit,
        percent=percent_of(commitment, actual),
        deadline=commitment.deadline,
        on=at.on if at else None,
        complete=f"{at.reported}/{at.expected}" if at and at.reported < at.expected else "",
        reason=official(behind.light.reason.words()) if behind else "",
        since=lit.since if lit else None,
        target_note=_target_note(commitment, known, sources),
        actual_note=_actual_note(commitment, at, versions, sources) if at else 0,
        light_note=_light_note(commitment, behind, sources) if behind else 0,
        url=reverse("ledger:commitment", args=[commitment.pk]),
    )


def _light_note(commitment: Commitment, lit: Lit, sources: Sources) -> int:
    light = lit.light
    words = f"{light.as_of.isoformat()}按亮灯规则“{_rule(light.rule)}”第{light.version}版判定，自{lit.since.isoformat()}起亮此灯"
    url = reverse("progress:lights", args=[commitment.pk])
    return sources.give(f"{commitment.title}的灯", words, url, commitment=commitment.pk)


def _said(versions: Sequence[Version]) -> str:
    return versions[-1].note[:_SAID] if versions else ""


def _target_note(commitment: Commitment, known: Ground, sources: Sources) -> int:
    quotes = known.quotes.get(commitment.pk, ())
    words = "" if quotes else "由专班直接录入，无引文"
    subject = f"{commitment.title}目标{commitment.amount}" if commitment.amount else commitment.title
    url = reverse("ledger:commitment", args=[commitment.pk])
    return sources.give(subject, words, url, commitment=commitment.pk, quotes=quotes)


def _actual_note(commitment: Commitment, at: Stood, versions: Sequence[Version], sources: Sources) -> int:
    if commitment.kind == Commitment.Kind.TASK:
        subject, words = f"{commitment.title}进展", ""
    else:
        subject = f"{commitment.title}完成{reached(at.figure(commitment), commitment)}"
        words = f"截至{at.on.isoformat()}" + (f"，{at.expected}份应报中{at.reported}份已锁定的合计" if at.below else "")
    url = f"{reverse('progress:number', args=[commitment.pk])}?on={at.on.isoformat()}"
    return sources.give(subject, words, url, commitment=commitment.pk, locked=[_locked(each) for each in versions])


def _locked(version: Version) -> Locked:
    report = version.report
    day = clock.day(version.locked_at)
    url = reverse("progress:report", args=[report.pk])
    return Locked(report.period.name, version.number, report.owner.name, day, url)


def _quotes(keys: Sequence[int]) -> dict[int, list[Quote]]:
    rows = Source.objects.filter(commitment__in=keys, role=Source.Role.TARGET).order_by(
        "document__uploaded_at", "start"
    )
    found: dict[int, list[Quote]] = {}
    columns = ("commitment_id", "quote", "document__title", "section", "document_id", "start")
    for commitment, quote, title, section, document, start in rows.values_list(*columns):
        url = f"{reverse('ledger:document', args=[document])}#s{start}"
        if commitment is not None:
            found.setdefault(commitment, []).append(Quote(quote[:_QUOTED], title, "·".join(map(str, section)), url))
    return found


def _versions(standing: Mapping[int, Stood], below: Mapping[int, Sequence[int]]) -> dict[int, list[Version]]:
    """The locked versions behind each number, the newest of each report: of the line itself, or of those below it."""
    of: dict[tuple[int, date], int] = {}
    for top, at in standing.items():
        of |= {(pk, at.on): top for pk in (below.get(top, ()) if at.below else (top,))}
    rows = Version.objects.filter(commitment__in={pk for pk, _ in of}, on__in={on for _, on in of})
    newest: dict[int, Version] = {}
    for each in rows.select_related("report__owner", "report__period").order_by("number"):
        newest[each.report_id] = each
    found: dict[int, list[Version]] = {}
    for each in _in_order(newest.values()):
        root = of.get((each.commitment_id, each.on))
        if root is not None:
            found.setdefault(root, []).append(each)
    return found


def _in_order(versions: Iterable[Version]) -> list[Version]:
    return sorted(versions, key=lambda each: each.report_id)
