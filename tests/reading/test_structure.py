"""Headings and sections, from the wording and from what a file format declares."""

from __future__ import annotations

from taizhang.reading import read_source
from taizhang.reading.sources import Block, Source
from taizhang.reading.structure import Outline, headings

TEXT = "总体要求\n一、重点任务\n（一）做强产业\n1.培育企业\n新建园区3个，新增企业5家，完成投资20亿元。\n"


def test_numbers_give_the_depth() -> None:
    outline = Outline(headings(TEXT))
    assert outline.path(TEXT.index("新建")) == ("重点任务", "做强产业", "培育企业")
    assert outline.path(0) == ("总体要求",)


def test_declared_headings_stand_above_numbered_ones() -> None:
    start = TEXT.index("一、")
    outline = Outline(headings(TEXT, [(start, TEXT.index("\n", start), 1)]))
    assert outline.path(TEXT.index("新建")) == ("重点任务", "做强产业", "培育企业")
    assert outline.path(0) == ()


def test_what_the_format_sets_aside_is_not_read() -> None:
    text = "韶关市2024年工作要点\n新建园区3个。\n页脚：共印200份。\n"
    foot = text.index("页脚")
    source = Source(text, (Block(foot, len(text) - 1, "furniture"),))
    assert [claim.figure for claim in read_source(source).figures] == ["3个"]


def test_a_numbered_sentence_is_no_heading() -> None:
    text = "一、重点任务\n（一）6月底前，各镇街完成规划编制。（责任单位：市住建局）\n"
    assert [heading.words for heading in headings(text)] == ["重点任务"]
    (task,) = read_source(Source("韶关市2024年工作要点\n" + text)).tasks
    assert (task.period, task.owner) == ("2024-06", "市住建局")
