import pytest

from taizhang.reading.sources.composer import Cell
from taizhang.reading.sources.sheets import Sheet, compose
from taizhang.reading.sources.source import Source


def sheet(name: str, *rows: list[str | None], hidden: bool = False) -> Sheet:
    cells = [Cell(text, r, c) for r, row in enumerate(rows) for c, text in enumerate(row) if text]
    return Sheet(name, cells, hidden=hidden)


def kinds(source: Source) -> list[tuple[str, int, str]]:
    return [(block.kind, block.level, source.text[block.start : block.end]) for block in source.blocks]


def headers(source: Source) -> list[str]:
    return [source.text[block.start : block.end] for block in source.blocks if block.header]


PLAN: list[list[str | None]] = [["指标", "目标"], ["学位", "300个"]]


def test_a_title_and_a_unit_above_the_table() -> None:
    source = compose([sheet("Sheet1", ["重点任务表"], ["单位：个"], *PLAN)], "xlsx")
    assert kinds(source)[:3] == [("heading", 1, "重点任务表"), ("paragraph", 0, "单位：个"), ("cell", 0, "指标")]
    assert source.title == "重点任务表"
    assert source.text == "重点任务表\n单位：个\n指标\t目标\n学位\t300个\n"


@pytest.mark.parametrize(
    ("sheets", "expected"),
    [
        ([sheet("Sheet1", *PLAN)], []),
        ([sheet("分工", *PLAN)], [(1, "分工")]),
        ([sheet("分工", ["任务表"], *PLAN)], [(1, "任务表")]),
        (
            [sheet("教育", ["任务表"], *PLAN), sheet("Sheet2", *PLAN), sheet("交通", *PLAN)],
            [(1, "教育"), (2, "任务表"), (1, "交通")],
        ),
    ],
)
def test_names_of_sheets_are_headings_where_they_say_something(
    sheets: list[Sheet], expected: list[tuple[int, str]]
) -> None:
    found = kinds(compose(sheets, "xlsx"))
    assert [(level, text) for kind, level, text in found if kind == "heading"] == expected


def test_each_sheet_is_a_table() -> None:
    source = compose([sheet("教育", *PLAN), sheet("空"), sheet("交通", *PLAN)], "xlsx")
    assert [block.table for block in source.blocks if block.kind == "cell"] == [0] * 4 + [1] * 4


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (PLAN, ["指标", "目标"]),
        ([["指标", "2024"], ["学位", "300个"]], ["指标", "2024"]),
        ([["指标", "2024年目标", "1月"], ["学位", "300个"]], ["指标", "2024年目标", "1月"]),
        ([["学位", "300个"], ["学校", "3所"]], []),
        ([["学位", "2024个"], ["学校", "3所"]], []),
        ([["学位，含托位", "目标"], ["学校", "3所"]], []),
        ([["指标", "5.5%"], ["学位", "300个"]], []),
        ([["指标", "新" * 50], ["学位", "300个"]], []),
        ([["指标", "目标"]], []),
        ([[None, "今年", "明年"], ["学位", "3", "4"]], ["今年", "明年"]),
    ],
)
def test_the_row_that_names_the_columns(rows: list[list[str | None]], expected: list[str]) -> None:
    assert headers(compose([sheet("Sheet1", *rows)], "xlsx")) == expected


def test_headers_of_two_rows() -> None:
    table = Sheet(
        "Sheet1",
        [
            *(Cell("指标", 0, 0, 2, 1), Cell("目标值", 0, 1, 1, 2), Cell("今年", 1, 1), Cell("明年", 1, 2)),
            *(Cell("学位", 2, 0), Cell("300", 2, 1), Cell("400", 2, 2)),
        ],
    )
    assert headers(compose([table], "xlsx")) == ["指标", "目标值", "今年", "明年"]
    spanned = Sheet("Sheet1", [Cell("指标", 0, 0), Cell("目标值", 0, 1, 1, 2), *table.cells[2:]])
    assert headers(compose([spanned], "xlsx")) == ["指标", "目标值", "今年", "明年"]


def test_a_first_row_that_opens_a_group_is_no_header() -> None:
    cells = [
        Cell("教育", 0, 0, 2, 1),
        Cell("新增学位", 0, 1),
        Cell("新建学校", 1, 1),
        Cell("交通", 2, 0),
        Cell("修路", 2, 1),
    ]
    assert headers(compose([Sheet("Sheet1", cells)], "xlsx")) == []


def test_one_column_is_running_text() -> None:
    source = compose([sheet("Sheet1", ["甲"], ["乙"])], "csv")
    assert kinds(source) == [("paragraph", 0, "甲"), ("paragraph", 0, "乙")]


def test_what_is_hidden_is_said() -> None:
    shown = sheet("分工", *PLAN)
    shown.hidden_rows, shown.hidden_columns, shown.uncalculated = [1], [1, 9], 2
    many = sheet("很多", *PLAN)
    many.hidden_rows = list(range(30))
    notes = compose([shown, sheet("参数", *PLAN, hidden=True), many], "xlsx").notes
    assert [note.code for note in notes] == ["hidden", "hidden", "uncalculated", "hidden", "hidden"]
    assert "第 2 行" in notes[0].message
    assert "隐藏了 B 列" in notes[1].message
    assert "参数" in notes[3].message
    assert "等 30 " in notes[4].message


def test_no_sheet_at_all() -> None:
    assert compose([], "xlsx").text == ""
    assert compose([Sheet("空")], "xlsx").blocks == ()
