"""Rankings as they stand and as they went out."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from decimal import Decimal

from taizhang.accounts.models import User
from taizhang.places.models import Place
from taizhang.policy.errors import ActionError
from taizhang.rankings.models import Frozen, Scheme, SchemeVersion
from taizhang.rankings.queries import schemes as visible
from taizhang.rankings.queries.figures import Figure, Figures, facts, figures, named
from taizhang.rankings.rules import HUNDRED, Rules
from taizhang.rankings.scoring import Board, Given, Scored, gap_of, reckon
from taizhang.rankings.tables import Correction, Heading, Notice, Row, Seal, Table
from taizhang.rankings.words import refusal


@contextmanager
def uncollected() -> Iterator[None]:
    """Without the collector of cycles: while a province is ranked 200,000 small values are made, of which none is in a cycle.

    It would walk through all of them again and again, a third of the whole time.
    """
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def current(user: User, day: date, scheme: Scheme | None = None) -> tuple[Table, ...]:
    """Every ranking the person may see before it is frozen, as figures about the day are locked now; or that of one scheme.

    Reaches schemes by ``rankings.preview``. Ended schemes are left out. Raises ActionError where a scheme uses an indicator
    that must not be ranked.
    """
    rows = visible.schemes(user, "rankings.preview").filter(ended=False)
    if scheme is not None:
        rows = rows.filter(pk=scheme.pk)
    return tuple(compute(visible.newest_version(each), day) for each in rows.order_by("pk"))


def frozen(
    user: User, *, scheme: Scheme | None = None, day: date | None = None, number: int | None = None
) -> tuple[Table, ...]:
    """The frozen rankings the person may see, newest day first: of a scheme, about a day, by number, as asked."""
    asked = {"scheme": scheme, "day": day, "number": number}
    rows = visible.archive(user).filter(**{name: value for name, value in asked.items() if value is not None})
    return tuple(opened(each) for each in rows.prefetch_related("rows"))


def latest_frozen(user: User, day: date) -> tuple[Table, ...]:
    """Of each scheme the person may see, the last ranking frozen about that day or an earlier one."""
    newest: dict[int, Frozen] = {}
    for each in visible.archive(user).filter(day__lte=day):
        newest.setdefault(each.scheme_id, each)
    return tuple(opened(each) for each in newest.values())


@uncollected()
def compute(version: SchemeVersion, day: date, rules: Rules | None = None) -> Table:
    """The ranking of a scheme about a day by one version of its rules; ``rules`` tries others, as what-if does."""
    scheme, rules = version.scheme, rules or version.rules
    indicators = named(rules.items)
    if wrong := visible.unrankable(indicators):
        raise ActionError(refusal("unrankable", indicator=wrong[0].name))
    places = visible.members(scheme.group, day)
    last = Frozen.objects.filter(scheme=scheme, day__lt=day).order_by("-day").first()
    ranked = {} if last is None else dict(last.rows.values_list("place_id", "rank"))
    found = figures(rules.items, [each.pk for each in places], day)
    given = gather(rules, places, day, found, _earlier(rules, places, day, last))
    headings = tuple(
        Heading(
            item,
            indicators[item.indicator].name,
            indicators[item.indicator].unit,
            indicators[item.indicator].area,
            found.days.get((item.indicator, item.measure)),
            sum(row[at].value is None for row in given),
        )
        for at, item in enumerate(rules.items)
    )
    board = reckon(rules, given)
    return Table(
        scheme=scheme.pk,
        name=scheme.name,
        version=version.number,
        group=scheme.group.name,
        kind=scheme.group.kind,
        place=scheme.group.place.name,
        day=day,
        rules=rules,
        headings=headings,
        rows=_ordered(places, board.scored, ranked),
        notices=tuple(_notices(rules, headings, given, board)),
    )


def opened(each: Frozen) -> Table:
    """A frozen ranking as it went out."""
    content = each.content
    rules = Rules.parse(content["rules"])
    headings = zip(rules.items, content["headings"], strict=True)
    return Table(
        scheme=each.scheme_id,
        name=content["name"],
        version=content["version"],
        group=content["group"],
        kind=content["kind"],
        place=content["place"],
        day=each.day,
        rules=rules,
        headings=tuple(Heading.from_data(item, data) for item, data in headings),
        rows=tuple(Row.from_data(row.content) for row in each.rows.all()),
        notices=tuple(Notice.from_data(data) for data in content["notices"]),
        corrections=tuple(Correction.from_data(data) for data in content["corrections"]),
        frozen=Seal(each.pk, each.number, each.bulletin, each.frozen_at, str(each.frozen_by or ""), each.digest),
    )


Earlier = Mapping[tuple[int, int], tuple[Decimal, Decimal | None]]


def gather(rules: Rules, places: Sequence[Place], day: date, found: Figures, earlier: Earlier) -> list[list[Given]]:
    """What is known of each place on each item; ``earlier`` has figure and denominator by item and place."""
    shared = facts({item.per for item in rules.items if item.per}, places, day)
    keys = [each.pk for each in places]
    columns = []
    for at, item in enumerate(rules.items):
        standing = found.of((item.indicator, item.measure))
        asked = found.days.get((item.indicator, item.measure))
        column = []
        for place in keys:
            figure = standing.get(place, _NO_FIGURE)
            current = figure.locked and figure.on == asked
            before, before_per = earlier.get((at, place), _NOTHING_EARLIER)
            column.append(
                Given(
                    figure.value if current else None,
                    None if current else figure.value,
                    shared.get((item.per, place)) if item.per else None,
                    figure.target,
                    before,
                    before_per,
                )
            )
        columns.append(column)
    return [list(row) for row in zip(*columns, strict=True)]


_NO_FIGURE = Figure(date.min, False, None, None)
_NOTHING_EARLIER: tuple[Decimal | None, Decimal | None] = (None, None)


def _earlier(rules: Rules, places: Sequence[Place], day: date, last: Frozen | None) -> Earlier:
    if not any(item.change for item in rules.items):
        return {}
    if rules.against == "last_year":
        return _last_year(rules, places, day)
    return {} if last is None else _last_frozen(rules, day, last)


def _last_year(rules: Rules, places: Sequence[Place], day: date) -> Earlier:
    """The same day of the year before; of 29 February the 28th."""
    then = day.replace(year=day.year - 1, day=min(day.day, 28) if day.month == 2 else day.day)
    changing = [(at, item) for at, item in enumerate(rules.items) if item.change]
    found = figures([item for _at, item in changing], [each.pk for each in places], then)
    shared = facts({item.per for _at, item in changing if item.per}, places, then)
    return {
        (at, place.pk): (value, shared.get((item.per, place.pk)))
        for at, item in changing
        for place in places
        if (value := found.locked((item.indicator, item.measure), place.pk)) is not None
    }


def _last_frozen(rules: Rules, day: date, last: Frozen) -> Earlier:
    """The figures of the last frozen ranking; what is counted within a year was nought when a new year began."""
    there = {(item.indicator, item.measure): at for at, item in enumerate(Rules.parse(last.content["rules"]).items)}
    summing = {pk for pk, each in named(rules.items).items() if each.adds_up == "sum"}
    begun_anew = last.day.year < day.year
    asked = [
        (at, there[key], begun_anew and item.measure == "delta" and item.indicator in summing)
        for at, item in enumerate(rules.items)
        if (key := (item.indicator, item.measure)) in there
    ]
    found: dict[tuple[int, int], tuple[Decimal, Decimal | None]] = {}
    for place, content in last.rows.values_list("place_id", "content"):
        for at, before, nought in asked:
            given = content["parts"][before]["given"]
            per = Decimal(given["per"]) if "per" in given else None
            if nought:
                found[at, place] = Decimal(0), per
            elif "value" in given:
                found[at, place] = Decimal(given["value"]), per
    return found


def _ordered(places: Sequence[Place], scored: Sequence[Scored], before: Mapping[int, int | None]) -> tuple[Row, ...]:
    rows = [
        Row(place.pk, place.code, place.name, each, before.get(place.pk))
        for place, each in zip(places, scored, strict=True)
    ]
    return tuple(sorted(rows, key=lambda row: (row.rank is None, row.rank or 0, row.code)))


def _notices(
    rules: Rules, headings: Sequence[Heading], given: Sequence[Sequence[Given]], board: Board
) -> Iterable[Notice]:
    if len(board.scored) < 2:
        yield Notice("alone" if board.scored else "nobody")
    for at, (heading, (level, change)) in enumerate(zip(headings, board.components, strict=True)):
        item, own = heading.item, level.own()
        if item.change < HUNDRED and not own:
            yield Notice("no_values", {"indicator": heading.name})
        elif len(own) > 1 and len(set(own)) == 1:
            yield Notice("all_equal", {"indicator": heading.name})
        if item.change and not change.alive:
            yield Notice("no_change", {"indicator": heading.name})
        gaps = [gap_of(row[at], item, rules) for row in given] if item.per or item.normalisation == "target" else []
        if undivided := gaps.count("denominator"):
            yield Notice("undivided", {"indicator": heading.name, "places": str(undivided)})
        if untargeted := gaps.count("target"):
            yield Notice("untargeted", {"indicator": heading.name, "places": str(untargeted)})
    if unplaced := sum(each.rank is None for each in board.scored):
        yield Notice("unplaced", {"places": str(unplaced)})
