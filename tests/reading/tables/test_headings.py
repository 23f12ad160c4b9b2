import pytest

from taizhang.reading.tables.headings import read_heading


@pytest.mark.parametrize(
    ("text", "roles", "words", "unit", "period"),
    [
        ("指 标", ("indicator",), "", None, None),
        ("绝对数（亿元）", ("amount",), "", "元", None),
        ("比上年增长(%)", ("growth",), "", "%", None),
        ("±%", ("growth",), "", None, None),
        ("同比增长%", ("growth",), "", "%", None),
        ("规上工业增加值增速（%）", ("growth",), "规上工业增加值", "%", None),
        ("2023年比2022年增长（%）", ("growth",), "", "%", "2023"),
        ("比2020年累计增长", ("growth",), "", None, None),
        ("2025年", (), "", None, "2025"),
        ("2025", (), "", None, "2025"),
        ("2025年目标（亿元）", ("target",), "", "元", "2025"),
        ("2024年1-6月", (), "", None, "2024-01/2024-06"),
        ("上年同期", ("actual",), "", None, "2023"),
        ("一季度目标", ("target",), "", None, "2024-Q1"),
        ("“十四五”规划目标", ("target",), "", None, "2021/2025"),
        ("产值/亿元", (), "产值", "元", None),
        ("工业投资：万元", (), "工业投资", "元", None),
        ("亿元", (), "", "元", None),
        ("计划总投资（万元）", (), "计划总投资", "元", None),
        ("固定资产投资（不含农户）", (), "固定资产投资", None, None),
        ("增速排名", ("rank",), "增速", None, None),
        ("市级牵头单位", ("owner",), "市级", None, None),
        ("目标任务", ("indicator", "target"), "", None, None),
        ("2025年增长目标（%）", ("target", "growth"), "", "%", "2025"),
        ("全市", (), "全市", None, None),
        ("情况", (), "", None, None),
    ],
)
def test_heading(text: str, roles: tuple[str, ...], words: str, unit: str | None, period: str | None) -> None:
    heading = read_heading(text, 2024)
    assert heading.roles == roles
    assert heading.words == words
    assert (heading.unit.unit if heading.unit else None) == unit
    assert (str(heading.period) if heading.period else None) == period


@pytest.mark.parametrize(("text", "yearly"), [("年均增长（%）", True), ("年均", True), ("比上年增长（%）", False)])
def test_yearly_rate(text: str, yearly: bool) -> None:
    assert read_heading(text, 2024).yearly is yearly


def test_relative_year_needs_a_year() -> None:
    assert read_heading("上年实际", None).period is None
