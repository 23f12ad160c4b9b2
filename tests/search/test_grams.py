"""What texts are cut into, and what is asked of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.search.folding import fold
from taizhang.search.grams import grams, phrases
from taizhang.search.highlighting import pieces, snippet, spans


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("停车", ["停车", "车"]),
        ("树", ["树"]),
        ("停車位", ["停车", "车位", "位"]),
        ("新建5G基站", ["新建", "建", "5g", "基站", "站"]),
        ("６，０００个", ["6", "000", "个"]),
        ("６,０００个", ["6000", "个"]),
        ("1,234,567.5", ["1234567.5"]),
        ("3,4月", ["3", "4", "月"]),
        ("PM2.5 降到 25.3", ["pm2.5", "降到", "到", "25.3"]),
        ("一、总则。", ["一", "总则", "则"]),
        ("", []),
        ("……《》 ，。", []),
    ],
)
def test_a_text_is_cut_into_grams(text: str, cut: list[str]) -> None:
    assert grams(text) == cut


@pytest.mark.parametrize(
    ("asked", "cut"),
    [
        ("停车位", [("停车", "车位")]),
        ("停", [("停",)]),
        ("長安 充电桩", [("长安",), ("充电", "电桩")]),
        ("6,000", [("6000",)]),
        ("５Ｇ基", [("5g", "基")]),
        ("停车 停车", [("停车",)]),
        ("*", []),
        ("\0", []),
        ("AND OR NOT", [("and",), ("or",), ("not",)]),
        ('title:"x"', [("title", "x")]),
    ],
)
def test_what_is_asked_becomes_phrases(asked: str, cut: list[tuple[str, ...]]) -> None:
    assert [each.grams for each in phrases(asked)] == cut


@pytest.mark.parametrize(("asked", "is_open"), [("停", True), ("停车", False), ("600", False), ("5g基", True)])
def test_only_a_single_character_at_the_end_is_left_open(asked: str, is_open: bool) -> None:
    assert phrases(asked)[-1].open is is_open
    assert phrases(asked, typing=True)[-1].open is (is_open or asked == "600")


def test_too_much_is_cut_off() -> None:
    assert len(phrases("树 " * 500)) == 1
    assert len(phrases(" ".join("甲乙丙丁戊己庚辛壬癸"))) == 8
    assert sum(len(each.grams) for each in phrases("停车" * 5000)) < 100


@given(st.text(max_size=60))
def test_folding_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(alphabet="停车位树長安5gG,.０1 6、\0%'\"*", max_size=12), st.text(alphabet="新建个，。 0", max_size=6))
def test_what_is_part_of_a_text_is_marked_in_it(asked: str, around: str) -> None:
    """A word between marks is found where it stands, whatever it is made of."""
    text = f"{around}。{asked}。{around}"
    said = phrases(asked)
    if said:
        assert spans(text, said)
    assert "".join(piece.text for piece in pieces(text, said)) == text


@pytest.mark.parametrize(
    ("text", "asked", "marked"),
    [
        ("停車位６,０００个", "停车位 6000", ["停車位", "６,０００"]),
        ("1,600个和600个", "600", ["600"]),
        ("16000 6000", "6000", ["6000"]),
        ("0.80与80%", "80", ["80"]),
        ("建成5G基站", "5g基站", ["5G基站"]),
        ("新增公园，公园化", "公园", ["公园", "公园"]),
        ("充电、桩", "充电桩", []),
    ],
)
def test_hits_are_marked_where_they_stand(text: str, asked: str, marked: list[str]) -> None:
    assert [text[start:end] for start, end in spans(text, phrases(asked))] == marked


def test_a_snippet_shows_the_first_hit() -> None:
    text = "甲" * 300 + "停车位" + "乙" * 300
    shown = snippet(text, phrases("停车位"))
    assert shown[0].text == "…"
    assert shown[-1].text == "…"
    assert "停车位" in [piece.text for piece in shown if piece.hit]
    assert sum(len(piece.text) for piece in shown) <= 142
