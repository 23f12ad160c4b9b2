import struct
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.reading.sources import SourceError, open_source, source_from_bytes
from tests.reading.sources.office_files import compound

# Our own words, saved by LibreOffice as Excel 97.
PLAN = Path(__file__).parent / "data" / "plan.xls"


def test_a_sheet_as_it_shows() -> None:
    source = open_source(PLAN)
    assert source.text == (
        "某镇2024年重点任务分工表\n单位：亿元\n任务\t目标\t增速\t完成时限\n工业投资\t12.5\t8.0%\t2024年12月31日\n"
        "社会消费品零售总额\t41.1\t5.5%\t2024年6月30日\n\t不少于3场促销活动\n"
    )
    assert source.format == "xls"
    assert source.title == "某镇2024年重点任务分工表"
    assert [note.message for note in source.notes] == [
        "工作表“分工”隐藏了第 6 行，已一并读取",
        "工作表“参数”处于隐藏状态，没有读取",
    ]
    assert [block.row_span for block in source.blocks if block.row == 4] == [2, 1, 1, 1]
    assert [block.column for block in source.blocks if block.header] == [0, 1, 2, 3]


def test_named_xlsx() -> None:
    source = source_from_bytes(PLAN.read_bytes(), name="计划.xlsx")
    assert source.notes[0].code == "mislabelled"


def test_encrypted() -> None:
    def record(kind: int, content: bytes) -> bytes:
        return struct.pack("<HH", kind, len(content)) + content

    begin = record(0x0809, struct.pack("<HHHHII", 0x0600, 5, 0, 0, 0, 0))
    content = begin + record(0x2F, bytes(54)) + record(0x0A, b"")
    with pytest.raises(SourceError) as caught:
        source_from_bytes(compound({"Workbook": content}), name="计划.xls")
    assert caught.value.code == "encrypted"


@pytest.mark.parametrize("length", [600, 2000, 5000])
def test_cut_short(length: int) -> None:
    with pytest.raises(SourceError) as caught:
        source_from_bytes(PLAN.read_bytes()[:length], name="计划.xls")
    assert caught.value.code in {"truncated", "damaged"}


@given(st.data())
def test_any_change_of_bytes_is_read_or_refused(data: st.DataObject) -> None:
    whole = bytearray(PLAN.read_bytes())
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        source = source_from_bytes(bytes(whole), name="a.xls")
    except SourceError:
        return
    assert source.name == "a.xls"
