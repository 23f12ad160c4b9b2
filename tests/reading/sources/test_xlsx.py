import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.reading.sources import Limits, Source, SourceError, source_from_bytes
from tests.reading.sources.office_files import SHEET, relationships, xlsx, zipped

STYLES = (
    '<numFmts><numFmt numFmtId="164" formatCode="0.0&quot;亿元&quot;"/></numFmts>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="9"/><xf numFmtId="164"/><xf numFmtId="14"/></cellXfs>'
)


def read(data: bytes) -> Source:
    return source_from_bytes(data, name="计划.xlsx")


def rows(inside: str) -> str:
    return f"<sheetData>{inside}</sheetData>"


def row(*cells: str, attributes: str = "") -> str:
    return f"<row {attributes}>{''.join(cells)}</row>"


def text(value: str, place: str = "") -> str:
    reference = f'r="{place}"' if place else ""
    return f'<c {reference} t="inlineStr"><is><t>{value}</t></is></c>'


def test_a_workbook_as_people_make_them() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["重点任务分解表"])
    sheet.merge_cells("A1:C1")
    sheet.append(["任务", "目标", "增速"])
    sheet.append(["工业投资", 12.5, 0.085])
    sheet.append(["学位", 300, None])
    sheet.merge_cells("A3:A4")
    sheet["C3"].number_format = "0.0%"
    buffer = io.BytesIO()
    book.save(buffer)
    source = read(buffer.getvalue())
    assert source.text == "重点任务分解表\n任务\t目标\t增速\n工业投资\t12.5\t8.5%\n\t300\n"
    assert source.title == "重点任务分解表"
    spans = [(block.row, block.column, block.row_span) for block in source.blocks if block.kind == "cell"]
    assert spans == [(1, 0, 1), (1, 1, 1), (1, 2, 1), (2, 0, 2), (2, 1, 1), (2, 2, 1), (3, 1, 1)]
    assert source.notes == ()


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("<c><v>0.05</v></c>", "0.05"),
        ('<c s="1"><v>0.05</v></c>', "5%"),
        ('<c s="2"><v>12.34</v></c>', "12.3亿元"),
        ('<c s="3"><v>45292</v></c>', "2024/1/1"),
        ('<c s="99"><v>5</v></c>', "5"),
        ('<c t="s"><v>0</v></c>', "新建公路"),
        ('<c t="s"><v>99</v></c>', ""),
        ('<c t="s"><v>x</v></c>', ""),
        ('<c t="str"><f>A1</f><v>达标</v></c>', "达标"),
        ('<c t="b"><v>1</v></c>', "TRUE"),
        ('<c t="e"><v>#DIV/0!</v></c>', "#DIV/0!"),
        ('<c t="d"><v>2024-06-30T00:00:00</v></c>', "2024-06-30"),
        ("<c><f>1+1</f><v>2</v></c>", "2"),
        (text("第一行&#10;第二行"), "第一行\n第二行"),
    ],
)
def test_cells(cell: str, expected: str) -> None:
    strings = "<si><r><t>新建</t></r><r><t>公路</t></r><rPh><t>xinjian</t></rPh></si>"
    sheet = rows(row(text("指标"), text("目标")) + row(text("甲"), cell))
    source = read(xlsx(sheet, strings=strings, styles=STYLES))
    found = [source.text[block.start : block.end] for block in source.blocks if block.row == 1]
    assert found == ["甲", *([expected] if expected else [])]


def test_places_given_and_implied() -> None:
    sheet = rows(
        f'<row r="2">{text("甲", "B2")}{text("乙")}</row><row>{text("丙")}{text("丁", "XFD3")}{text("越界", "XFE3")}</row>'
    )
    source = read(xlsx(sheet))
    places = {source.text[block.start : block.end]: (block.row, block.column) for block in source.blocks[1:]}
    assert places == {"甲": (1, 1), "乙": (1, 2), "丙": (2, 0), "丁": (2, 16_383)}


def test_hidden_sheets_rows_and_columns() -> None:
    columns = '<cols><col min="2" max="2" hidden="1"/></cols>'
    shown = columns + rows(row(text("甲"), text("乙")) + row(text("丙"), attributes='hidden="1"'))
    source = read(xlsx(shown, rows(row(text("丁"))), states=("visible", "veryHidden")))
    assert "丁" not in source.text
    assert [note.code for note in source.notes] == ["hidden"] * 3


def test_formulas_never_calculated_are_said() -> None:
    source = read(xlsx(rows(f"<row>{text('合计')}<c><f>SUM(A1)</f></c></row>")))
    assert [note.code for note in source.notes] == ["uncalculated"]


def test_words_under_a_merged_cell_are_not_shown() -> None:
    sheet = (
        rows(f"<row>{text('甲')}{text('遮住')}{text('乙')}</row>") + '<mergeCells><mergeCell ref="A1:B1"/></mergeCells>'
    )
    assert "遮住" not in read(xlsx(sheet)).text


def test_days_counted_from_1904() -> None:
    sheet = rows(f'<row>{text("期限")}<c s="3"><v>43830</v></c></row>')
    assert "2024/1/1" in read(xlsx(sheet, styles=STYLES, workbook='<workbookPr date1904="1"/>')).text


def test_the_strict_form() -> None:
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    relationship = "http://purl.oclc.org/ooxml/officeDocument/relationships"
    usual = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    members = {
        "_rels/.rels": relationships(("officeDocument", "xl/workbook.xml")).replace(usual, relationship),
        "xl/workbook.xml": f'<workbook xmlns="{strict}" xmlns:r="{relationship}"><sheets><sheet name="甲" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relationships(("worksheet", "s.xml")).replace(usual, relationship),
        "xl/s.xml": f'<worksheet xmlns="{strict}">' + rows(row(text("乙"))) + "</worksheet>",
    }
    assert read(zipped(dict(members))).text == "甲\n乙\n"


class TestRefusals:
    def code(self, data: bytes, limits: Limits | None = None) -> str:
        with pytest.raises(SourceError) as caught:
            source_from_bytes(data, name="计划.xlsx", limits=limits or Limits())
        return caught.value.code

    def test_cut_short(self) -> None:
        data = xlsx(rows(row(text("甲"))))
        assert {self.code(data[: len(data) * share // 10]) for share in range(1, 10)} == {"truncated"}

    def test_too_many_cells_over_all_sheets(self) -> None:
        sheet = rows(f"<row>{text('甲') * 6}</row>")
        assert self.code(xlsx(sheet, sheet), Limits(cells=11)) == "too-large"

    def test_entities(self) -> None:
        data = zipped({"xl/workbook.xml": '<!DOCTYPE x [<!ENTITY a "1">]><workbook/>'})
        assert self.code(data) == "unsafe"

    def test_entities_in_a_sheet(self) -> None:
        sound = xlsx(rows(""))
        bad = f'<!DOCTYPE x [<!ENTITY a "1">]><worksheet xmlns="{SHEET}"/>'
        assert read(sound).text == ""
        with_bad = {
            "_rels/.rels": relationships(("officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": f'<workbook xmlns="{SHEET}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" r:id="rId1"/></sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relationships(("worksheet", "s.xml")),
            "xl/s.xml": bad,
        }
        assert self.code(zipped(dict(with_bad))) == "unsafe"

    def test_a_zip_bomb(self) -> None:
        assert self.code(zipped({"xl/workbook.xml": b" " * 40_000_000})) == "unsafe"

    def test_binary_workbooks(self) -> None:
        members: dict[str, str | bytes] = {
            "_rels/.rels": relationships(("officeDocument", "xl/workbook.bin")),
            "xl/workbook.bin": b"\0",
        }
        assert self.code(zipped(members)) == "unsupported"

    def test_no_workbook(self) -> None:
        assert self.code(zipped({"xl/styles.xml": "<x/>"})) == "damaged"


@pytest.mark.parametrize("reference", ["A1:XFD1048576", "A1:A1", "B2:A1", "A1", "??", "A0:B0"])
def test_merged_ranges_of_any_size_cost_nothing(reference: str) -> None:
    sheet = (
        rows(f'<row r="1">{text("甲", "A1")}{text("乙", "C1")}</row>')
        + f'<mergeCells><mergeCell ref="{reference}"/></mergeCells>'
    )
    assert "甲" in read(xlsx(sheet)).text


@given(st.data())
def test_any_change_of_bytes_is_read_or_refused(data: st.DataObject) -> None:
    whole = bytearray(xlsx(rows(f'<row>{text("甲")}<c s="1"><v>0.5</v></c></row>'), styles=STYLES))
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        source = read(bytes(whole))
    except SourceError:
        return
    assert source.format in {"xlsx", "text"}
