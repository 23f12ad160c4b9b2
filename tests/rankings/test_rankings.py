from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from taizhang import clock
from taizhang.accounts.models import User
from taizhang.places.models import Level
from taizhang.policy.errors import ActionError, Refused, StaleError
from taizhang.progress.models import Report
from taizhang.rankings import actions, queries
from taizhang.rankings.models import Frozen, FrozenRow
from taizhang.rankings.queries.verifying import verify_frozen
from taizhang.rankings.tables import Table
from tests.cast import Cast, place
from tests.rankings.makers import (
    FEBRUARY,
    JANUARY,
    LATER,
    SYSTEM,
    content,
    corrected,
    freeze,
    group,
    indicator,
    played,
    scheme,
)

pytestmark = pytest.mark.database


def order(table: Table) -> list[tuple[str, int | None]]:
    return [(row.name, row.rank) for row in table.rows]


def now(cast: Cast, day: date = JANUARY) -> Table:
    (table,) = queries.current(cast.office, day)
    return table


def test_towns_are_ranked_by_what_is_locked(cast: Cast) -> None:
    of = scheme(cast)
    played(cast, {"town": 1200, "other_town": 3000})
    table = now(cast)
    assert order(table) == [("虎门镇", 1), ("长安镇", 2)]
    assert (table.scheme, table.version, table.group, table.frozen) == (of.pk, 1, "创先组", None)
    assert [row.parts[0].given.value for row in table.rows] == [3000, 1200]
    assert table.headings[0].name == "停车位"
    assert table.headings[0].day == JANUARY


def test_what_is_entered_but_not_locked_does_not_count(cast: Cast) -> None:
    scheme(cast)
    played(cast, {"town": 1200, "other_town": None})
    Report.objects.filter(owner=cast.organisation("other_town")).update(value=9000, state="submitted")
    table = now(cast)
    assert order(table) == [("长安镇", 1), ("虎门镇", None)]
    assert table.headings[0].missing == 1
    assert [each.code for each in table.notices] == ["unplaced"]


def test_last_month_stands_in_where_the_rule_says_so(cast: Cast) -> None:
    scheme(cast, missing="last")
    played(cast, {"town": 1200, "other_town": 3000})
    played(cast, {"town": 2000, "other_town": None}, month=2)
    first, second = now(cast, FEBRUARY).rows
    assert (first.name, first.parts[0].given.value, first.parts[0].given.last) == ("虎门镇", None, 3000)
    assert (first.parts[0].gap, first.parts[0].level.imputed) == ("missing", True)
    assert (second.name, second.score, second.certain) == ("长安镇", 0, False)


def test_figures_of_last_year_do_not_reach_into_this_one(cast: Cast) -> None:
    scheme(cast)
    played(cast, {"town": 1200, "other_town": 3000}, month=12, year=2023)
    assert [each.code for each in now(cast).notices] == ["no_values", "unplaced"]


def test_change_against_last_year(cast: Cast) -> None:
    scheme(cast, change="100")
    played(cast, {"town": 1000, "other_town": 3000}, month=1, year=2023)
    played(cast, {"town": 1500, "other_town": 3100})
    assert [(row.name, row.parts[0].change.value) for row in now(cast).rows] == [("长安镇", 500), ("虎门镇", 100)]


def test_change_against_the_last_frozen(cast: Cast) -> None:
    of = scheme(cast, change="50", against="last_frozen")
    played(cast, {"town": 1000, "other_town": 3000})
    freeze(of)
    played(cast, {"town": 4000, "other_town": 3500}, month=2)
    rows = now(cast, FEBRUARY).rows
    assert [(row.name, row.parts[0].change.value, row.movement) for row in rows] == [
        ("长安镇", 3000, 1),
        ("虎门镇", 500, -1),
    ]


def test_per_head_by_the_newest_fact_of_the_day(cast: Cast) -> None:
    scheme(cast, per="population")
    played(cast, {"town": 1200, "other_town": 3000})
    stated = [("town", 100, 2022), ("town", 120, 2023), ("other_town", 600, 2023), ("town", 1, 2025)]
    facts = [
        actions.Stated(cast.home(part), "population", date(year, 12, 31), Decimal(value))
        for part, value, year in stated
    ]
    with clock.at(date(2026, 1, 1)):
        actions.state_facts(actor=cast.office, within=cast.places["4419"], facts=facts, source="统计年鉴")
    assert [(row.name, row.parts[0].level.value) for row in now(cast).rows] == [("长安镇", 10), ("虎门镇", 5)]


def test_per_village_by_the_divisions(cast: Cast) -> None:
    scheme(cast, per="villages", least="0")
    place("441900119005", "乌沙社区", Level.VILLAGE, cast.places["441900119"])
    played(cast, {"town": 1200, "other_town": 3000})
    table = now(cast)
    assert [(row.name, row.parts[0].given.per) for row in table.rows] == [("长安镇", 2), ("虎门镇", None)]
    assert "undivided" in {each.code for each in table.notices}


def test_shares_below_make_the_figure_of_a_town(cast: Cast) -> None:
    """A town that split its share over villages stands at their total, once all of them are locked."""
    from taizhang.progress.models import Total

    scheme(cast)
    played(cast, {"town": 1200, "other_town": 3000})
    town = Report.objects.get(owner=cast.organisation("town")).commitment
    Total.objects.create(commitment=town, on=JANUARY, value=5000, expected=2, reported=2)
    assert order(now(cast))[0] == ("长安镇", 1)
    Total.objects.filter(commitment=town).update(reported=1)
    assert order(now(cast)) == [("虎门镇", 1), ("长安镇", None)]


def test_who_may_see_what(cast: Cast) -> None:
    of = scheme(cast)
    played(cast, {"town": 1200, "other_town": 3000})
    for part in ("office", "department", "leader", "supervision"):
        assert len(queries.current(cast.people[part], JANUARY)) == 1
    for part in ("town", "village", "hotline", "elsewhere", "system"):
        assert queries.current(cast.people[part], JANUARY) == ()
    assert queries.frozen(cast.town) == ()
    freeze(of)
    # As the next request has it: what a person's places and organisations reach is kept for one request.
    town = User.objects.get(pk=cast.town.pk)
    assert len(queries.frozen(town, scheme=of, day=JANUARY)) == 1
    assert queries.frozen(cast.elsewhere) == queries.frozen(cast.village) == ()


def test_a_frozen_ranking_is_what_it_was(cast: Cast) -> None:
    of = scheme(cast)
    played(cast, {"town": 1200, "other_town": 3000})
    before = now(cast)
    freeze(of, bulletin="第1期通报")
    corrected(Report.objects.get(owner=cast.organisation("town")), 9000)
    (after,) = queries.frozen(cast.office)
    assert (after.rows, after.rules, after.headings) == (before.rows, before.rules, before.headings)
    assert after.frozen is not None
    assert (after.frozen.number, after.frozen.bulletin) == (1, "第1期通报")
    assert list(verify_frozen()) == []


def test_corrections_since_are_listed_and_printed_with_the_next_once(cast: Cast) -> None:
    of = scheme(cast)
    played(cast, {"town": 1200, "other_town": 3000})
    first = freeze(of)
    assert queries.corrections(first) == []
    corrected(Report.objects.get(owner=cast.organisation("town"), on=JANUARY), 1100)
    (found,) = queries.corrections(first)
    assert (found.name, found.indicator, found.what, found.was, found.now) == ("长安镇", "停车位", "value", 1200, 1100)
    played(cast, {"town": 1500, "other_town": 4000}, month=2)
    freeze(of, FEBRUARY)
    played(cast, {"town": 1900, "other_town": 5000}, month=3)
    freeze(of, date(2024, 3, 31))
    third, second, _first = queries.frozen(cast.office, scheme=of)
    assert [each.now for each in second.corrections] == [1100]
    assert third.corrections == ()


@pytest.mark.parametrize("spoil", ["content", "row", "score"])
def test_whoever_changes_a_frozen_ranking_is_found_out(cast: Cast, spoil: str) -> None:
    of = scheme(cast)
    played(cast, {"town": 1200, "other_town": 3000})
    made = freeze(of)
    row = made.rows.first()
    if spoil == "content":
        Frozen.objects.filter(pk=made.pk).update(content={**made.content, "group": "另一组"})
    elif spoil == "row":
        FrozenRow.objects.filter(pk=row.pk).update(content={**row.content, "rank": 2})
    else:
        FrozenRow.objects.filter(pk=row.pk).update(score=3)
    assert [each.frozen for each in verify_frozen()] == [made.pk]


def test_what_cannot_be_frozen(cast: Cast) -> None:
    of = scheme(cast)
    with pytest.raises(ActionError, match="还没有一个地区"):
        freeze(of)
    played(cast, {"town": 1200, "other_town": 3000})
    freeze(of)
    with pytest.raises(ActionError, match="冻结后不再改动"):
        freeze(of)
    with clock.at(LATER), pytest.raises(ActionError, match="还没有到"):
        actions.freeze(actor=SYSTEM, scheme=of, day=date(2024, 12, 31), seen=1)
    with clock.at(LATER), pytest.raises(StaleError):
        actions.freeze(actor=SYSTEM, scheme=of, day=FEBRUARY, seen=2)
    with clock.at(LATER), pytest.raises(Refused):
        actions.freeze(actor=cast.town, scheme=of, day=FEBRUARY, seen=1)


@pytest.mark.parametrize("subject", ["cases", "usage"])
def test_neither_cases_nor_use_are_ranked(cast: Cast, subject: str) -> None:
    with pytest.raises(ActionError, match="不得用于比拼"):
        actions.make_scheme(
            actor=cast.office,
            group=group(cast, "town"),
            name="投诉量",
            content=content(indicator("诉求件数", subject=subject)),
            reason="试",
        )


def test_an_indicator_marked_later_stops_the_ranking(cast: Cast) -> None:
    scheme(cast)
    indicator().__class__.objects.update(subject="usage")
    with pytest.raises(ActionError, match="停车位"):
        now(cast)


def test_a_change_is_the_next_version(cast: Cast) -> None:
    of = scheme(cast)
    made = actions.change_scheme(
        actor=cast.office, scheme=of, seen=1, content=content(indicator(), floor="60"), reason="拉小差距"
    )
    assert (made.number, of.versions.count()) == (2, 2)
    with pytest.raises(StaleError):
        actions.change_scheme(
            actor=cast.office, scheme=of, seen=1, content=content(indicator(), floor="50"), reason="再改"
        )
    with pytest.raises(ActionError, match="相同"):
        actions.change_scheme(
            actor=cast.office, scheme=of, seen=2, content=content(indicator(), floor="60"), reason="再改"
        )
    with pytest.raises(Refused):
        actions.change_scheme(actor=cast.town, scheme=of, seen=2, content=content(indicator()), reason="我们不同意")


def test_weights_that_do_not_make_a_hundred_are_refused_in_words(cast: Cast) -> None:
    wrong = content(indicator())
    wrong["items"][0]["weight"] = "90"
    with pytest.raises(ActionError, match="合计为 90，应为 100"):
        actions.make_scheme(actor=cast.office, group=group(cast, "town"), name="x", content=wrong, reason="试")


def test_a_town_stands_in_one_group_of_a_division(cast: Cast) -> None:
    group(cast, "town")
    with pytest.raises(ActionError, match="长安镇已在“创先进位消薄”的“创先组”组"):
        group(cast, "town", name="进位组")
    group(cast, "town", name="进位组", division="另一种分法")


def test_groups_change_from_a_day_on(cast: Cast) -> None:
    of = scheme(cast)
    played(cast, {"town": 1200, "other_town": 3000})
    actions.set_members(actor=SYSTEM, group=of.group, version=of.group.version, places=[cast.home("town")], on=LATER)
    assert len(now(cast).rows) == 2
    (later,) = queries.current(cast.office, LATER)
    assert [row.name for row in later.rows] == ["长安镇"]
    assert "alone" in {each.code for each in later.notices}


@pytest.mark.parametrize(
    ("kind", "value", "source", "words"),
    [
        ("population", 0, "年鉴", "不大于零"),
        ("area", -3, "年鉴", "不大于零"),
        ("villages", 3, "年鉴", "由区划直接计数"),
        ("population", 3, " ", "数据来源"),
        ("", 3, "年鉴", "是什么数据"),
    ],
)
def test_facts_that_are_refused(cast: Cast, kind: str, value: int, source: str, words: str) -> None:
    facts = [actions.Stated(cast.home("town"), kind, date(2023, 12, 31), Decimal(value))]
    with pytest.raises(ActionError, match=words):
        actions.state_facts(actor=cast.office, within=cast.places["4419"], facts=facts, source=source)


def test_queries_do_not_grow_with_towns(cast: Cast, django_assert_max_num_queries: object) -> None:
    of = scheme(cast, per="population")
    played(cast, {"town": 1200, "other_town": 3000})
    with django_assert_max_num_queries(12):  # type: ignore[operator]
        assert len(queries.current(cast.office, JANUARY, of)) == 1
