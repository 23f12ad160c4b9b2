"""Facts of real documents, where they lie beside the project: file stem, kind, place, year ahead and year reviewed."""

from pathlib import Path

import pytest

from taizhang.reading.cleaning import clean
from taizhang.reading.facts import facts_of

SHARED = Path(__file__).parents[4] / "shared"
EXPECTED = """
s0 新闻 东莞市 2024 -
s1 新闻 东莞市 2024 -
s3 新闻 厚街镇 2021 2020
s4 政府工作报告 高埗镇 2024 2023
d1 政府工作报告 龙岩市 2006 2005
d2 政府工作报告 防城港市 2012 2011
d3 政府工作报告 武威市 2021 2020
d4 政府工作报告 安徽省 - -
d5 考评办法 包头市 2022 -
d6 政府工作报告 防城港市 2009 2008
d7 概况 柳河镇 - -
0151f6b1 政府工作报告 金华市 2011 2010
2e6cbcb7 政府工作报告 韶关市 2019 2018
55f0fd82 政府工作报告 鞍山市 2003 2002
a4d4a70b 政府工作报告 鹤壁市 2009 2008
cdd5c626 政府工作报告 齐齐哈尔市 2014 2013
eaa70b19 政府工作报告 铜仁市 2013 2012
甘肃省 政府工作报告 甘肃省 2026 2025
青海省 政府工作报告 青海省 2026 2025
"""


@pytest.mark.skipif(not SHARED.exists(), reason="the texts are not here")
@pytest.mark.parametrize("row", EXPECTED.split("\n")[1:-1], ids=lambda row: row.split()[0])
def test_facts(row: str) -> None:
    stem, *expected = row.split()
    path = next(SHARED.glob(f"*/**/{stem}.txt"))
    facts = facts_of(clean(path.read_bytes().decode("utf-8")))
    assert [str(fact or "-") for fact in (facts.doc_kind, facts.place, facts.year, facts.review_year)] == expected
