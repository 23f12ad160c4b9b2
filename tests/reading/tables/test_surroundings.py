import pytest

from taizhang.reading.structure import sentences
from taizhang.reading.tables.reading import TableReading
from taizhang.reading.tables.surroundings import blanked, set_apart

TEXT = "开篇。\n甲\t新建公园3座。改造2座\t市林业局\n乙\t植树5万株\n尾声。\n"


def span(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


TABLES = TableReading(
    prose=(span("新建公园3座。改造2座"), span("植树5万株")), consumed=((span("甲")[0], span("植树5万株")[1]),)
)


def test_without_tables_the_text_is_the_same() -> None:
    assert set_apart(TEXT, TableReading()) is TEXT
    assert blanked(TEXT, ()) is TEXT


def test_blanking_keeps_the_length() -> None:
    left = blanked(TEXT, TABLES.consumed)
    assert len(left) == len(TEXT)
    assert left.split() == ["开篇。", "尾声。"]


def test_sentences_keep_to_one_side_of_an_edge() -> None:
    apart = set_apart(TEXT, TABLES)
    assert len(apart) == len(TEXT)
    found = [apart[start:end].strip() for start, end in sentences(apart)]
    assert [words for words in found if words] == ["开篇。", "新建公园3座。", "改造2座；", "植树5万株", "尾声。"]


def test_letters_of_a_cell_stay_where_they_are() -> None:
    apart = set_apart(TEXT, TABLES)
    for start, end in TABLES.prose:
        assert apart[start:end] == TEXT[start:end]


@pytest.mark.parametrize("edge", ["\t", "\n", ""])
def test_cells_that_touch_lose_nothing(edge: str) -> None:
    text = f"甲乙{edge}丙丁"
    middle = 2 + len(edge)
    tables = TableReading(prose=((0, 2), (middle, middle + 2)), consumed=((0, len(text)),))
    apart = set_apart(text, tables)
    assert (apart[:2], apart[-2:], len(apart)) == ("甲乙", "丙丁", len(text))
    assert apart[2:middle] in ("", "\n")
