"""The table on the terminal."""

from __future__ import annotations

from io import BytesIO

from rich.cells import cell_len

from taizhang.cli.output import View
from taizhang.cli.output.table import TableOutput
from taizhang.reading.results import Document
from tests.cli.documents import document, with_claim


def shown(view: View, *documents: Document) -> str:
    out = BytesIO()
    output = TableOutput(view)
    output.write([output.render(one, "a/plan.txt") for one in documents], out)
    return out.getvalue().decode("utf-8")


def test_the_facts_stand_above_and_the_declared_counts_below() -> None:
    text = shown(View(), document())
    assert text.startswith("停车工作要点\na/plan.txt · 东莞市 · 2024 · 目标 1 · 完成 1 · 事项 1\n")
    assert "文件声明 3项事项，读得 1，相差 2" in text
    assert "文件声明 8大领域（无从核对）" in text
    assert "提示：开头有推广文字（共 2 处）" in text


def test_a_row_says_what_people_look_at_first() -> None:
    (row,) = (line for line in shown(View(), document()).splitlines() if "停车位" in line)
    assert row.split() == ["1", "目标", "停车位", "增量", "8万个", "2024"]
    (task,) = (line for line in shown(View(), document()).splitlines() if "规划编制" in line)
    assert task.split() == ["3", "事项", "完成规划编制", "2024-06", "市自然资源局"]


def test_places_have_a_column_where_they_differ() -> None:
    one, other = with_claim("8万个", "8万个").claims[0], with_claim("8万个", "8万个", place="长安镇").claims[0]
    assert "长安镇" in shown(View(), document(claims=(one, other)))
    assert "地区" not in shown(View(), document(claims=(one, one)))


def test_it_speaks_english() -> None:
    text = shown(View(language="en"), document())
    assert "Indicator or task" in text
    assert "declared 3项事项: found 1, difference 2" in text


def test_no_line_is_wider_than_the_terminal() -> None:
    long = with_claim("8万个", "8万个", indicator="很长的指标" * 30, owner="很长的单位" * 10)
    for width in (60, 80, 200):
        assert all(cell_len(line) <= width for line in shown(View(width=width), long).splitlines())


def test_a_document_cannot_command_the_terminal() -> None:
    hostile = with_claim("8万个", "8万个", indicator="停\x1b[2J\u202e[red]车[/red]", owner="甲\r乙\n丙")
    text = shown(View(), document(claims=hostile.claims, title="\x1b]0;x\x07要点"))
    assert not set(text) & set("\x1b\r\x07\u202e")
    assert "[red]" in "".join(text.split())


def test_colour_is_for_terminals() -> None:
    assert "\x1b[" in shown(View(colour=True), document())
    assert "\x1b[" not in shown(View(), document())


def test_explaining_prints_the_derivation_as_a_tree() -> None:
    lines = [line.strip() for line in shown(View(explain=True), document()).splitlines()]
    assert any(line.endswith("1. 目标 停车位 增量 · 8万个 · 2024 · 东莞市  [13:16] verb-noun-figure") for line in lines)
    outer = next(index for index, line in enumerate(lines) if "clause 6–16 “全市新增停车位8万个”" in line)
    assert lines[outer + 1].endswith("└── number-unit 13–16 “8万个” → value=80000")
