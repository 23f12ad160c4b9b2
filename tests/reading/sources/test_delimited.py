import pytest

from taizhang.reading.sources import Limits, SourceError, source_from_bytes
from taizhang.reading.sources.delimited import find_delimiter


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("指标,目标\n学位,300个\n", "a.csv"),
        ("指标;目标\r\n学位;300个\r\n", "a.csv"),
        ("指标\t目标\n学位\t300个", "a.tsv"),
        ("指标\t目标\n学位\t300个", "a.csv"),
        ("指标，目标\n学位，300个", "a.csv"),
        ("sep=|\n指标|目标\n学位|300个", "a.csv"),
        ('"指标","目标"\n"学位","300个"', "a.csv"),
        ("指标,目标\n\n学位,300个", "a.csv"),
    ],
)
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_delimiters_and_encodings(text: str, name: str, codec: str) -> None:
    source = source_from_bytes(text.encode(codec), name=name)
    assert (source.text, source.format) == ("指标\t目标\n学位\t300个\n", "csv")
    assert [block.header for block in source.blocks] == [True, True, False, False]


def test_quoted_cells_keep_their_commas_and_lines() -> None:
    source = source_from_bytes('任务,责任单位\n道路,"住建局,交通局\n水务局"\n'.encode(), name="a.csv")
    assert source.text == "任务\t责任单位\n道路\t住建局,交通局\n水务局\n"


def test_a_stray_quotation_mark_costs_no_rows() -> None:
    text = '任务,目标\n道路,"12公里\n' + "桥梁,3座\n" * 40_000
    source = source_from_bytes(text.encode(), name="a.csv")
    assert source.text.count("桥梁\t3座") == 40_000


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [("a,b\nc,d", ","), ("a;b,c\nd;e\nf;g", ";"), ("a\tb,c\nd\te,f,g", "\t"), ("甲\n乙", ","), ("", ",")],
)
def test_find_delimiter(text: str, delimiter: str) -> None:
    assert find_delimiter(text) == delimiter


def test_text_named_xls_is_read_as_a_table() -> None:
    source = source_from_bytes("指标\t目标\n学位\t300个".encode("gbk"), name="导出.xls")
    assert source.text == "指标\t目标\n学位\t300个\n"
    assert [note.code for note in source.notes] == ["mislabelled"]


def test_prose_named_csv_stays_prose() -> None:
    source = source_from_bytes("新建学校3所\n新建医院1家".encode(), name="a.csv")
    assert [block.kind for block in source.blocks] == ["paragraph", "paragraph"]


def test_the_limit_on_cells() -> None:
    with pytest.raises(SourceError) as caught:
        source_from_bytes(b"1,2\n3,4", name="a.csv", limits=Limits(cells=3))
    assert caught.value.code == "too-large"
