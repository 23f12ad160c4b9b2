import pytest

from taizhang.reading.tables.captions import read_caption


@pytest.mark.parametrize(
    ("lines", "unit", "period", "role", "growth", "noun"),
    [
        (["表1 2022年居民消费价格比上年涨跌幅度", "单位：%"], "%", "2022", "actual", True, "价格"),
        (["2024年主要经济指标目标任务分解表"], None, "2024", "target", False, ""),
        (["（一）规模以上工业增加值增长速度"], None, None, "actual", True, "增加值"),
        (["表4：主要农产品产量及其增长速度（单位：万吨）"], "吨", None, "actual", False, "产量"),
        (["全年工作平稳推进。", "单位：亿元"], "元", None, None, False, ""),
        (["2023年目标任务完成情况"], None, "2023", "actual", False, ""),
        ([], None, None, None, False, ""),
    ],
)
def test_caption(
    lines: list[str], unit: str | None, period: str | None, role: str | None, growth: bool, noun: str
) -> None:
    caption = read_caption(lines, 2024)
    assert (caption.counting.unit if caption.counting else None) == unit
    assert (str(caption.period) if caption.period else None) == period
    assert (caption.role, caption.growth, caption.noun) == (role, growth, noun)


def test_subject_of_a_table_of_places() -> None:
    assert read_caption(["2024年各镇街固定资产投资任务分解表"], 2024).subject == "固定资产投资"
