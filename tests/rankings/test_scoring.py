from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.rankings.rules import DEFAULTS, HUNDRED, Item, Rules
from taizhang.rankings.scoring import Given, Scored, score

D = Decimal
SCALE_FREE = ("minmax", "percentile", "z")


def item(number: int, weight: str, **changes: Any) -> Item:
    return replace(Item(number, "delta", D(weight)), **changes)


def rules(*items: Item, **changes: Any) -> Rules:
    return Rules(items, **changes)


def column(*values: str | int | None, **common: Any) -> list[Given]:
    return [Given(None if value is None else D(value), **common) for value in values]


def ranked(of: Rules, *columns: list[Given]) -> list[Scored]:
    return score(of, list(zip(*columns, strict=True)))


def scores(found: list[Scored]) -> list[str | None]:
    return [None if each.score is None else str(each.score) for each in found]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ["0.00", "100.00", "50.00"]),
        ({"direction": "down"}, ["100.00", "0.00", "50.00"]),
        ({"floor": D(60)}, ["60.00", "100.00", "80.00"]),
        ({"normalisation": "percentile"}, ["0.00", "100.00", "50.00"]),
        ({"normalisation": "percentile", "direction": "down", "floor": D(40)}, ["100.00", "40.00", "70.00"]),
        ({"normalisation": "z"}, ["29.59", "70.41", "50.00"]),
        ({"normalisation": "z", "cap": D(60)}, ["29.59", "60.00", "50.00"]),
    ],
)
def test_each_normalisation(changes: dict[str, Any], expected: list[str]) -> None:
    assert scores(ranked(rules(item(1, "100", **changes)), column(10, 30, 20))) == expected


@pytest.mark.parametrize(
    ("value", "target", "changes", "expected"),
    [
        (50, 100, {}, "50.00"),
        (130, 100, {}, "100.00"),
        (130, 100, {"cap": D(120)}, "120.00"),
        (24, 30, {"direction": "down"}, "100.00"),
        (40, 30, {"direction": "down"}, "75.00"),
        (0, 30, {"direction": "down"}, "100.00"),
        (10, 100, {"floor": D(30)}, "30.00"),
    ],
)
def test_the_share_of_a_target(value: int, target: int, changes: dict[str, Any], expected: str) -> None:
    of = rules(item(1, "100", normalisation="target", **changes))
    assert scores(ranked(of, column(value, value, target=D(target)))) == [expected, expected]


def test_without_a_target_nothing_is_reached() -> None:
    found = ranked(rules(item(1, "100", normalisation="target")), [Given(D(3)), Given(D(3), target=D(6))])
    assert [(each.parts[0].gap, each.rank) for each in found] == [("target", None), ("", 1)]


def test_denominators_divide_and_those_that_cannot_are_a_gap() -> None:
    of = rules(item(1, "100", per="population"))
    per = (D(100), D(50), D(0), D(-5), None)
    found = ranked(of, [Given(D(10), per=each) for each in per])
    assert [each.rank for each in found] == [2, 1, None, None, None]
    assert [each.parts[0].gap for each in found] == ["", "", *["denominator"] * 3]


def test_level_and_change_share_the_weight() -> None:
    of = rules(item(1, "100", change=D(40)))
    found = ranked(of, [Given(D(10), before=D(2)), Given(D(20), before=D(20)), Given(D(15), before=D(11))])
    assert scores(found) == ["40.00", "60.00", "50.00"]
    assert [(each.level, each.change) for each in found] == [(0, 40), (60, 0), (30, 20)]


def test_growth_needs_something_to_grow_from() -> None:
    of = rules(item(1, "100", change=HUNDRED), taken="growth", least=D(0))
    found = ranked(of, [Given(D(10), before=D(5)), Given(D(30), before=D(20)), Given(D(3), before=D(0))])
    assert [each.rank for each in found] == [1, 2, None]


@pytest.mark.parametrize(
    ("missing", "expected"),
    [
        ("reweight", ["50.00", "50.00", "100.00"]),
        ("zero", ["50.00", "50.00", "50.00"]),
        ("minimum", ["50.00", "50.00", "50.00"]),
    ],
)
def test_what_is_missing(missing: Any, expected: list[str]) -> None:
    of = rules(item(1, "50"), item(2, "50"), missing=missing)
    found = ranked(of, column(0, 10, None), column(10, 0, 10))
    assert scores(found) == expected
    assert found[2].known == 50


def test_the_last_value_stands_in() -> None:
    of = rules(item(1, "100"), missing="last", least=D(0))
    found = ranked(of, [Given(D(0)), Given(D(10)), Given(last=D(5)), Given()])
    assert scores(found) == ["0.00", "100.00", "50.00", None]
    assert [each.parts[0].level.imputed for each in found] == [False, False, True, True]
    assert [each.rank for each in found] == [3, 1, 2, None]


def test_with_too_little_known_there_is_no_place() -> None:
    of = rules(item(1, "70"), item(2, "30"))
    found = ranked(of, column(5, 8, None), column(1, 2, 3))
    assert [each.rank for each in found] == [2, 1, None]


def test_an_indicator_nobody_has_leaves_its_weight_to_the_others() -> None:
    of = rules(item(1, "70"), item(2, "30"))
    assert scores(ranked(of, column(None, None), column(1, 2))) == ["0.00", "100.00"]


@pytest.mark.parametrize("normalisation", SCALE_FREE)
@pytest.mark.parametrize("values", [[7], [7, 7, 7]])
def test_what_nothing_tells_apart_gets_the_middle(normalisation: Any, values: list[int]) -> None:
    found = ranked(rules(item(1, "100", normalisation=normalisation)), column(*values))
    assert {each.score for each in found} == {50}
    assert {each.rank for each in found} == {1}


@pytest.mark.parametrize(
    ("ties", "expected"),
    [("shared", [1, 1, 3]), ("dense", [1, 1, 2]), ("weightiest", [1, 2, 3])],
)
def test_ties(ties: Any, expected: list[int]) -> None:
    of = rules(item(1, "60"), item(2, "40"), ties=ties)
    assert [each.rank for each in ranked(of, column(100, 50, 0), column(0, 75, 100))] == expected


def test_what_is_alike_in_everything_ties_by_any_rule() -> None:
    of = rules(item(1, "60"), item(2, "40"), ties="weightiest")
    assert [each.rank for each in ranked(of, column(100, 100, 0), column(50, 50, 0))] == [1, 1, 3]


def test_a_missing_figure_leaves_a_range_of_places() -> None:
    of = rules(item(1, "50"), item(2, "50"))
    found = ranked(of, column(10, 5, 0, None), column(10, 5, 0, 6))
    assert [(each.best, each.worst) for each in found] == [(1, 1), (2, 3), (4, 4), (2, 3)]


def test_more_decimals_where_it_takes_them_to_tell_two_apart() -> None:
    of = rules(item(1, "100"), decimals=0)
    assert scores(ranked(of, column(0, "99.7", "99.8", 100))) == ["0.0", "99.7", "99.8", "100.0"]


VALUES = st.none() | st.integers(-1000, 1000).map(Decimal)
KINDS = st.sampled_from(SCALE_FREE)
RULES = st.fixed_dictionaries(
    {
        "missing": st.sampled_from(("reweight", "zero", "minimum")),
        "ties": st.sampled_from(("shared", "dense", "weightiest")),
        "least": st.sampled_from((D(0), D(50))),
    }
)


def _given(draw: Any, target: bool) -> Given:
    """Of a target there is no reaching it by less than nothing."""
    value, before = draw(VALUES), draw(VALUES)
    if not target:
        return Given(value, before=before)
    return Given(None if value is None else abs(value), before=before, target=D(draw(st.integers(1, 500))))


@st.composite
def groups(draw: Any, kinds: Any = KINDS) -> tuple[Rules, list[list[Given]]]:
    """Rules with up to four indicators, and up to eight places with figures, some missing, some alike."""
    number = draw(st.integers(1, 4))
    cuts = sorted(draw(st.lists(st.integers(1, 99), min_size=number - 1, max_size=number - 1, unique=True)))
    weights = [b - a for a, b in zip([0, *cuts], [*cuts, 100], strict=True)]
    items = [
        item(
            at + 1,
            str(weight),
            change=D(draw(st.sampled_from((0, 30, 100)))),
            direction=draw(st.sampled_from(("up", "down"))),
            normalisation=draw(kinds),
            floor=D(draw(st.sampled_from((0, 40)))),
        )
        for at, weight in enumerate(weights)
    ]
    places = draw(st.integers(1, 8))
    table = [[_given(draw, each.normalisation == "target") for each in items] for _ in range(places)]
    return rules(*items, **draw(RULES)), table


def outcome(found: list[Scored]) -> list[tuple[object, ...]]:
    return [(each.score, each.rank, each.best, each.worst) for each in found]


@settings(deadline=None, max_examples=150)
@given(groups(), st.sampled_from([D(1000), D("0.0001"), D(3), D("0.7")]))
def test_the_unit_does_not_matter(group: tuple[Rules, list[list[Given]]], factor: Decimal) -> None:
    of, table = group

    def larger(number: Decimal | None) -> Decimal | None:
        return None if number is None else number * factor

    scaled = [[replace(each, value=larger(each.value), before=larger(each.before)) for each in row] for row in table]
    assert outcome(score(of, scaled)) == outcome(score(of, table))


@settings(deadline=None, max_examples=150)
@given(groups(), st.randoms(use_true_random=False))
def test_the_order_of_places_does_not_matter(group: tuple[Rules, list[list[Given]]], random: Any) -> None:
    of, table = group
    order = list(range(len(table)))
    random.shuffle(order)
    found, again = outcome(score(of, table)), outcome(score(of, [table[at] for at in order]))
    assert [found[at] for at in order] == again


@settings(deadline=None, max_examples=300)
@given(groups(kinds=st.sampled_from(("minmax", "percentile", "target"))), st.data())
def test_a_better_value_never_ranks_lower(group: tuple[Rules, list[list[Given]]], data: Any) -> None:
    of, table = group
    at = data.draw(st.integers(0, len(table) - 1))
    which = data.draw(st.integers(0, len(of.items) - 1))
    old = table[at][which]
    if old.value is None:
        return
    by = D(data.draw(st.integers(1, 2000)))
    if of.items[which].normalisation == "target" and of.items[which].direction == "down":
        by = min(by, old.value)
    better = replace(old, value=old.value + (by if of.items[which].direction == "up" else -by))
    before = score(of, table)
    after = score(of, [*table[:at], [*table[at][:which], better, *table[at][which + 1 :]], *table[at + 1 :]])
    if before[at].rank is not None:
        assert after[at].rank is not None
        assert (after[at].rank or 0) <= (before[at].rank or 0)


@settings(deadline=None, max_examples=100)
@given(st.lists(st.integers(-50, 50), min_size=1, max_size=9), st.integers(0, 8), st.integers(1, 60))
def test_by_deviation_a_better_value_never_lowers_ones_own_points(values: list[int], who: int, by: int) -> None:
    of = rules(item(1, "100", normalisation="z"))
    at = who % len(values)
    before = ranked(of, column(*values))[at]
    after = ranked(of, column(*values[:at], values[at] + by, *values[at + 1 :]))[at]
    assert (after.score or 0) >= (before.score or 0) or len(set(values)) == 1
    assert (after.rank or 0) <= (before.rank or 0)


@settings(deadline=None, max_examples=100)
@given(groups(), st.data())
def test_ties_are_ties(group: tuple[Rules, list[list[Given]]], data: Any) -> None:
    of, table = group
    twin = data.draw(st.integers(0, len(table) - 1))
    found = score(of, [*table, table[twin]])
    assert outcome(found)[twin] == outcome(found)[-1]


@settings(deadline=None, max_examples=150)
@given(groups())
def test_parts_make_the_score_and_weights_make_a_hundred(group: tuple[Rules, list[list[Given]]]) -> None:
    of, table = group
    for each in score(of, table):
        if each.score is not None:
            assert abs(sum((part.contribution for part in each.parts), D(0)) - each.score) <= D("0.006")
            assert abs(sum((part.weight for part in each.parts), D(0)) - 100) < D("0.0000001")
            assert each.best <= (each.rank or 0) <= each.worst


@settings(deadline=None, max_examples=100)
@given(groups(kinds=st.just("minmax")), st.data())
def test_the_range_holds_whatever_comes_between_worst_and_best(
    group: tuple[Rules, list[list[Given]]], data: Any
) -> None:
    """Missing figures are filled with ones that lie within what others have: every place stays within its range."""
    of, table = group
    of = replace(of, least=D(0), ties="shared", items=tuple(replace(each, change=D(0)) for each in of.items))
    columns = [[row[at].value for row in table if row[at].value is not None] for at in range(len(of.items))]
    if not all(columns):
        return
    filled = [
        [
            each
            if each.value is not None
            else replace(each, value=data.draw(st.sampled_from(sorted(columns[at], key=str))))
            for at, each in enumerate(row)
        ]
        for row in table
    ]
    ranges, came = score(of, table), score(of, filled)
    assert all(each.best <= (now.rank or 0) <= each.worst for each, now in zip(ranges, came, strict=True))


def test_defaults_make_rules() -> None:
    table = {
        "indicator": 1,
        "measure": "delta",
        "weight": "100",
        "change": "0",
        "direction": "up",
        "normalisation": "minmax",
        "per": "",
        "floor": "0",
        "cap": "100",
    }
    made = Rules.parse({**DEFAULTS, "items": [table]})
    assert Rules.parse(made.table()) == made == rules(item(1, "100"))
