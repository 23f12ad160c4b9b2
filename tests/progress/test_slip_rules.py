"""The rules of supervision and what they say of a day: presets, an office's own, faults, reminders over Spring Festival."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.progress.faults import Seen, day_before, fault, is_reminded, remaining
from taizhang.progress.slip_rules import LEVELS, SlipRuleError, SlipRules, presets, raised
from tests.progress.pages import rows

RULES = presets()["standard"]
DAYS = st.dates(date(2023, 12, 1), date(2025, 1, 31))


def test_every_preset_is_parsed_and_comes_back() -> None:
    for name, rules in presets().items():
        assert SlipRules.parse(name, rules.table()) == rules


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("mark", ""),
        ("mark", "督\n办"),
        ("mark", "办" * 21),
        ("near", -1),
        ("near", True),
        ("near", "十"),
        ("blue", "maybe"),
        ("red_limit", 0),
        ("red_limit", 251),
        ("before", [1, "二"]),
        ("before", 5),
        ("after", list(range(21))),
        ("free", ["2024-02-30"]),
        ("working", "2024-02-18"),
    ],
)
def test_a_value_that_cannot_be_is_named(key: str, value: Any) -> None:
    with pytest.raises(SlipRuleError, match=key):
        SlipRules.parse("ours", RULES.table() | {key: value})


def test_a_key_too_many_or_too_few_is_named() -> None:
    with pytest.raises(SlipRuleError, match="colour"):
        SlipRules.parse("ours", RULES.table() | {"colour": "red"})
    with pytest.raises(SlipRuleError, match="near"):
        SlipRules.parse("ours", {key: value for key, value in RULES.table().items() if key != "near"})


def test_a_day_cannot_be_free_and_working() -> None:
    with pytest.raises(SlipRuleError, match="2024-09-06"):
        SlipRules.parse("ours", RULES.table() | {"free": ["2024-09-06"], "working": ["2024-09-06"]})


def test_levels_rise_to_red_and_stay_there() -> None:
    assert [raised(level) for level in LEVELS] == ["yellow", "red", "red"]


FEBRUARY = date(2024, 2, 20)


@pytest.mark.parametrize(
    ("seen", "day", "found"),
    [
        # Ten working days before 20 February 2024 is the 1st: the 10th to 17th are free, the 4th and 18th are make-up Sundays.
        (Seen(deadline=FEBRUARY), date(2024, 1, 31), None),
        (Seen(deadline=FEBRUARY), date(2024, 2, 1), "near:2024-02-20"),
        (Seen(deadline=FEBRUARY), FEBRUARY, "near:2024-02-20"),
        (Seen(deadline=FEBRUARY), date(2024, 2, 21), "overdue:2024-02-20"),
        (Seen(deadline=FEBRUARY, met=True), date(2024, 2, 21), None),
        (Seen(deadline=FEBRUARY, colour="closed"), date(2024, 2, 21), None),
        (Seen(colour="yellow", since=date(2024, 2, 1)), date(2024, 2, 2), "behind:2024-02-01"),
        (Seen(colour="red", since=date(2024, 2, 1)), date(2024, 3, 5), "behind:2024-02-01:1"),
        (Seen(colour="green", since=date(2024, 2, 1)), date(2024, 2, 2), None),
        (Seen(colour="yellow", since=date(2024, 2, 1), deadline=FEBRUARY), date(2024, 2, 2), "behind:2024-02-01"),
        (Seen(colour="red", since=date(2024, 2, 1), deadline=FEBRUARY), date(2024, 2, 21), "overdue:2024-02-20"),
        (Seen(), date(2024, 2, 21), None),
    ],
)
def test_what_gives_a_slip(seen: Seen, day: date, found: str | None) -> None:
    wrong = fault(seen, day, RULES)
    assert (wrong.occasion if wrong else None) == found


def test_an_office_that_wants_no_repeats_gets_none() -> None:
    once = replace(RULES, again=0)
    wrong = fault(Seen(colour="red", since=date(2024, 2, 1)), date(2024, 12, 31), once)
    assert wrong is not None
    assert wrong.occasion == "behind:2024-02-01"


def test_days_an_office_declares_free_count_for_its_limits() -> None:
    typhoon = SlipRules.parse("ours", RULES.table() | {"free": ["2024-09-06"]})
    assert remaining(date(2024, 9, 9), date(2024, 9, 5), RULES) == 2
    assert remaining(date(2024, 9, 9), date(2024, 9, 5), typhoon) == 1


def _days(due: date, first: date, last: date, rules: SlipRules = RULES) -> list[date]:
    return [
        day
        for day in (first + timedelta(days=n) for n in range((last - first).days + 1))
        if is_reminded(due, day, day_before(day), rules)
    ]


def test_reminders_over_spring_festival_are_those_of_the_page() -> None:
    days = _days(FEBRUARY, date(2024, 2, 1), date(2024, 3, 10))
    said = rows("supervision.md", "day", "said")
    assert [(day.isoformat(), abs(remaining(FEBRUARY, day, RULES))) for day in days] == [
        (day, int("".join(filter(str.isdigit, words)) or 0)) for day, words in said
    ]


@pytest.mark.parametrize("row", rows("supervision.md", "deadline", "light", "since", "day", "slip"), ids="-".join)
def test_what_gives_a_slip_is_as_the_page_says(row: tuple[str, ...]) -> None:
    deadline, light, since, day, level = row
    seen = Seen(
        deadline=date.fromisoformat(deadline) if deadline else None,
        colour="green" if light == "met" else light,
        since=date.fromisoformat(since) if since else None,
        met=light == "met",
    )
    wrong = fault(seen, date.fromisoformat(day), RULES)
    assert (wrong.level if wrong else "") == level


def test_the_page_names_every_rule_with_its_usual_value() -> None:
    table = RULES.table()
    named = {key.strip("`"): usual for key, usual, _means in rows("supervision.md", "key", "usual", "means")}
    shown = {key: ", ".join(map(str, value)) if isinstance(value, list) else str(value) for key, value in table.items()}
    assert named == {key: value for key, value in shown.items() if key not in {"zh", "en"}}


def test_a_due_day_that_is_free_is_reminded_of_on_the_working_day_before() -> None:
    days = _days(date(2024, 2, 10), date(2024, 2, 5), date(2024, 2, 17))
    assert [str(day) for day in days] == ["2024-02-07", "2024-02-09"]


@given(DAYS, st.lists(st.integers(1, 9), min_size=1, max_size=40))
def test_whatever_days_the_machine_was_off_nothing_is_left_out_and_nothing_said_twice(
    due: date, steps: list[int]
) -> None:
    """As many stages are passed whether one looks each day or now and then; each look reminds once at most."""
    start = due - timedelta(days=20)
    looks = [start]
    for step in steps:
        looks.append(looks[-1] + timedelta(days=step))
    daily = _days(due, start + timedelta(days=1), looks[-1])
    for since, day in pairwise(looks):
        passed = [each for each in daily if since < each <= day and (each <= due) == (day <= due)]
        assert is_reminded(due, day, since, RULES) == bool(passed)


@given(DAYS, DAYS)
def test_people_are_reminded_on_working_days_only(due: date, day: date) -> None:
    if is_reminded(due, day, day_before(day), RULES):
        assert RULES.calendar.is_workday(day)
