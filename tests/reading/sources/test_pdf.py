import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.reading.sources import Limits, Source, SourceError, recognition, source_from_bytes
from tests.reading.sources.pdf_files import HEIGHT, bar, pdf, picture, rule, text

LOCK = (
    "/Encrypt<</Filter/Standard/V 1/R 2/P -44/O<" + "00" * 32 + ">/U<" + "11" * 32 + ">>>"
    "/ID[<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]"
)
# Thirty characters of 14 points fill a line of 420.
LONG = "全镇新建改建农村公路一百二十公里并完成老旧小区改造任务和配套设"


def read(*pages: str, **more: str) -> Source:
    return source_from_bytes(pdf(pages, **more), name="要点.pdf", ocr=False)


def found(source: Source) -> list[tuple[str, str]]:
    return [(block.kind, source.text[block.start : block.end]) for block in source.blocks]


def column(lines: list[str], x: float = 80, y: float = 200, step: float = 28, size: float = 14) -> str:
    return "\n".join(
        text(x + 2 * size if line.startswith("　") else x, y + step * number, line.lstrip("　"), size)
        for number, line in enumerate(lines)
    )


class TestParagraphs:
    def test_lines_broken_by_the_page_are_joined(self) -> None:
        source = read(column(["　" + LONG[:28], LONG[:30], "施。", "　第二段" + LONG[:25], "完。"]))
        assert found(source) == [
            ("paragraph", LONG[:28] + LONG[:30] + "施。"),
            ("paragraph", "第二段" + LONG[:25] + "完。"),
        ]

    def test_a_short_line_ends_its_paragraph(self) -> None:
        source = read(column([LONG[:30], "第一段完", LONG[:30], "第二段完"]))
        assert [line for _, line in found(source)] == [LONG[:30] + "第一段完", LONG[:30] + "第二段完"]

    def test_a_wider_gap_starts_a_paragraph(self) -> None:
        page = column([LONG[:30], LONG[:30]]) + column([LONG[:30]], y=330)
        assert [len(line) for _, line in found(read(page))] == [60, 30]

    def test_without_indents_a_full_stop_at_the_edge_ends_the_paragraph(self) -> None:
        source = read(column([LONG[:29] + "。", LONG[:30], "完。"]))
        assert [line for _, line in found(source)] == [LONG[:29] + "。", LONG[:30] + "完。"]

    def test_a_paragraph_goes_on_over_a_page_end(self) -> None:
        pages = [column(["　" + LONG[:28], LONG[:30]], y=600), column(["接上页完。", "　下一段" + LONG[:25]], y=90)]
        source = read(*(page + text(280, HEIGHT - 40, f"— {number} —", 10) for number, page in enumerate(pages, 1)))
        assert found(source) == [
            ("paragraph", LONG[:28] + LONG[:30] + "接上页完。"),
            ("furniture", "— 1 —"),
            ("paragraph", "下一段" + LONG[:25]),
            ("furniture", "— 2 —"),
        ]

    def test_two_columns(self) -> None:
        left = column([LONG[:15], LONG[:15], "左完。"], x=60)
        right = column([LONG[:15], LONG[:15], "右完。"], x=320)
        assert [line for _, line in found(read(left + right))] == [LONG[:15] * 2 + "左完。", LONG[:15] * 2 + "右完。"]

    def test_a_title_of_two_lines_in_large_type(self) -> None:
        page = text(165, 90, "某市人民政府关于印发", 24) + text(189, 125, "年度工作要点的通知", 24)
        source = read(page + column(["　" + LONG[:28], "完。"]))
        assert found(source)[0] == ("heading", "某市人民政府关于印发年度工作要点的通知")
        assert source.title == "某市人民政府关于印发年度工作要点的通知"

    def test_spaces_are_where_the_page_has_gaps(self) -> None:
        # A quarter of a character between Chinese and figures is typography; two characters are a gap.
        page = text(80, 100, "投资", 16) + text(116, 100, "12", 16) + text(152, 100, "亿元", 16)
        page += text(80, 140, "姓名", 16) + text(180, 140, "职务", 16)
        assert [line for _, line in found(read(page))] == ["投资12亿元", "姓名\t职务"]

    def test_a_page_drawn_from_bottom_to_top(self) -> None:
        rows = ["甲甲甲甲", "乙乙乙乙", "丙丙丙丙", "丁丁丁丁"]
        page = "\n".join(text(80, 100 + 40 * at, rows[at]) for at in (3, 1, 2, 0))
        assert [line for _, line in found(read(page))] == rows


class TestFurniture:
    def test_headers_that_come_back(self) -> None:
        pages = [
            text(80, 50, "某市政府公报", 10)
            + column(["　" + LONG[:28], mark + "完。"])
            + text(290, 810, str(number), 10)
            for number, mark in enumerate("甲乙丙", 1)
        ]
        kinds = [kind for kind, _ in found(read(*pages))]
        assert kinds == ["furniture", "paragraph", "furniture"] * 3

    @pytest.mark.parametrize("number", ["1", "- 1 -", "—1—", "第1页", "第 1 页 共 9 页", "1/9", "一", "iv"])
    def test_page_numbers_on_a_single_page(self, number: str) -> None:
        assert found(read(column(["　" + LONG[:20]]) + text(280, 810, number, 10)))[-1][0] == "furniture"

    @pytest.mark.parametrize("words", ["12亿元", "全年3个", "附件"])
    def test_words_at_the_foot_that_are_no_page_number(self, words: str) -> None:
        assert found(read(column(["　" + LONG[:20]]) + text(280, 810, words, 14)))[-1] == ("paragraph", words)

    def test_a_watermark_across_the_page(self) -> None:
        mark = text(150, 500, "内部资料", 40, turn="0.7 0.7 -0.7 0.7")
        body = column(["　" + LONG[:28], "完。"])
        source = read(mark + body, mark + body)
        assert [kind for kind, _ in found(source)] == ["paragraph", "paragraph", "furniture"]


GRID = [
    *(rule(80, y, 480, y) for y in (100, 140, 180, 260)),
    *(rule(x, 100, x, 260) for x in (80, 180, 380, 480)),
]


class TestTables:
    def cells(self, source: Source) -> list[tuple[int | None, int | None, int, int, str]]:
        return [
            (block.row, block.column, block.row_span, block.column_span, source.text[block.start : block.end])
            for block in source.blocks
            if block.kind == "cell"
        ]

    def test_ruled_cells(self) -> None:
        words = [
            text(x, y, w, 12)
            for y, row in ((125, "指目局"), (165, "甲乙丙"), (215, "丁戊己"))
            for x, w in zip((90, 190, 390), row, strict=True)
        ]
        source = read(text(80, 60, "表前") + "\n".join([*GRID, *words]) + text(80, 320, "表后"))
        assert source.text == "表前\n指\t目\t局\n甲\t乙\t丙\n丁\t戊\t己\n表后\n"
        assert [block.header for block in source.blocks[1:4]] == [True] * 3

    def test_lines_broken_by_a_narrow_cell_are_joined(self) -> None:
        words = [
            text(185, 200, "新建改建农村公路三十公里完成验", 12),
            text(185, 220, "收", 12),
            text(185, 240, "另起一行", 12),
        ]
        source = read("\n".join([*GRID, text(90, 125, "甲", 12), *words]))
        assert self.cells(source)[1][-1] == "新建改建农村公路三十公里完成验收\n另起一行"

    def test_merged_cells(self) -> None:
        rules = [rule(80, y, 480, y) for y in (100, 140, 220)]
        rules += [rule(180, 180, 480, 180), rule(80, 100, 80, 220), rule(480, 100, 480, 220), rule(180, 140, 180, 220)]
        rules += [rule(380, 140, 380, 220)]
        words = [text(90, 125, "总表", 12), text(90, 185, "教育", 12)]
        words += [
            text(x, y, w, 12)
            for x, y, w in ((190, 165, "学位"), (390, 165, "三百"), (190, 205, "学校"), (390, 205, "两所"))
        ]
        assert self.cells(read("\n".join(rules + words))) == [
            (0, 0, 1, 3, "总表"),
            (1, 0, 2, 1, "教育"),
            (1, 1, 1, 1, "学位"),
            (1, 2, 1, 1, "三百"),
            (2, 1, 1, 1, "学校"),
            (2, 2, 1, 1, "两所"),
        ]

    def test_a_table_going_on_overleaf_without_its_repeated_header(self) -> None:
        head = [text(90, 125, "任务", 12), text(190, 125, "目标", 12), text(390, 125, "单位", 12)]
        first = "\n".join([*GRID, *head, text(90, 165, "甲", 12), text(190, 165, "一", 12)])
        second = "\n".join([*GRID, *head, text(90, 165, "乙", 12), text(190, 165, "二", 12)])
        number = text(290, 815, "2", 10)
        source = read(first + text(290, 815, "1", 10), second + number)
        assert {block.table for block in source.blocks if block.kind == "cell"} == {0}
        assert source.text == "任务\t目标\t单位\n甲\t一\n乙\t二\n1\n2\n"

    def test_rules_drawn_as_thin_bars_and_piece_by_piece(self) -> None:
        bars = [bar(80, y, 280, y + 0.6) for y in (100, 140, 180)] + [
            bar(280, y, 480, y + 0.6) for y in (100, 140, 180)
        ]
        bars += [bar(x, y, x + 0.6, y + 40) for x in (80, 280, 480) for y in (100, 140)]
        words = [
            text(x, y, w, 12) for x, y, w in ((90, 125, "甲"), (290, 125, "乙"), (90, 165, "丙"), (290, 165, "丁"))
        ]
        assert read("\n".join(bars + words)).text == "甲\t乙\n丙\t丁\n"

    @pytest.mark.parametrize(
        "rules",
        [
            [rule(80, 160, 480, 160)],
            [rule(80, 90, 480, 90), rule(80, 300, 480, 300), rule(80, 90, 80, 300), rule(480, 90, 480, 300)],
        ],
    )
    def test_a_line_under_a_title_and_a_frame_are_no_tables(self, rules: list[str]) -> None:
        assert [kind for kind, _ in found(read("\n".join(rules) + column(["　" + LONG[:20]])))] == ["paragraph"]

    def test_a_drawing_of_thousands_of_lines_is_no_table(self) -> None:
        drawing = "\n".join(rule(10 + n % 500, 10 + n % 700, 200, 10 + n % 700) for n in range(21_000))
        assert found(read(drawing + column(["　" + LONG[:20]]))) == [("paragraph", LONG[:20])]


def test_a_page_turned_sideways() -> None:
    words = [
        text(100 + 30 * number, 700, line, turn="0 1 -1 0") for number, line in enumerate(["甲甲甲甲", "乙乙乙乙"])
    ]
    assert [line for _, line in found(read("\n".join(words), rotate=90))] == ["甲甲甲甲", "乙乙乙乙"]


@pytest.mark.parametrize(
    ("title", "expected"), [("年度要点", "年度要点"), ("Microsoft Word - 附件1.doc", None), ("", None)]
)
def test_the_title_the_file_declares_counts_if_it_is_shown(title: str, expected: str | None) -> None:
    assert read(text(100, 100, "年度要点") + text(100, 140, "正文"), title=title).title == expected


def test_radicals_become_characters() -> None:
    assert read(text(80, 100, "⽂化⻓廊")).text == "文化长廊\n"


class TestPagesWithoutText:
    def test_without_recognition_they_are_named(self) -> None:
        source = read(text(80, 100, "正文"), picture(), picture(), text(80, 100, "正文"), picture())
        assert source.text == "正文\n正文\n"
        (note,) = source.notes
        assert note.code == "no-text-page"
        assert "第 2-3、5 页" in note.message

    def test_with_recognition_missing_the_note_says_how_to_get_it(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(recognition, "is_installed", lambda: False)
        source = source_from_bytes(pdf([picture()]), name="a.pdf")
        assert "pip install 'taizhang[ocr]'" in source.notes[0].message

    def test_an_empty_page_is_no_scan(self) -> None:
        assert read(text(80, 100, "正文"), "").notes == ()

    def test_nothing_at_all(self) -> None:
        assert [note.code for note in read("").notes] == ["no-text"]


class TestRefusals:
    def code(self, data: bytes, limits: Limits | None = None) -> str:
        with pytest.raises(SourceError) as caught:
            source_from_bytes(data, name="要点.pdf", ocr=False, limits=limits or Limits())
        return caught.value.code

    def test_encrypted(self) -> None:
        assert self.code(pdf([text(80, 100, "密")], extra=LOCK)) == "encrypted"

    def test_cut_short_at_its_head(self) -> None:
        assert self.code(pdf([text(80, 100, "甲")])[:60]) == "truncated"

    def test_a_husk(self) -> None:
        assert self.code(b"%PDF-1.7\n%%EOF") == "damaged"

    def test_too_many_pages(self) -> None:
        assert self.code(pdf([""] * 5), Limits(pages=4)) == "too-large"


def test_a_file_cut_short_gives_what_is_left_with_a_note() -> None:
    whole = pdf([text(80, 100, "正文")])
    source = source_from_bytes(whole[: whole.rindex(b"startxref")], name="a.pdf", ocr=False)
    assert source.text == "正文\n"
    assert [note.code for note in source.notes] == ["truncated"]


@given(st.data())
def test_any_change_of_bytes_is_read_or_refused(data: st.DataObject) -> None:
    whole = bytearray(pdf([column(["　" + LONG[:28], "完。"]) + "\n".join(GRID), picture()]))
    for _ in range(data.draw(st.integers(1, 6))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    try:
        source = source_from_bytes(bytes(whole), name="a.pdf", ocr=False)
    except SourceError:
        return
    assert all(source.text[block.start : block.end].strip() for block in source.blocks)
