"""Written numbers: our own table, a peer's cases where they make sense, hostile text and hypothesis."""

from __future__ import annotations

import json
import re
import time
import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.measures.cardinals import narrow
from taizhang.measures.numerals import NUMERAL, parse_numeral

CASES: dict[str, Any] = tomllib.loads((Path(__file__).parent / "cases" / "numerals.toml").read_text(encoding="utf-8"))
READS = [(words, case) for case in CASES["reads"] for words in case["words"]]
PATTERN = re.compile(NUMERAL)


@pytest.mark.parametrize(("words", "case"), READS, ids=[words for words, _ in READS])
def test_reads(words: str, case: dict[str, Any]) -> None:
    numeral = parse_numeral(words)
    assert numeral is not None
    assert numeral.words == words
    assert numeral.value == Decimal(case["value"])
    assert numeral.upper == (Decimal(case["upper"]) if "upper" in case else None)
    assert numeral.comparator == case.get("says")
    assert numeral.kind == case.get("kind", "cardinal")
    assert numeral.unit == case.get("unit")
    assert numeral.bare == case.get("bare", False)


@pytest.mark.parametrize(("words", "case"), READS, ids=[words for words, _ in READS])
def test_what_reads_is_found_whole(words: str, case: dict[str, Any]) -> None:
    follow = case.get("follow", "个" if words.endswith("来") else "，")
    assert PATTERN.findall(f"约{words}{follow}") == [words]


@pytest.mark.parametrize("marked", CASES["stretches"])
def test_takes_the_whole_stretch(marked: str) -> None:
    text = marked.replace("[", "").replace("]", "")
    assert PATTERN.findall(text) == re.findall(r"\[(.*?)\]", marked)
    assert all(parse_numeral(words) is not None for words in PATTERN.findall(text))


@pytest.mark.parametrize("text", CASES["nothing"])
def test_takes_nothing(text: str) -> None:
    assert PATTERN.findall(text) == []


@pytest.mark.parametrize(
    "words",
    [
        "",
        " ",
        "abc",
        "万元",
        "第",
        "成",
        "分之三",
        "零分之三",
        "五—三",
        "2024-06",
        "十二成",
        "点五",
        "五点",
        "-",
        "负",
        "1.2.3",
    ],
)
def test_refuses(words: str) -> None:
    assert parse_numeral(words) is None


@pytest.mark.parametrize(("words", "value"), [("-2.5", "-2.5"), ("负三十二", "-32"), ("－0.5", "-0.5")])
def test_reads_a_sign(words: str, value: str) -> None:
    numeral = parse_numeral(words)
    assert numeral is not None
    assert numeral.value == Decimal(value)


PEER = Path(__file__).parents[3] / "shared" / "eval" / "recognizers" / "NumberModel.json"
NOT_OURS = {
    "spaces inside a number": r"[^\x00-\x7f] +[^\x00-\x7f]|\d +\d|\d  +万|\d [万萬]?\d|[万萬]\d [千百]|\d[万萬] \d",
    "another script's letters and signs": r"\d ?[kMeE]|\^|/|／",
    "a point without a whole number": r"(?<!\d)[.．]\d|\d\.\d+\.\d",
    "dozens": r"打(?!破)",
    "兆": r"兆",
    "mixed numbers with 又": r"又",
    "a sign inside a fraction": r"分之[负負]",
    "characters of cheques mixed with plain ones": (
        r"[佰仟].*[百零]|倆|^拾|千陆|[万萬]柒仟|[贰貳]拾|佰零|零拾|仟分之|叁|萬分之肆"
    ),
    "a half": r"半百",
    "a word for the unit's sake (theirs has no units)": r"^[万萬]+$|美元|美刀|一折|百分之",
    "words that begin with a digit": r"一切|壹切|一看|四川",
    "a thousand of tens": r"五十千",
    "a zero before ten": r"^零十|第零",
    "多 kept in the number": r"四百多",
}


def peer_cases() -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = json.loads(PEER.read_text(encoding="utf-8-sig")) if PEER.exists() else []
    return cases


def agrees(case: dict[str, Any]) -> bool:
    """Whether we find the same stretches (at the same places) with the same values, signs apart."""
    theirs = [(result["Start"], result["Text"], result["Resolution"]["value"]) for result in case["Results"]]
    ours = list(PATTERN.finditer(case["Input"]))
    if len(theirs) != len(ours):
        return False
    for (start, text, value), match in zip(theirs, ours, strict=True):
        signed = re.match(r"[-－负負]?", text)
        numeral = parse_numeral(match.group())
        if signed is None or numeral is None or match.start() != start + signed.end():
            return False
        scale = {"%": 100, "‰": 1000}.get(numeral.unit or "", 1)
        if narrow(text[signed.end() :]).replace(",", "") != narrow(match.group()).replace(",", ""):
            return False
        if abs(abs(Decimal(value)) - numeral.value / scale) > Decimal("0.00005"):
            return False
    return True


@pytest.mark.skipif(not PEER.exists(), reason="the peer's cases lie outside the repository")
def test_a_peers_cases_agree_or_have_a_reason() -> None:
    wrong = {}
    for case in peer_cases():
        if not agrees(case) and not any(re.search(reason, case["Input"]) for reason in NOT_OURS.values()):
            wrong[case["Input"]] = PATTERN.findall(case["Input"])
    assert wrong == {}
    page = Path(__file__).parents[2] / "docs" / "reference" / "numerals.md"
    agreeing, all_cases = sum(map(agrees, peer_cases())), len(peer_cases())
    assert f"{agreeing} of {all_cases} agree" in page.read_text(encoding="utf-8")


@pytest.mark.skipif(not PEER.exists(), reason="the peer's cases lie outside the repository")
@pytest.mark.parametrize("reason", NOT_OURS)
def test_every_reason_is_needed(reason: str) -> None:
    assert any(re.search(NOT_OURS[reason], case["Input"]) and not agrees(case) for case in peer_cases())


HOSTILE = [
    "1",
    "1,",
    "一",
    "一百",
    "十万亿",
    "零",
    "1万",
    "1-",
    "百分之",
    "二〇",
    "壹拾",
    "三点五",
    "三成",
    "1.",
    "1 万",
    "五%—",
    "一千零",
    "几",
    "第一",
    "五六",
    "多1",
]


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_text_costs_linear_time(piece: str) -> None:
    def cost(length: int) -> float:
        text = (piece * length)[:length]
        start = time.process_time()
        for match in PATTERN.finditer(text):
            parse_numeral(match.group())
        return time.process_time() - start

    assert cost(100_000) < max(1.0, 40 * cost(10_000))


@given(st.text(alphabet="0123456789０９.．,，一二两三十百千万亿零〇点多余几数来第成分之半—-至到%％个元 ", max_size=40))
def test_any_text_reads_without_raising(text: str) -> None:
    for match in PATTERN.finditer(text):
        numeral = parse_numeral(match.group())
        assert numeral is None or numeral.value >= 0
    parse_numeral(text)


@given(st.text(max_size=60))
def test_any_unicode_reads_without_raising(text: str) -> None:
    parse_numeral(text)


def spoken(number: int) -> str:
    """The textbook spelling of a whole number below 10^16, written independently of the parser."""
    if number == 0:
        return ""
    for mark, factor in (("亿", 10**8), ("万", 10**4), ("千", 1000), ("百", 100), ("十", 10)):
        if number >= factor:
            head, rest = divmod(number, factor)
            return spoken(head) + mark + ("零" if 0 < rest < factor // 10 else "") + spoken(rest)
    return "零一二三四五六七八九"[number]


@given(st.one_of(st.integers(1, 10**4), st.integers(1, 10**8), st.integers(1, 10**12 - 1)))
def test_spoken_numbers_read_back(number: int) -> None:
    words = spoken(number)
    assert PATTERN.findall(words) == [words]
    numeral = parse_numeral(words)
    assert numeral is not None
    assert numeral.value == number


@given(
    st.decimals(min_value=0, max_value=10**9, places=2),
    st.sampled_from([("", 1), ("万", 10**4), ("亿", 10**8), ("万亿", 10**12)]),
)
def test_digits_read_back(value: Decimal, scale: tuple[str, int]) -> None:
    mark, factor = scale
    for words in (f"{value}{mark}", f"{value:,}{mark}"):
        assert PATTERN.findall(words) == [words]
        numeral = parse_numeral(words)
        assert numeral is not None
        assert numeral.value == value * factor


def test_every_reason_to_differ_from_the_peer_is_written_down() -> None:
    page = (Path(__file__).parents[2] / "docs" / "reference" / "numerals.md").read_text(encoding="utf-8")
    assert [reason for reason in NOT_OURS if f"| {reason} |" not in page] == []
