"""Lights: the worked table of docs/reference/lights.md, one finding at a time, and what holds for any standing."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from taizhang.progress.curves import Curve, PlanError, even
from taizhang.progress.light_rules import LightRules, presets
from taizhang.progress.lights import SEVERITY, Light, Standing, light
from taizhang.progress.pace import Aim
from taizhang.progress.reasons import sentences
from taizhang.progress.workdays import SHANGHAI
from tests.progress.pages import rows

STANDARD, STRICT = presets()["standard"], presets()["strict"]
YEAR = date(2024, 1, 1), date(2024, 12, 31)
AIM = Aim(Decimal(1200), ">=", "up", unit="个")
HALF = Standing(
    date(2024, 6, 30), aim=AIM, actual=Decimal(600), curve=even(*YEAR, Decimal(1200)), begins=YEAR[0], deadline=YEAR[1]
)


def besides(words: str) -> dict[str, Any]:
    said: dict[str, Any] = {}
    for name, _, value in (word.partition("=") for word in words.split()):
        said[name] = value if name == "state" else value == "yes" if name == "missed" else None
        if said[name] is None:
            said[name] = int(value) if value.isdigit() else date.fromisoformat(value)
    return said


@pytest.mark.parametrize("row", rows("lights.md", "on", "actual", "besides", "light", "why"))
def test_the_lights_of_the_page(row: tuple[str, ...]) -> None:
    on, actual, more, colour, why = row
    standing = replace(HALF, as_of=date.fromisoformat(on), actual=Decimal(actual) if actual else None, **besides(more))
    found = light(standing)
    assert (found.colour, found.reason.code) == (colour, why)
    assert (found.rule, found.version, found.as_of) == ("standard", STANDARD.version, standing.as_of)


def test_a_light_says_its_numbers_in_both_languages() -> None:
    found = light(replace(HALF, actual=Decimal(400), reported=31, owed=33))
    assert found.words() == "落后计划 16.7 个百分点：2024-06-30 应达 600个，实际 400个。33 个下级单位中 31 个已报。"
    assert found.words("en") == (
        "16.7 points behind plan: 600个 by 2024-06-30, actual 400个. 31 of 33 places below have reported."
    )
    assert (found.label(), found.label("en")) == ("滞后", "Behind")
    assert (found.planned, found.behind is not None and round(found.behind, 3)) == (600, Decimal("16.667"))


def test_points_are_shown_on_their_side_of_the_threshold() -> None:
    assert ("points", "9.98") in light(replace(HALF, actual=Decimal("480.24"))).reason.values
    red = light(replace(HALF, actual=Decimal("239.952")))
    assert (red.colour, dict(red.reason.values)["points"]) == ("red", "30.004")


def test_a_caught_up_period_is_followed_by_green() -> None:
    may = light(replace(HALF, as_of=date(2024, 5, 31), actual=Decimal(300)))
    june = light(replace(HALF, previous=may))
    july = light(replace(HALF, as_of=date(2024, 7, 31), actual=Decimal(700), previous=june))
    assert [each.colour for each in (may, june, july)] == ["yellow", "yellow", "green"]
    assert june.reason.code == "caught_up"


def test_a_period_that_was_only_slightly_behind_was_missed_if_it_was_yellow_for_it() -> None:
    may = replace(HALF, as_of=date(2024, 5, 31), actual=Decimal(490))
    assert light(replace(HALF, previous=light(may))).reason.code == "on_pace"
    assert light(replace(HALF, previous=light(may, STRICT)), STRICT).reason.code == "caught_up"
    late = replace(
        may,
        actual=Decimal(0),
        aim=replace(AIM, target=Decimal(10)),
        curve=even(date(2024, 5, 31), YEAR[1], Decimal(10)),
    )
    begun_late = light(replace(late, start_promised=date(2024, 5, 1)))
    assert begun_late.colour == "yellow"
    assert light(replace(HALF, previous=begun_late)).reason.code == "on_pace"


def test_what_came_later_is_not_known() -> None:
    later = light(replace(HALF, as_of=date(2024, 7, 31), actual=Decimal(100)))
    assert light(replace(HALF, previous=later)).colour == "green"
    begun = replace(HALF, actual=None, start_promised=date(2024, 6, 1), started=date(2024, 7, 1))
    assert light(begun).reason.code == "start_missed"
    assert light(replace(HALF, actual_day=date(2024, 12, 31))).reason.code == "on_pace"


def test_the_strict_rule_minds_every_point_and_every_place() -> None:
    assert light(replace(HALF, actual=Decimal(599)), STRICT).colour == "yellow"
    assert light(replace(HALF, reported=32, owed=33), STRICT).colour == "yellow"
    assert light(replace(HALF, reported=33, owed=33), STRICT).colour == "green"
    assert light(HALF, STRICT).rule == "strict"


def test_grace_waits_for_the_last_figure() -> None:
    lenient = LightRules.parse("ours", {**STANDARD.table(), "grace": 10})
    late = replace(HALF, as_of=date(2025, 1, 10), actual=Decimal(1100), actual_day=date(2024, 11, 30))
    assert light(late).reason.code == "overdue"
    assert light(late, lenient).reason.code == "on_pace"
    assert light(replace(late, as_of=date(2025, 1, 11)), lenient).reason.code == "overdue"


def test_a_ceiling_is_met_only_when_the_time_is_over() -> None:
    cap = Aim(Decimal(120), "<=", "down", unit="宗")
    june = Standing(date(2024, 6, 30), aim=cap, actual=Decimal(90), begins=YEAR[0], deadline=YEAR[1])
    assert light(june).reason.code == "behind"
    assert light(replace(june, as_of=date(2025, 1, 5))).reason.code == "met"
    assert light(replace(june, as_of=date(2025, 1, 5), actual=Decimal(121))).reason.code == "overdue"


def test_a_task_lives_by_its_dates() -> None:
    task = Standing(date(2024, 6, 30), deadline=date(2024, 6, 30))
    assert light(task).reason.code == "under_way"
    assert light(replace(task, as_of=date(2024, 7, 1))).reason.code == "overdue_task"
    assert light(replace(task, as_of=date(2024, 7, 1), state="closing")).reason.code == "under_way"
    assert light(replace(task, as_of=date(2024, 7, 1), state="verified")).colour == "green"
    assert light(replace(task, begins=date(2024, 7, 1))).reason.code == "not_begun"


def test_without_plan_the_usual_one_is_used_and_said() -> None:
    found = light(replace(HALF, curve=None, begins=None))
    assert (found.colour, [reason.code for reason in found.others]) == ("green", ["plan_even"])
    rate = Standing(
        date(2024, 6, 30),
        aim=Aim(Decimal(5), ">=", "up", unit="%", measure="growth"),
        actual=Decimal(4),
        deadline=YEAR[1],
    )
    assert [reason.code for reason in light(rate).others] == ["plan_flat"]
    assert light(rate).reason.code == "behind"


def test_without_plan_or_deadline_the_fault_is_shown() -> None:
    assert light(replace(HALF, curve=None, deadline=None)).reason.code == "no_deadline"


@pytest.mark.parametrize("value", ["NaN", "sNaN", "Infinity", "-Infinity", "1E+999999", "1E-999999"])
def test_figures_nobody_can_reckon_with(value: str) -> None:
    odd = Decimal(value)
    assert light(replace(HALF, actual=odd)).reason.code == "no_figure"
    assert light(replace(HALF, aim=replace(AIM, target=odd))).reason.code == "unclear"
    assert light(replace(HALF, aim=replace(AIM, baseline=odd))).reason.code == "unclear"
    assert light(replace(HALF, as_of=date(2025, 1, 1), aim=replace(AIM, target=odd))).reason.code == "overdue"


def test_moments_are_taken_by_their_day_in_china() -> None:
    evening = datetime(2024, 12, 31, 23, 59, tzinfo=SHANGHAI)
    assert light(replace(HALF, as_of=evening)).as_of == date(2024, 12, 31)
    assert light(replace(HALF, as_of=datetime(2025, 1, 1))).reason.code == "overdue"  # noqa: DTZ001


def test_a_light_is_stored_and_read_back() -> None:
    found = light(replace(HALF, actual=Decimal(400), reported=31, owed=33), STRICT)
    assert Light.from_data(json.loads(json.dumps(found.data()))) == found


DAYS = st.dates(date(2023, 11, 1), date(2025, 3, 31))
MAYBE = st.none() | DAYS
FIGURES = st.decimals(-(10**6), 10**6, places=1)
AIMS = st.builds(
    Aim,
    FIGURES,
    st.sampled_from([">=", ">", "<=", "<", "=", "~"]),
    st.sampled_from(["up", "down", None]),
    st.none() | FIGURES,
    unit=st.sampled_from(["个", "%", "元", "", "不识的单位"]),
    measure=st.sampled_from(["level", "delta", "growth", "rank"]),
)


@st.composite
def curves(draw: st.DrawFn) -> Curve:
    try:
        return Curve(
            tuple(sorted(draw(st.dictionaries(DAYS, FIGURES, min_size=1, max_size=4)).items())),
            draw(st.sampled_from(["linear", "steps"])),
        )
    except PlanError:  # pragma: no cover
        raise AssertionError("sorted days make a curve") from None


STANDINGS = st.builds(
    Standing,
    DAYS,
    state=st.sampled_from(
        ["draft", "assigned", "under_way", "closing", "verified", "returned", "reopened", "closed", "?"]
    ),
    aim=st.none() | AIMS,
    actual=st.none() | FIGURES,
    actual_day=MAYBE,
    curve=st.none() | curves(),
    begins=MAYBE,
    deadline=MAYBE,
    start_promised=MAYBE,
    started=MAYBE,
    report_due=MAYBE,
    previous=st.none() | st.builds(lambda day: light(replace(HALF, as_of=day, actual=Decimal(1))), DAYS),
    missed=st.booleans(),
    reported=st.none() | st.integers(-1, 40),
    owed=st.none() | st.integers(-1, 40),
)
RULES = st.sampled_from(list(presets().values()))


@given(STANDINGS, RULES)
def test_any_standing_has_a_light_with_words(standing: Standing, rules: LightRules) -> None:
    found = light(standing, rules)
    assert found.colour in SEVERITY
    assert found.reason.code in sentences()
    for language in ("zh", "en"):
        assert "—" not in found.words(language)
    assert Light.from_data(found.data()) == found
    assert light(standing, rules) == found


@given(STANDINGS)
def test_what_a_light_was_made_from_is_stored_and_read_back(standing: Standing) -> None:
    stored = Standing.from_data(json.loads(json.dumps(standing.data())))
    assert stored == standing
    assert light(stored) == light(standing)


@given(STANDINGS, FIGURES, FIGURES, RULES)
def test_a_better_value_is_never_a_worse_light(
    standing: Standing, one: Decimal, two: Decimal, rules: LightRules
) -> None:
    assume(standing.aim is not None)
    assert standing.aim is not None
    if standing.aim.way == "hold":
        # Better is nearer; what is planned is the target itself unless an office said otherwise.
        standing = replace(standing, curve=None)
        target = standing.aim.target
        worse, better = sorted((one, two), key=lambda value: -abs(value - target))
    else:
        worse, better = sorted((one, two), reverse=standing.aim.way == "down")
    first = light(replace(standing, actual=worse), rules).colour
    assert SEVERITY[light(replace(standing, actual=better), rules).colour] <= SEVERITY[first]


@given(STANDINGS, st.integers(2, 10**6), RULES)
def test_the_unit_does_not_matter(standing: Standing, times: int, rules: LightRules) -> None:
    """Counted in another unit everywhere, the same light. Percent is left out: its tolerance for 左右 is in points."""
    assume(standing.aim is not None and standing.aim.unit != "%")
    assert standing.aim is not None
    aim, curve = standing.aim, standing.curve
    larger = replace(
        standing,
        aim=replace(aim, target=aim.target * times, baseline=aim.baseline and aim.baseline * times),
        actual=standing.actual and standing.actual * times,
        curve=curve and replace(curve, points=tuple((day, value * times) for day, value in curve.points)),
    )
    first, second = light(standing, rules), light(larger, rules)
    assert (first.colour, first.reason.code, first.behind) == (second.colour, second.reason.code, second.behind)


@given(STANDINGS, st.integers(1, 400), RULES)
def test_waiting_without_a_figure_never_turns_better(standing: Standing, days: int, rules: LightRules) -> None:
    """With nothing new coming in, time alone never improves a light: what is owed stays owed."""
    still = replace(standing, actual=None, previous=None, started=None, missed=False)
    later = replace(still, as_of=still.as_of + timedelta(days=days))
    assert SEVERITY[light(later, rules).colour] >= SEVERITY[light(still, rules).colour]
