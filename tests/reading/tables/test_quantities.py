import pytest

from taizhang.reading.tables.quantities import quantity


@pytest.mark.parametrize(
    ("cell", "figure", "value", "unit", "comparator", "direction"),
    [
        ("1,234.5", "1,234.5", "1234.5", None, "=", None),
        ("-3.2", "3.2", "3.2", None, "=", "down"),
        ("+5.2", "5.2", "5.2", None, "=", "up"),
        ("6.5左右", "6.5", "6.5", None, "~", None),
        ("6%左右", "6%", "6", "%", "~", None),
        (">6", "6", "6", None, ">", None),
        ("≤4.5", "4.5", "4.5", None, "<=", None),
        ("8万个以上", "8万个", "80000", "个", ">=", None),
        ("不少于3000个", "3000个", "3000", "个", ">=", None),
        ("增长6%以上", "6%", "6", "%", ">=", "up"),
        ("年均增长6.5%", "6.5%", "6.5", "%", "=", "up"),
        ("下降3%", "3%", "3", "%", "=", "down"),
        ("6—6.5%", "6—6.5%", "6", "%", ">=", None),
        ("0.8个百分点", "0.8个百分点", "0.8", "百分点", "=", None),
        ("控制在3%以内", "3%", "3", "%", "<=", None),
        ("达到1500亿元", "1500亿元", "150000000000", "元", "=", None),
        ("全覆盖", "全覆盖", "100", "%", "=", None),
        ("12 宗", "12 宗", "12", "宗", "=", None),
        ("1000余家", "1000余家", "1000", "家", ">", None),
        ("三成", "三成", "30", "%", "=", None),
        ("5.6①", "5.6", "5.6", None, "=", None),
        ("50+", "50", "50", None, ">", None),
        ("2.45万", "2.45万", "24500", None, "=", None),
        ("超千亿元", "千亿元", "100000000000", "元", ">", None),
        ("0", "0", "0", None, "=", None),
    ],
)
def test_one_number(
    cell: str, figure: str, value: str, unit: str | None, comparator: str, direction: str | None
) -> None:
    text = f"甲|{cell}|乙"
    found = quantity(text, 2, 2 + len(cell))
    assert found is not None
    assert text[found.start : found.end] == figure
    assert (str(found.value), found.unit, found.comparator, found.direction) == (value, unit, comparator, direction)


@pytest.mark.parametrize(
    ("cell", "figure"), [("[50]", "50"), ("〔13.5〕", "13.5"), ("-[13.5]", "13.5"), ("累计[18]", "18"), ("≥[12]", "12")]
)
def test_brackets_mean_the_whole_period(cell: str, figure: str) -> None:
    found = quantity(cell, 0, len(cell))
    assert found is not None
    assert found.through
    assert cell[found.start : found.end] == figure


@pytest.mark.parametrize("cell", ["第2", "第2位"])
def test_place_in_an_order(cell: str) -> None:
    found = quantity(cell, 0, len(cell))
    assert found is not None
    assert found.ordinal


@pytest.mark.parametrize(
    "cell",
    [
        "",
        "—",
        "……",
        "持平",
        "完成省下达任务",
        "2024年6月",
        "1:5",
        "3座公园",
        "新增8万个，改造200处",
        "9:00",
        "3A级",
        "万",
    ],
)
def test_no_number_or_more_than_one(cell: str) -> None:
    assert quantity(cell, 0, len(cell)) is None
