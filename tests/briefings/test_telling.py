"""Sentences of a briefing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from taizhang.briefings import telling
from taizhang.briefings.content import Tally, Texts
from taizhang.briefings.numbering import annexes, chinese, headings, in_order
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
    assert list(headings(made, Texts()).values()) == [
        "一、总体情况",
        "二、各领域进展",
        "三、严重滞后事项",
        "四、数据更正",
    ]
    assert list(annexes(made)) == ["targets", "notes"]
    assert [chinese(each) for each in (9, 11, 99)] == ["九", "十一", "九十九"]


def test_notes_are_numbered_as_a_reader_meets_them() -> None:
    """Turned round beforehand: the numbers change, what each leads to does not; once in order nothing changes."""
    made = in_order(sample_composition())
    met = [piece.note for said in made.overview for piece in said.pieces if piece.note]
    assert met[0] == 1
    assert [each.number for each in made.notes] == list(range(1, len(made.notes) + 1))
    for was, line in zip(sample_composition().lines, made.lines, strict=True):
        for old, new in zip(was.notes, line.notes, strict=True):
            assert sample_composition().note(old).text == made.note(new).text
    assert in_order(made) == made


def test_what_is_asked_names_whoever_is_behind() -> None:
    late = replace(LINES[1], owner="样例市城管局")
    slow = replace(LINES[0], light="yellow")
    assert telling.demands([LINES[0]]) == ""
    said = telling.demands([late, slow])
    assert said.startswith("样例市城管局要对照严重滞后事项")
    assert "样例市住建局要对照滞后事项" in said
    many = telling.demands([replace(late, owner=f"甲{number}局") for number in range(11)])
    assert "等11个单位要" in many


def test_what_is_to_be_done_next_is_a_chapter_where_it_is_written() -> None:
    made = sample_composition()
    assert "demands" not in headings(made, Texts(demands=" \n"))
    assert headings(made, Texts(demands="请抓紧。"))["demands"] == "六、下一步要求"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("差距大：2024-10-31 应达 8.5 亩，实际 4 亩", "差距大：2024年10月31日应达8.5亩，实际4亩"),
        ("编号 A-2024-10-31", "编号 A-2024年10月31日"),
        ("12024-10-31", "12024-10-31"),
        ("3 of 4", "3 of 4"),
    ],
)
def test_sentences_of_the_system_are_said_as_documents_say_them(words: str, said: str) -> None:
    assert telling.official(words) == said
