"""The lexicon of units row by row, the pattern in running text, and conversion."""

from __future__ import annotations

import contextlib
import re
import tomllib
import unicodedata
from decimal import Decimal
from importlib.resources import files
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.measures.errors import MeasureError, UnitMismatch, UnknownUnit
from taizhang.measures.units import UNIT, Unit, convert, convertible, simple_units, unit

TABLES: dict[str, Any] = tomllib.loads(files("taizhang.measures").joinpath("units.toml").read_text(encoding="utf-8"))
ROWS = [(kind, row) for kind, table in TABLES.items() for row in table["units"]]
KEYS = {"name", "also", "base", "factor", "not_before", "only_after", "not_after", "note", "written"}
FOUND = re.compile(f"(?<=[0-9万亿])({UNIT})")


def found(text: str) -> list[str]:
    return FOUND.findall(text)


@pytest.mark.parametrize(("kind", "row"), ROWS, ids=[row["name"] for _, row in ROWS])
def test_every_row_is_well_formed(kind: str, row: dict[str, Any]) -> None:
    assert set(row) <= KEYS
    assert unit(row.get("written", row["name"])).name == row["name"]
    assert ("base" in row) == ("factor" in row)
    for spelling in (row["name"], *row.get("also", ())):
        assert spelling == spelling.strip()
        assert unit(spelling).name == row["name"]
        assert unit(spelling).kind == kind
    base = unit(row.get("base", row["name"]))
    assert base.kind == kind
    assert base.factor == 1
    for guard in row.get("not_before", ()):
        re.compile(guard.removeprefix("!"))


@pytest.mark.parametrize(("kind", "row"), ROWS, ids=[row["name"] for _, row in ROWS])
def test_every_spelling_is_found_whole_in_running_text(kind: str, row: dict[str, Any]) -> None:
    lead = "3元" + row["only_after"][0] if "/" in row.get("only_after", ()) else "3万"
    for spelling in (row["name"], *row.get("also", ())):
        match = re.compile(UNIT).search(lead + spelling + "，", len(lead) if lead == "3万" else 1)
        assert match is not None
        assert match.group().endswith(spelling)


@pytest.mark.parametrize(("kind", "row"), [pair for pair in ROWS if "not_before" in pair[1]])
def test_every_guard_holds(kind: str, row: dict[str, Any]) -> None:
    for guard in row["not_before"]:
        if not guard.startswith("!"):
            assert row["name"] not in found("3万" + row["name"] + guard)


def test_spellings_are_unique_and_rows_sorted() -> None:
    spellings = [spelling for _, row in ROWS for spelling in (row["name"], *row.get("also", ()))]
    assert len(spellings) == len(set(spellings))
    for table in TABLES.values():
        names = [row["name"] for row in table["units"]]
        assert names == sorted(names)


def test_width_variants_read_alike() -> None:
    """A full-width spelling and its half-width form never mean two different units."""
    for candidate in simple_units():
        for spelling in candidate.spellings:
            narrow = unicodedata.normalize("NFKC", spelling)
            try:
                other = unit(narrow)
            except UnknownUnit:
                continue
            assert other == candidate


def test_there_are_enough_classifiers() -> None:
    assert len(TABLES["count"]["units"]) + len(TABLES["people"]["units"]) + len(TABLES["traffic"]["units"]) >= 130
    assert len(simple_units()) >= 260


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("％", "%"),
        ("个百分点", "百分点"),
        ("个千分点", "千分点"),
        ("㎡", "平方米"),
        ("平方千米", "平方公里"),
        ("km²", "平方公里"),
        ("个工作日", "工作日"),
        ("TEU", "标准箱"),
        ("μg/m³", "微克/立方米"),
        ("ug/m3", "微克/立方米"),
        ("微克每立方米", "微克/立方米"),
        ("mg/L", "毫克/升"),
        ("km/h", "公里/小时"),
        ("元／㎡", "元/平方米"),
        ("元/人·年", "元/人·年"),
        ("元/人/月", "元/人·月"),
        ("件/万人", "件/万人"),
        ("人/百亿元", "人/百亿元"),
        ("吨标煤/万元", "吨标准煤/万元"),
        ("方/年", "方/年"),
        ("头(只)", "头（只）"),
        ("台（套）", "台（套）"),
        (" 宗", "宗"),
    ],
)
def test_canonical_names(words: str, name: str) -> None:
    assert unit(words).name == name
    assert unit(name).name == name


@pytest.mark.parametrize(
    ("text", "units"),
    [
        ("建成3座、改造12台（套）、清理5个(处)", ["座", "台（套）", "个(处)"]),
        ("浓度24.6微克/立方米以下", ["微克/立方米"]),
        ("补助600元/月，每亩产值3万元/亩", ["元/月", "元/亩"]),
        ("带动5000户次、7139人次", ["户次", "人次"]),
        ("供气3亿方，储水2万方", ["方", "方"]),
        ("容量128P，存储20TB，网速1Gbps", ["P", "TB", "Gbps"]),
        ("下达30项目标任务", ["项"]),
        ("举办200场地方戏、3场景区活动", ["场", "场"]),
        ("提高0.8个百分点和2个千分点", ["个百分点", "个千分点"]),
        ("12G容量", ["G"]),
    ],
)
def test_units_in_running_text(text: str, units: list[str]) -> None:
    assert found(text) == units


@pytest.mark.parametrize(
    "text",
    [
        "5G基站",
        "4Ｇ",
        "3部门",
        "2台湾",
        "1支撑",
        "6月",
        "8方面",
        "1首要",
        "3万人民",
        "2担当",
        "9升级",
        "3Pa3",
        "2P2",
        "7张家口",
    ],
)
def test_words_that_only_begin_like_a_unit(text: str) -> None:
    assert found(text) in ([], [""])


@pytest.mark.parametrize(
    ("value", "source", "target", "result"),
    [
        ("1", "公顷", "亩", "15"),
        ("1", "平方公里", "公顷", "100"),
        ("3", "亩", "平方米", "2000"),
        ("2.5", "吨", "公斤", "2500"),
        ("5", "斤", "千克", "2.5"),
        ("24", "小时", "天", "1"),
        ("2", "年", "个季度", "8"),
        ("5", "‰", "%", "0.5"),
        ("1", "个千分点", "百分点", "0.1"),
        ("1000", "元/亩", "元/公顷", "15000"),
        ("3", "件/万人", "件/人", "0.0003"),
        ("0.5", "吨标准煤/万元", "千克标准煤/元", "0.05"),
        ("1", "EFLOPS", "P", "1000"),
        ("7139", "人次", "人次", "7139"),
    ],
)
def test_conversion_is_exact(value: str, source: str, target: str, result: str) -> None:
    assert convert(Decimal(value), source, target) == Decimal(result)


@pytest.mark.parametrize(
    ("source", "target"),
    [("元", "美元"), ("亩", "吨"), ("人", "人次"), ("%", "百分点"), ("公里", "车道公里"), ("年", "天")],
)
def test_what_does_not_convert_says_so(source: str, target: str) -> None:
    assert not convertible(source, target)
    with pytest.raises(UnitMismatch) as caught:
        convert(Decimal(1), source, target)
    assert (caught.value.source, caught.value.target) == (source, target)


@pytest.mark.parametrize("words", ["", "万元", "部门", "5", "元/", "/元", "元/元/元/元", "（只）", "元（）"])
def test_unknown_units(words: str) -> None:
    with pytest.raises(UnknownUnit):
        unit(words)


@given(st.text(max_size=12))
def test_any_words_give_a_unit_or_a_measure_error(words: str) -> None:
    with contextlib.suppress(MeasureError):
        assert isinstance(unit(words), Unit)


@given(
    st.decimals(min_value=0, max_value=10**9, places=3),
    st.sampled_from(simple_units()),
    st.sampled_from(simple_units()),
)
def test_conversion_there_and_back(value: Decimal, source: Unit, target: Unit) -> None:
    if convertible(source, target):
        back = convert(convert(value, source, target), target, source)
        assert abs(back - value) <= value * Decimal("1e-24")
