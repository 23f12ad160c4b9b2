import pytest

from taizhang.reading.tables import read_tables
from taizhang.reading.tables.layers import layered

Laid = list[tuple[str, int, int, int]]


def laid(words: list[str], numbers: int) -> Laid | None:
    text = "|".join(words)
    spans, start = [], 0
    for word in words:
        spans.append((start, start + len(word)))
        start += len(word) + 1
    cells = layered(text, spans, numbers)
    return cells and [(text[cell.start : cell.end], cell.row, cell.column, cell.column_span) for cell in cells]


def test_one_layer() -> None:
    assert laid(["指标", "2022年", "2023年"], 2) == [("指标", 0, 0, 1), ("2022年", 0, 1, 1), ("2023年", 0, 2, 1)]


def test_two_layers_shared_out_evenly() -> None:
    assert laid(["指标", "6月", "1-6月", "绝对量", "增长", "绝对量", "增长"], 4) == [
        ("指标", 0, 0, 1),
        ("6月", 0, 1, 2),
        ("1-6月", 0, 3, 2),
        ("绝对量", 1, 1, 1),
        ("增长", 1, 2, 1),
        ("绝对量", 1, 3, 1),
        ("增长", 1, 4, 1),
    ]


def test_units_below_the_headings() -> None:
    found = laid(["指标", "2023年", "绝对量", "增长", "(亿元)", "(%)"], 2)
    assert found is not None
    assert found[-2:] == [("(亿元)", 2, 1, 1), ("(%)", 2, 2, 1)]


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        (["指标", "2022年", "2023年"], 3),
        (["指标", "2022年", "2023年", "绝对量", "增长", "比重"], 3),
        (["指标", "产值", "税收", "绝对量", "增长"], 3),
        (["指标", "甲", "绝对量", "增长", "(亿元)"], 2),
        (["指标"], 0),
    ],
)
def test_headings_that_do_not_come_out_even(words: list[str], numbers: int) -> None:
    assert laid(words, numbers) is None


SAVED = [
    # Rows kept, merged cells not: what stands below a merged heading has moved to the left.
    """指标 | 6月 | 1—6月 | ||
绝对量 | 同比增长 | 绝对量 | 同比增长 | |
(亿元) | (%) | (亿元) | (%) | |
工业产值 | 50 | 3 | 300 | -4 |
分行业 | ||||
制造业产值 | 40 | 2 | 240 | 5 |
""",
    # Not even the rows kept.
    """指标 |
6月 |
1—6月 |
||
绝对量 |
同比增长 |
绝对量 |
同比增长 |
|
(亿元) |
(%) |
(亿元) |
(%) |
|
工业产值 |
50 |
3 |
300 |
-4 |
分行业 |
|
|
制造业产值 |
40 |
2 |
240 |
5 |
""",
]


@pytest.mark.parametrize("text", SAVED)
def test_page_saved_without_its_merged_cells(text: str) -> None:
    reading = read_tables(text, year=2023, kind="results")
    assert [
        (text[claim.start : claim.end], claim.indicator, claim.measure, str(claim.value), claim.period)
        for claim in reading.claims
    ] == [
        ("50", "工业产值", "level", "5000000000", "2023-06"),
        ("3", "工业产值", "growth", "3", "2023-06"),
        ("300", "工业产值", "level", "30000000000", "2023-01/2023-06"),
        ("4", "工业产值", "growth", "4", "2023-01/2023-06"),
        ("40", "制造业产值", "level", "4000000000", "2023-06"),
        ("2", "制造业产值", "growth", "2", "2023-06"),
        ("240", "制造业产值", "level", "24000000000", "2023-01/2023-06"),
        ("5", "制造业产值", "growth", "5", "2023-01/2023-06"),
    ]
