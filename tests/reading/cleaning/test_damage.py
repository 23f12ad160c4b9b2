import pytest

from taizhang.reading.cleaning import clean


def noted(text: str) -> list[tuple[str, str]]:
    return [(note.code, text[note.start : note.end]) for note in clean(text).notes]


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("攻坚战??结起来就是同心。", "??"),
        ("出台“六?！等政策。", "?！"),
        ("完成\ue2a8€目标。", "€"),
        ("任务傲€目标。", "€"),
    ],
)
def test_lost_characters(text: str, lost: str) -> None:
    assert noted(text) == [("lost-bytes", lost)]


@pytest.mark.parametrize("text", ["真的吗??", "是否继续?", "€100", "甲\uf0b7乙。", "总体\ufffd向好。"])
def test_nothing_lost(text: str) -> None:
    assert noted(text) == []


@pytest.mark.parametrize(
    ("text", "word"), [("贯彻XXX精神。", "XXX"), ("××市开展。", "××"), ("由某某负责。", "某某"), ("张XX说。", "XX")]
)
def test_redaction(text: str, word: str) -> None:
    assert noted(text) == [("redaction", word)]


@pytest.mark.parametrize("text", ["XXL码。", "7×24小时服务。", "尺码XXXL。"])
def test_no_redaction(text: str) -> None:
    assert noted(text) == []


def test_many_places_are_counted_together() -> None:
    notes = clean("某某、" * 130).notes
    assert len(notes) == 101
    assert "130" in notes[-1].message


def test_preview_cut_off() -> None:
    text = "全镇新建公园3座，改造小区12个，完成投资4亿元，增长6%，成功\n展开>>\n版权声明：\n返回顶部"
    assert [note.code for note in clean(text).notes] == ["truncated", "furniture"]


@pytest.mark.parametrize(
    "text",
    [
        "全镇新建公园3座，改造小区12个，完成投资4亿元。\n二、下一步打算",
        "短句，未完",
        "全镇新建公园3座，改造小区12个，完成投资4亿元。",
    ],
)
def test_not_cut_off(text: str) -> None:
    assert noted(text) == []
