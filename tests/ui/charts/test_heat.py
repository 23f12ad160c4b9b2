"""The heat table: rows by columns, cells in their place, words for every shape."""

from __future__ import annotations

import pytest
from django.template import engines

from taizhang.ui.charts import Heat, Line, Lit

ROWS = [Line("441900119", "长安镇", "/places/1/"), Line("441900121", "虎门镇")]
COLUMNS = [Line("a", "改善出行"), Line("b", "绿化")]


def made(cells: dict[tuple[str, str], Lit]) -> Heat:
    return Heat("亮灯", "台账，截至2024-05-31", "镇街", ROWS, COLUMNS, cells)


def test_cells_stand_where_their_row_and_column_meet() -> None:
    red = Lit("red", 2, "停车位、植树", "/ledger/?area=a")
    heat = made({("441900119", "a"): red, ("441900121", "b"): Lit("waiting", 1)})
    assert [[cell and cell.light for cell in cells] for _row, cells in heat.shown] == [["red", None], [None, "waiting"]]
    assert red.said == "■ 严重滞后 2：停车位、植树"
    assert [name for name, _light in heat.key] == ["red", "waiting"]


def test_the_page_says_the_light_in_words_and_escapes_names() -> None:
    heat = made({("441900119", "a"): Lit("yellow", 3, "<b>", "/ledger/?area=a&light=yellow")})
    page = engines["django"].from_string("{% heat_table heat %}").render({"heat": heat})
    assert '<span class="visually-hidden">滞后</span> 3' in page
    assert 'href="/ledger/?area=a&amp;light=yellow"' in page
    assert "<b>" not in page
    assert page.count("没有条目") == 3


def test_what_belongs_nowhere_is_refused() -> None:
    with pytest.raises(ValueError, match="a row and a column"):
        made({("441900119", "c"): Lit("red", 1)})
    with pytest.raises(ValueError, match="left out"):
        Lit("red", 0)
    with pytest.raises(ValueError, match="only to pages of this site"):
        Lit("red", 1, url="javascript:alert(1)")
