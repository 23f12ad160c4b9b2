"""Sentences of a briefing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from taizhang.briefings import telling
from taizhang.briefings.content import Tally
from taizhang.briefings.numbering import annexes, chinese, headings
from taizhang.briefings.sample import sample_composition

LINES = sample_composition().lines


def test_every_number_of_the_overview_has_a_note() -> None:
    said = telling.standing(LINES, "样例市", date(2024, 9, 30), 7)
    assert said.text == (
        "截至2024年9月30日，样例市台账共3项（量化目标2项，工作事项1项），其中正常1项，严重滞后1项，未到期1项。"
    )
    assert {each.note for each in said.pieces if each.value is not None} == {7}


def test_more_fewer_and_the_same() -> None:
    said = telling.against_before(Tally(red=3, yellow=2), Tally(red=1, yellow=2), "2024年8月", 1)
    assert said.text == "与2024年8月相比，严重滞后增加2项，滞后持平。"


def test_a_line_behind_says_target_reason_and_owner() -> None:
    assert telling.sentence(LINES[1]).text == (
        "样例车位：目标1000个以上，严重滞后：落后计划 35 个百分点。责任单位：未明确。"
    )


def test_what_is_not_locked_is_said() -> None:
    old = replace(LINES[0], on=date(2024, 8, 31))
    part = replace(LINES[0], complete="31/33")
    told = [each.text for each in telling.not_locked([old, part, LINES[1]], date(2024, 9, 30))]
    assert told[0].startswith("“样例绿道”本期填报尚未锁定")
    assert told[1] == "“样例车位”尚无锁定的填报。"
    assert "31/33" in told[2]


def test_nothing_reached_is_told_of_nothing() -> None:
    assert telling.reached([LINES[2]], 1) is None


def test_headings_are_numbered_without_gaps() -> None:
    made = replace(sample_composition(), leagues=(), lines=LINES[:2])
    assert list(headings(made).values()) == ["一、总体情况", "二、各领域进展", "三、严重滞后事项", "四、数据更正"]
    assert list(annexes(made)) == ["targets", "notes"]
    assert [chinese(each) for each in (9, 11, 99)] == ["九", "十一", "九十九"]
