from taizhang.reading.sources.source import Block
from taizhang.reading.tables.grid import Cell, Grid, from_blocks


def block(text: str, words: str, row: int, column: int, *, rows: int = 1, columns: int = 1, table: int = 0) -> Block:
    start = text.index(words)
    return Block(start, start + len(words), "cell", 0, table, row, column, rows, columns)


def test_merged_cell_is_found_wherever_it_reaches() -> None:
    text = "类别\t指标\n经济\t产值\n\t税收\n"
    blocks = [
        block(text, "类别", 0, 0),
        block(text, "指标", 0, 1),
        block(text, "经济", 1, 0, rows=2),
        block(text, "产值", 1, 1),
        block(text, "税收", 2, 1),
    ]
    (grid,) = from_blocks(text, blocks)
    assert (grid.rows, grid.columns) == (3, 2)
    assert grid.at(2, 0) is grid.at(1, 0)
    assert [text[cell.start : cell.end] for cell in grid.own(2)] == ["税收"]


def test_tables_are_told_apart_and_blank_cells_left_out() -> None:
    text = "甲\t\u3000\n乙\n"
    blocks = [block(text, "甲", 0, 0), block(text, "\u3000", 0, 1), block(text, "乙", 0, 0, table=1)]
    assert [len(grid.cells) for grid in from_blocks(text, blocks)] == [1, 1]


def test_rows_count_on_without_a_gap() -> None:
    grid = Grid([Cell(0, 1, 2, 0, row_span=10), Cell(2, 3, 7, 1), Cell(4, 5, 11, 1)], "blocks")
    assert grid.rows == 3
    assert [cell.row for cell in grid.cells] == [0, 1, 2]
    assert grid.at(2, 0) is grid.at(0, 0)


def test_merged_cell_reaches_no_further_than_the_table() -> None:
    grid = Grid([Cell(0, 1, 0, 0, row_span=65_000), Cell(2, 3, 0, 1)], "blocks")
    assert grid.rows == 1
    assert grid.at(1, 0) is None


def test_table_wider_than_any_is_left_alone() -> None:
    text = "宽"
    assert from_blocks(text, [block(text, "宽", 0, 5_000)]) == []
