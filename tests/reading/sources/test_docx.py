import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.reading.sources import Limits, Source, SourceError, source_from_bytes
from tests.reading.sources.office_files import NAMESPACES, STRICT_WORD, WORD, compound, docx, p, r, tbl, tc, tr, zipped

BULLET_AND_NUMBERS = """
<w:abstractNum w:abstractNumId="1">
  <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:lvlText w:val="%1、"/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
  <w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2.%3"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="2">
  <w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="&#xf06c;"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="3">
  <w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Numbered"/><w:lvlText w:val="%1."/></w:lvl>
  <w:lvl w:ilvl="1"><w:start w:val="0"/><w:numFmt w:val="decimal"/><w:lvlRestart w:val="0"/><w:lvlText w:val="#%2"/>
    <w:suff w:val="nothing"/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="4"><w:numStyleLink w:val="ListStyle"/></w:abstractNum>
<w:abstractNum w:abstractNumId="5"><w:lvl w:ilvl="0"><mc:AlternateContent>
  <mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002"/></mc:Choice>
  <mc:Fallback><w:numFmt w:val="decimalZero"/></mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
<w:num w:numId="2"><w:abstractNumId w:val="2"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="3"/></w:num>
<w:num w:numId="4"><w:abstractNumId w:val="4"/></w:num>
<w:num w:numId="5"><w:abstractNumId w:val="5"/></w:num>
<w:num w:numId="6"><w:abstractNumId w:val="1"/>
  <w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
<w:num w:numId="7"><w:abstractNumId w:val="99"/></w:num>
"""
STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/></w:style>
<w:style w:type="paragraph" w:styleId="Sub"><w:name w:val="我的小标题"/><w:basedOn w:val="1"/>
  <w:pPr><w:outlineLvl w:val="2"/></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Like"><w:name w:val="仿标题"/><w:basedOn w:val="1"/></w:style>
<w:style w:type="paragraph" w:styleId="Loop"><w:name w:val="环"/><w:basedOn w:val="Loop"/></w:style>
<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Title"/></w:style>
<w:style w:type="paragraph" w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
<w:style w:type="paragraph" w:styleId="Numbered"><w:name w:val="编号段"/>
  <w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr></w:style>
<w:style w:type="numbering" w:styleId="ListStyle"><w:name w:val="列表"/>
  <w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:type="paragraph" w:styleId="Secret"><w:name w:val="密"/><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="character" w:styleId="SecretRun"><w:name w:val="密字"/><w:rPr><w:vanish/></w:rPr></w:style>
"""


def read(body: str, **parts: str) -> Source:
    return source_from_bytes(docx(body, **parts), name="要点.docx")


def texts(source: Source) -> list[str]:
    return [source.text[block.start : block.end] for block in source.blocks]


def listed(identity: int, level: int = 0) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{identity}"/></w:numPr>'


def style(identity: str) -> str:
    return f'<w:pStyle w:val="{identity}"/>'


def field(code: str, shown: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{code}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{shown}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def box(content: str) -> str:
    shape = f"<wps:wsp><wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx></wps:wsp>"
    old = f"<v:shape><v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape>"
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing>{shape}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{old}</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


class TestWords:
    @pytest.mark.parametrize(
        ("inside", "expected"),
        [
            (r("投资") + r("12亿元"), "投资12亿元"),
            (r("甲") + "<w:ins>" + r("乙") + "</w:ins><w:del><w:r><w:delText>丙</w:delText></w:r></w:del>", "甲乙"),
            ("<w:moveTo>" + r("甲") + "</w:moveTo><w:moveFrom>" + r("乙") + "</w:moveFrom>", "甲"),
            ('<w:hyperlink r:id="x">' + r("甲") + "</w:hyperlink><w:smartTag>" + r("乙") + "</w:smartTag>", "甲乙"),
            ("<w:sdt><w:sdtContent>" + r("甲") + "</w:sdtContent></w:sdt>" + r("乙"), "甲乙"),
            (r("甲") + r("乙", "<w:vanish/>") + r("丙", '<w:vanish w:val="0"/>'), "甲丙"),
            (r("甲") + r("乙", '<w:rStyle w:val="SecretRun"/>'), "甲"),
            ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r>", "甲\t乙\n丙"),
            ("<w:r><w:t>2024</w:t><w:noBreakHyphen/><w:t>2026</w:t><w:softHyphen/></w:r>", "2024-2026"),
            (field(' HYPERLINK "http://x" ', r("官网")), "官网"),
            (field(" IF 1 ", field(" PAGE ", r("3")) + r("页")), "3页"),
            ('<w:r><w:fldChar w:fldCharType="begin"/><w:instrText>X</w:instrText><w:t>甲</w:t></w:r>', ""),
            ('<w:fldSimple w:instr="DATE">' + r("3月") + "</w:fldSimple>", "3月"),
            ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>' + r("达标"), "☑达标"),
            ('<w:r><w:sym w:font="Wingdings" w:char="zz"/></w:r>' + r("达标"), "达标"),
            (r("增速&#xf0b3;5%", '<w:rFonts w:ascii="Symbol"/>'), "增速≥5%"),
            (r("增速&#xf0b3;5%"), "增速\uf0b35%"),
            (
                "<w:r><w:ruby><w:rt>" + r("zhen") + "</w:rt><w:rubyBase>" + r("镇") + "</w:rubyBase></w:ruby></w:r>",
                "镇",
            ),
            ("<m:oMath><m:r><m:t>x=5</m:t></m:r></m:oMath>", "x=5"),
        ],
    )
    def test_one_paragraph(self, inside: str, expected: str) -> None:
        assert texts(read(f"<w:p>{inside}</w:p>", styles=STYLES)) == ([expected] if expected else [])

    def test_a_code_that_never_ends_does_not_swallow_the_document(self) -> None:
        broken = '<w:p><w:r><w:fldChar w:fldCharType="begin"/><w:instrText>X</w:instrText></w:r></w:p>'
        assert texts(read(broken + p("新建泵站2座"))) == ["新建泵站2座"]

    def test_paragraphs_joined_by_a_tracked_deletion(self) -> None:
        assert texts(read(p("新增", "<w:rPr><w:del/></w:rPr>") + p("泊位300个") + p("完"))) == ["新增泊位300个", "完"]
        assert texts(read(p("新增泊位", "<w:rPr><w:del/></w:rPr>"))) == ["新增泊位"]

    def test_a_hidden_paragraph_style(self) -> None:
        assert texts(read(p("密", style("Secret")) + p("公开"), styles=STYLES)) == ["公开"]

    def test_blocks_lie_over_the_text(self) -> None:
        source = read(p("甲") + p("  ") + p("乙丙"))
        assert source.text == "甲\n乙丙\n"
        assert [(block.start, block.end) for block in source.blocks] == [(0, 1), (2, 4)]


class TestTextBoxes:
    def test_once_and_after_their_paragraph(self) -> None:
        assert texts(read(f"<w:p>{r('正文')}{box(p('框内1') + p('框内2'))}</w:p>{p('后文')}")) == [
            "正文",
            "框内1",
            "框内2",
            "后文",
        ]

    def test_only_the_old_form(self) -> None:
        old = f"<w:r><w:pict><v:shape><v:textbox><w:txbxContent>{p('框')}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
        assert texts(read(f"<w:p>{old}</w:p>")) == ["框"]

    def test_a_box_in_a_box(self) -> None:
        assert texts(read(f"<w:p>{box(p('外') + '<w:p>' + box(p('内')) + '</w:p>')}</w:p>")) == ["外", "内"]


class TestHeadings:
    @pytest.mark.parametrize(
        ("properties", "kind", "level"),
        [
            (style("1"), "heading", 1),
            (style("Sub"), "heading", 3),
            (style("Like"), "heading", 1),
            (style("T"), "heading", 1),
            ('<w:outlineLvl w:val="1"/>', "heading", 2),
            (style("1") + '<w:outlineLvl w:val="9"/>', "paragraph", 0),
            (style("a"), "paragraph", 0),
            (style("Loop"), "paragraph", 0),
            (style("nowhere"), "paragraph", 0),
            (style("TOC1"), "furniture", 0),
        ],
    )
    def test_levels(self, properties: str, kind: str, level: int) -> None:
        (block,) = read(p("总体要求", properties), styles=STYLES).blocks
        assert (block.kind, block.level) == (kind, level)

    def test_a_whole_paragraph_in_a_heading_style_is_none(self) -> None:
        (block,) = read(p("新建学校。" * 40, style("1")), styles=STYLES).blocks
        assert block.kind == "paragraph"

    def test_title(self) -> None:
        core = (
            '<cp:coreProperties xmlns:cp="x" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{}</dc:title>'
            "</cp:coreProperties>"
        )
        body = p("某镇2024年", style("T")) + p("工作要点")
        assert read(body, styles=STYLES).title == "某镇2024年"
        assert read(body, core=core.format("某镇2024年 工作要点")).title == "某镇2024年 工作要点"
        assert read(body, core=core.format("附件1")).title is None

    def test_a_table_of_contents_made_by_a_field(self) -> None:
        start = '<w:r><w:fldChar w:fldCharType="begin"/><w:instrText> TOC \\o </w:instrText><w:fldChar w:fldCharType="separate"/></w:r>'
        body = f"<w:p>{start}{r('一、交通 1')}</w:p>{p('二、教育 3')}<w:p><w:r><w:fldChar w:fldCharType='end'/></w:r></w:p>{p('正文')}"
        assert [block.kind for block in read(body).blocks] == ["furniture", "furniture", "paragraph"]

    def test_a_table_of_contents_in_its_frame(self) -> None:
        gallery = '<w:sdtPr><w:docPartObj><w:docPartGallery w:val="Table of Contents"/></w:docPartObj></w:sdtPr>'
        body = f"<w:sdt>{gallery}<w:sdtContent>{p('目录')}</w:sdtContent></w:sdt><w:sdt><w:sdtContent>{p('正文')}</w:sdtContent></w:sdt>"
        assert [block.kind for block in read(body).blocks] == ["furniture", "paragraph"]


class TestNumbers:
    def numbered(self, *paragraphs: str) -> list[str]:
        return texts(read("".join(paragraphs), numbering=BULLET_AND_NUMBERS, styles=STYLES))

    def test_levels_count_and_restart(self) -> None:
        found = self.numbered(
            p("交通", listed(1)),
            p("公路", listed(1, 1)),
            p("国道", listed(1, 2)),
            p("省道", listed(1, 2)),
            p("铁路", listed(1, 1)),
            p("教育", listed(1)),
            p("学位", listed(1, 1)),
        )
        assert found == ["一、交通", "（一）公路", "1.1.1 国道", "1.1.2 省道", "（二）铁路", "二、教育", "（一）学位"]

    def test_kind_and_level_of_items(self) -> None:
        source = read(p("甲", listed(2)) + p("乙", listed(1, 1)), numbering=BULLET_AND_NUMBERS)
        assert [(block.kind, block.level) for block in source.blocks] == [("item", 1), ("item", 2)]
        assert texts(source) == ["甲", "（一）乙"]

    def test_a_numbered_heading_stays_a_heading(self) -> None:
        source = read(p("交通", style("1") + listed(1)), numbering=BULLET_AND_NUMBERS, styles=STYLES)
        assert [(block.kind, block.level) for block in source.blocks] == [("heading", 1)]
        assert source.text == "一、交通\n"

    def test_numbers_from_a_style_and_their_removal(self) -> None:
        found = self.numbered(
            p("甲", style("Numbered")), p("乙", style("Numbered") + listed(0)), p("丙", style("Numbered"))
        )
        assert found == ["3. 甲", "乙", "4. 丙"]

    def test_a_level_that_does_not_restart_and_starts_at_nought(self) -> None:
        found = self.numbered(p("甲", listed(3)), p("乙", listed(3, 1)), p("丙", listed(3)), p("丁", listed(3, 1)))
        assert found == ["3. 甲", "#0乙", "4. 丙", "#1丁"]

    def test_a_list_with_its_own_start_shares_the_counter_after_it(self) -> None:
        found = self.numbered(p("甲", listed(1)), p("乙", listed(1)), p("丙", listed(6)), p("丁", listed(6)))
        assert found == ["一、甲", "二、乙", "一、丙", "二、丁"]

    def test_a_list_defined_by_a_style(self) -> None:
        assert self.numbered(p("甲", listed(4))) == ["一、甲"]

    def test_a_style_of_numbers_newer_than_the_standard(self) -> None:
        assert self.numbered(p("甲", listed(5))) == ["01 甲"]

    @pytest.mark.parametrize("identity", [0, 7, 88])
    def test_lists_that_are_none(self, identity: int) -> None:
        assert self.numbered(p("甲", listed(identity))) == ["甲"]

    def test_an_empty_numbered_paragraph_counts_and_is_not_shown(self) -> None:
        assert self.numbered(p("甲", listed(1)), p("", listed(1)), p("乙", listed(1))) == ["一、甲", "三、乙"]


class TestTables:
    def test_spans_merges_and_header_rows(self) -> None:
        restart, go_on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
        source = read(
            tbl(
                tr(tc("指标"), tc("目标", '<w:gridSpan w:val="2"/>'), properties="<w:tblHeader/>"),
                tr(tc("学位", restart), "小学", "300个"),
                tr(tc("", go_on), "中学", "200个"),
                tr(tc("", go_on), "幼儿园", "100个"),
            )
        )
        assert source.text == "指标\t目标\n学位\t小学\t300个\n\t中学\t200个\n\t幼儿园\t100个\n"
        found = [(b.row, b.column, b.row_span, b.column_span, b.header) for b in source.blocks]
        assert found[:4] == [(0, 0, 1, 1, True), (0, 1, 1, 2, True), (1, 0, 3, 1, False), (1, 1, 1, 1, False)]
        assert {block.table for block in source.blocks} == {0}

    def test_several_paragraphs_in_a_cell(self) -> None:
        assert read(tbl(tr(tc(p("甲") + p("乙")), "丙"))).text == "甲\n乙\t丙\n"

    def test_rows_and_cells_inserted_deleted_and_hidden(self) -> None:
        source = read(
            tbl(
                tr("甲", "乙", properties="<w:ins/>"),
                tr("丙", "丁", properties="<w:del/>"),
                tr("戊", "己", properties="<w:hidden/>"),
                tr("庚", tc("辛", "<w:cellDel/>"), "壬"),
            )
        )
        assert source.text == "甲\t乙\n庚\t\t壬\n"

    def test_a_table_in_a_table(self) -> None:
        assert read(tbl(tr(tc(tbl(tr("甲", "乙")) + p("丙")), "丁"))).text == "甲\n乙\n丙\t丁\n"

    def test_one_column_is_a_frame_around_paragraphs(self) -> None:
        source = read(tbl(tr(tc(p("要点", '<w:outlineLvl w:val="0"/>') + p("正文")))))
        assert [block.kind for block in source.blocks] == ["heading", "paragraph"]

    def test_rows_in_content_controls_and_columns_left_out(self) -> None:
        row = tr("乙", "丙", properties='<w:gridBefore w:val="1"/>')
        source = read(tbl(tr("甲", "乙", "丙"), f"<w:sdt><w:sdtContent>{row}</w:sdtContent></w:sdt>"))
        assert source.text == "甲\t乙\t丙\n\t乙\t丙\n"

    @pytest.mark.parametrize("span", ["-5", "0", "x", "999999999999"])
    def test_absurd_spans(self, span: str) -> None:
        properties = f'<w:gridSpan w:val="{span}"/>'
        assert "".join(read(tbl(tr(tc("甲", properties), "乙"))).text.split()) == "甲乙"


def test_notes_come_last_and_headers_are_furniture_once() -> None:
    line = '<w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
    source = read(
        p("正文"),
        footnotes=f'{line}<w:footnote w:id="1">{p("脚注")}</w:footnote>',
        endnotes=f'<w:endnote w:id="1">{p("尾注")}</w:endnote>',
        header1=p("内部资料"),
        header2=p("内部资料"),
        footer1=p("第1页"),
    )
    assert [(block.kind, text) for block, text in zip(source.blocks, texts(source), strict=True)] == [
        ("paragraph", "正文"),
        ("paragraph", "脚注"),
        ("paragraph", "尾注"),
        ("furniture", "内部资料"),
        ("furniture", "第1页"),
    ]


def test_pictures_are_mentioned() -> None:
    picture = '<w:r><w:drawing><a:blip r:embed="rId1"/></w:drawing></w:r>'
    assert [note.code for note in read(f"<w:p>{r('甲')}{picture}</w:p>").notes] == ["pictures"]


class TestPackages:
    def test_the_main_part_is_found_by_its_relationship(self) -> None:
        assert texts(read(p("甲"), main="word/document7.xml", styles=STYLES)) == ["甲"]

    def test_without_relationships_by_its_usual_name(self) -> None:
        body = f"<w:document {NAMESPACES}><w:body>{p('甲')}</w:body></w:document>"
        assert texts(source_from_bytes(zipped({"word/document.xml": body}), name="a.docx")) == ["甲"]

    def test_the_strict_form(self) -> None:
        body = f"<w:document {NAMESPACES}><w:body>{p('甲')}</w:body></w:document>".replace(WORD, STRICT_WORD)
        assert texts(source_from_bytes(zipped({"word/document.xml": body}), name="a.docx")) == ["甲"]

    def test_named_doc(self) -> None:
        source = source_from_bytes(docx(p("甲")), name="要点.doc")
        assert [note.code for note in source.notes] == ["mislabelled"]

    def test_wps_extension_is_no_mislabelling(self) -> None:
        assert source_from_bytes(docx(p("甲")), name="要点.wps").notes == ()

    def test_broken_styles_do_not_cost_the_text(self) -> None:
        assert texts(read(p("甲", style("1")), styles="<w:style>")) == ["甲"]


class TestRefusals:
    def code(self, data: bytes, limits: Limits | None = None) -> str:
        with pytest.raises(SourceError) as caught:
            source_from_bytes(data, name="要点.docx", limits=limits or Limits())
        assert str(caught.value).startswith("要点.docx：")
        return caught.value.code

    @pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
    def test_cut_short(self, share: float) -> None:
        data = docx(p("甲") * 100, styles=STYLES)
        assert self.code(data[: int(len(data) * share)]) == "truncated"

    def test_bytes_damaged_inside(self) -> None:
        data = bytearray(docx(p("甲") * 100))
        data[200:260] = bytes(60)
        assert self.code(bytes(data)) == "damaged"

    def test_no_document_inside(self) -> None:
        assert self.code(zipped({"word/styles.xml": "<x/>"})) == "damaged"
        assert self.code(zipped({"word/document.xml": f"<w:document {NAMESPACES}/>"})) == "damaged"
        assert self.code(zipped({"word/document.xml": "<w:document"})) == "damaged"

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
    def test_entities(self, encoding: str) -> None:
        laughs = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
        document = f"<!DOCTYPE x [<!ENTITY a0 '哈'>{laughs}]><w:document {NAMESPACES}><w:body>{p('&a9;')}</w:body></w:document>"
        start = f'<?xml version="1.0" encoding="{encoding}"?>{"<!-- -->" * 9}'
        assert self.code(zipped({"word/document.xml": (start + document).encode(encoding)})) == "unsafe"

    def test_external_entities(self) -> None:
        document = f'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><w:document {NAMESPACES}><w:body>{p("&a;")}</w:body></w:document>'
        assert self.code(zipped({"word/document.xml": document})) == "unsafe"

    def test_a_zip_bomb(self) -> None:
        assert self.code(zipped({"word/document.xml": b"<" + b" " * 30_000_000})) == "unsafe"

    def test_too_many_members(self) -> None:
        assert self.code(docx(p("甲"), styles=STYLES), Limits(members=3)) == "unsafe"

    def test_too_much_in_all_and_in_one_part(self) -> None:
        assert self.code(docx(p("甲")), Limits(unzipped_bytes=500)) == "unsafe"
        assert self.code(docx(p("甲")), Limits(part_bytes=500)) == "too-large"

    def test_bottomless_nesting(self) -> None:
        depth = 100_000
        assert self.code(docx("<w:p>" + "<w:ins>" * depth + r("甲") + "</w:ins>" * depth + "</w:p>")) == "unsafe"
        nested = p("甲")
        for _ in range(200):
            nested = tbl(tr(tc(nested), "乙"))
        assert self.code(docx(nested)) == "unsafe"

    def test_too_many_cells(self) -> None:
        assert self.code(docx(tbl(tr("甲", "乙")) * 6), Limits(cells=11)) == "too-large"

    def test_locked_by_word(self) -> None:
        data = compound({"EncryptionInfo": b"\x04\0\x04\0", "EncryptedPackage": bytes(5000)})
        assert self.code(data) == "encrypted"

    def test_a_locked_zip(self) -> None:
        data = docx(p("甲"))
        # The general purpose flags of every entry in the central directory.
        locked = data.replace(b"PK\x01\x02\x14\x03\x14\x00\x00\x00", b"PK\x01\x02\x14\x03\x14\x00\x01\x00")
        assert locked != data
        assert self.code(locked) == "encrypted"


@given(st.data())
def test_any_change_of_bytes_is_read_or_refused(data: st.DataObject) -> None:
    whole = bytearray(
        docx(p("甲", listed(1)) + tbl(tr("乙", "丙")), numbering=BULLET_AND_NUMBERS, styles=STYLES, header1=p("页眉"))
    )
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        source = source_from_bytes(bytes(whole), name="a.docx")
    except SourceError:
        return
    assert all(source.text[block.start : block.end].strip() for block in source.blocks)


PIECES = st.sampled_from(
    [
        *("<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:t>甲</w:t>", "<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>", "<w:tc>"),
        *("</w:tc>", "<w:tcPr><w:vMerge/></w:tcPr>", "<w:sdt>", "</w:sdt>", "<w:sdtContent>", "</w:sdtContent>"),
        *('<w:fldChar w:fldCharType="begin"/>', '<w:fldChar w:fldCharType="end"/>', "<w:drawing>", "</w:drawing>"),
        *("<w:txbxContent>", "</w:txbxContent>", "<w:pPr><w:numPr><w:numId w:val='1'/></w:numPr></w:pPr>", "<w:ins/>"),
    ]
)


@given(st.recursive(PIECES, lambda inner: st.lists(inner, max_size=6).map("".join), max_leaves=30))
def test_any_arrangement_is_read_or_refused(body: str) -> None:
    try:
        source = read(body, numbering=BULLET_AND_NUMBERS)
    except SourceError as error:
        assert error.code in {"damaged", "unsafe"}  # noqa: PT017
    else:
        assert source.text.count("甲") <= body.count("甲")
