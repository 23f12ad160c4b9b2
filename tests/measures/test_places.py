"""Place names: endings, parts, short and full names, and whether two names mean one place."""

from __future__ import annotations

import csv
import time
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.measures.places import Level, full_name, level, parts, same_place, short_name

TABLES: dict[str, Any] = tomllib.loads(files("taizhang.measures").joinpath("places.toml").read_text(encoding="utf-8"))
PROVINCES = TABLES["provinces"]
DIVISIONS = Path(__file__).parents[3] / "shared" / "data" / "divisions" / "guangdong.csv"


def test_there_are_thirty_four_provincial_units() -> None:
    assert len(PROVINCES) == 34
    for key in ("name", "short", "sign"):
        assert len({row[key] for row in PROVINCES}) == 34
    assert all(row["name"].startswith(row["short"]) for row in PROVINCES)
    assert all(len(row["sign"]) == 1 for row in PROVINCES)


@pytest.mark.parametrize("row", PROVINCES, ids=[row["short"] for row in PROVINCES])
def test_every_province_by_both_names(row: dict[str, str]) -> None:
    assert full_name(row["short"]) == full_name(row["name"]) == row["name"]
    assert short_name(row["name"]) == short_name(row["short"]) == row["short"]
    assert level(row["name"]) == level(row["short"]) == "province"
    assert same_place(row["name"], row["short"])


def test_the_tables_are_sound() -> None:
    endings = [ending for row in TABLES["suffixes"] for ending in (row["name"], *row.get("also", ()))]
    assert len(endings) == len(set(endings))
    assert TABLES["common"] == sorted(set(TABLES["common"]))
    assert TABLES["peoples"] == sorted(set(TABLES["peoples"]))
    assert sum(people.endswith("族") for people in TABLES["peoples"]) == 55
    for word in (*TABLES["common"], *TABLES["alone"]):
        assert level(word) is None
    for word in TABLES["alone"]:
        assert level(f"东莞市{word}") is not None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("广东省", "province"),
        ("东莞市", "city"),
        ("延边州", "city"),
        ("兴安盟", "city"),
        ("大兴安岭地区", "city"),
        ("上思县", "county"),
        ("港口区", "county"),
        ("鄂温克族自治旗", "county"),
        ("松山湖高新区", "zone"),
        ("大西南临港工业园", "zone"),
        ("长安镇", "town"),
        ("南城街道办事处", "town"),
        ("白家村", "village"),
        ("科源社区居委会", "village"),
        ("广东省东莞市长安镇", "town"),
        ("汕尾市城区", "county"),
        ("荆州", None),
        ("松山湖", None),
        ("城区", None),
        ("全市", None),
        ("农村", None),
        ("市", None),
        ("东莞市水务局", None),
        ("", None),
    ],
)
def test_level(name: str, expected: Level | None) -> None:
    assert level(name) == expected


@pytest.mark.parametrize(
    "expected",
    [
        ("广东省", "东莞市", "长安镇"),
        ("广西", "防城港市", "港口区"),
        ("内蒙古", "呼和浩特市", "新城区"),
        ("北京市", "海淀区", "中关村街道", "科源社区"),
        ("苏州市", "昆山市"),
        ("济南市", "市中区"),
        ("荆州市", "沙市区"),
        ("湖南省", "津市市"),
        ("吉林省", "吉林市"),
        ("梅州市", "梅县区", "南口镇"),
        ("佛山市", "禅城区", "石湾镇街道"),
        ("珠海市", "金湾区", "红旗镇"),
        ("汕尾市", "城区", "红草镇"),
        ("武威市", "高新区"),
        ("海南藏族自治州",),
        ("镇江市",),
        ("新市镇",),
        ("松山湖",),
    ],
)
def test_parts(expected: tuple[str, ...]) -> None:
    assert parts("".join(expected)) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("长安镇", "长安"),
        ("广东省东莞市长安镇", "长安"),
        ("延边朝鲜族自治州", "延边"),
        ("恩施土家族苗族自治州", "恩施"),
        ("恭城瑶族自治县", "恭城"),
        ("沙县", "沙县"),
        ("松山湖", "松山湖"),
        ("肇庆高新技术产业开发区", "肇庆"),
    ],
)
def test_short_name(name: str, expected: str) -> None:
    assert short_name(name) == expected


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("东莞", "广东省东莞市", True),
        ("东莞市", "东莞", True),
        ("长安镇", "东莞市长安镇", True),
        ("长安", "长安镇", True),
        ("松山湖", "松山湖高新区", True),
        ("松山湖高新区", "松山湖高新技术产业开发区", True),
        ("白家村", "白家村委会", True),
        ("南城街道", "南城街道办事处", True),
        ("恭城县", "恭城瑶族自治县", True),
        ("延边州", "延边朝鲜族自治州", True),
        ("广西", "广西壮族自治区", True),
        ("城区", "城区", True),
        ("长安镇", "长安区", False),
        ("西安市长安区", "石家庄市长安区", False),
        ("吉林省", "吉林市", False),
        ("沙县", "沙市", False),
        ("城区", "市区", False),
        ("广西", "广东", False),
        ("", "东莞", False),
        ("", "", False),
    ],
)
def test_same_place(first: str, second: str, same: bool) -> None:
    assert same_place(first, second) is same
    assert same_place(second, first) is same


@given(st.text(alphabet="省市县区镇乡村街道社州盟旗东莞长安石龙广西壮族自治", max_size=50))
def test_any_name_splits_without_loss(name: str) -> None:
    assert "".join(parts(name)) == name
    assert level(name) in (None, "province", "city", "county", "zone", "town", "village")
    assert same_place(name, name) is bool(name)
    assert not name or short_name(name)


@pytest.mark.parametrize("piece", ["市", "区", "市县镇村", "村", "街道", "广东", "自治区"])
def test_hostile_names_cost_little(piece: str) -> None:
    start = time.process_time()
    for length in (20, 40, 100, 100_000):
        parts((piece * length)[:length])
    assert time.process_time() - start < 1


@pytest.mark.skipif(not DIVISIONS.exists(), reason="the list of divisions lies outside the repository")
def test_nearly_all_of_a_province_splits_at_its_divisions() -> None:
    with DIVISIONS.open(encoding="utf-8") as lines:
        rows = {row["code"]: row for row in csv.DictReader(lines)}
    right = tried = 0
    for row in list(rows.values())[::10]:
        chain = [row["name"]]
        while row["parent_code"]:
            row = rows[row["parent_code"]]
            chain.insert(0, row["name"])
        if not any(above in chain[-1] for above in chain[:-1]):
            tried += 1
            right += parts("".join(chain)) == tuple(chain)
    assert tried > 2500
    assert right / tried > 0.98
