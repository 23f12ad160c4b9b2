"""Word 97-2003 documents: what their readers see is read, every damage is refused in words."""

from __future__ import annotations

import contextlib
import struct
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from taizhang.reading import read_file
from taizhang.reading.sources import Limits, Source, SourceError, open_source, source_from_bytes
from tests.reading.sources.office_files import compound

FOLDER = Path(__file__).with_name("data")
# Our own words, saved by LibreOffice from Word files in which every feature below was set.
PLAN, STRUCTURE = FOLDER / "plan.doc", FOLDER / "structure.doc"
DATA = PLAN.read_bytes()


def test_a_plan_is_read_to_claims() -> None:
    document = read_file(PLAN)
    assert document.format == "doc"
    assert [claim.figure for claim in document.figures][:2] == ["5000个", "3900座"]
    assert document.figures[-1].indicator == "农村生活污水治理"


class TestStructure:
    @pytest.fixture
    def source(self) -> Source:
        return open_source(STRUCTURE)

    @pytest.fixture
    def found(self, source: Source) -> list[tuple[str, int, str]]:
        return [(block.kind, block.level, source.text[block.start : block.end]) for block in source.blocks]

    def test_title_headings_and_the_numbers_word_writes(
        self, source: Source, found: list[tuple[str, int, str]]
    ) -> None:
        assert source.title == "某镇2024年工作要点"
        assert found[:8] == [
            ("heading", 1, "某镇2024年工作要点"),
            ("heading", 1, "一、总体要求"),
            ("item", 2, "（一）主要指标"),
            ("item", 3, "一.一.1 公路"),
            ("item", 3, "一.一.2 桥梁"),
            ("item", 2, "（二）财政"),
            ("item", 1, "二、重点任务"),
            ("item", 1, "第一条"),
        ]

    def test_a_list_that_starts_anew(self, found: list[tuple[str, int, str]]) -> None:
        assert ("item", 1, "一、重新计数") in found

    def test_insertions_in_deletions_and_hidden_words_out(self, found: list[tuple[str, int, str]]) -> None:
        assert ("paragraph", 0, "新增泊位300个。") in found

    def test_what_fields_show_without_their_codes(self, found: list[tuple[str, int, str]]) -> None:
        assert ("paragraph", 0, "官网公布") in found

    def test_tables_with_merged_cells(self, source: Source) -> None:
        cells = [
            (b.row, b.column, b.row_span, b.column_span, b.header, source.text[b.start : b.end])
            for b in source.blocks
            if b.kind == "cell"
        ]
        assert cells == [
            (0, 0, 1, 1, True, "指标"),
            (0, 1, 1, 2, True, "目标"),
            (1, 0, 2, 1, False, "学位"),
            (1, 1, 1, 1, False, "小学"),
            (1, 2, 1, 1, False, "300个"),
            (2, 1, 1, 1, False, "中学\n高中"),
            (2, 2, 1, 1, False, "200个"),
        ]

    def test_a_table_of_one_column_is_a_frame(self, found: list[tuple[str, int, str]]) -> None:
        assert ("paragraph", 0, "框内一") in found
        assert ("paragraph", 0, "框内二") in found

    def test_notes_then_furniture_come_last(self, found: list[tuple[str, int, str]]) -> None:
        assert found[-2:] == [("paragraph", 0, "脚注内容"), ("furniture", 0, "页脚文字")]


HIDDEN_ON = b"\x3c\x08\x01"


def by_hand(*pieces: tuple[str, str], changes: bytes = b"", version: int = 0xC1, flags: int = 0x0200) -> bytes:
    """A document of pieces of text, each with its encoding, and no table of properties; ``changes`` are the last's."""
    fixed = bytearray(0x9A + 8 * 93)
    texts = [words.encode(codec) for words, codec in pieces]
    lengths = [len(words) for words, _ in pieces]
    ends = [sum(lengths[:count]) for count in range(len(pieces) + 1)]
    plc = struct.pack(f"<{len(ends)}I", *ends)
    place = len(fixed)
    for number, (raw, (_, codec)) in enumerate(zip(texts, pieces, strict=True)):
        code = place * 2 | 0x40000000 if codec == "cp1252" else place
        last = number == len(pieces) - 1
        plc += struct.pack("<HIH", 0, code, 1 if changes and last else 0)
        place += len(raw)
    prefix = b"\x01" + struct.pack("<H", len(changes)) + changes if changes else b""
    clx = prefix + b"\x02" + struct.pack("<I", len(plc)) + plc
    struct.pack_into("<HH", fixed, 0, 0xA5EC, version)
    struct.pack_into("<H", fixed, 0x0A, flags)
    struct.pack_into("<i", fixed, 0x4C, ends[-1])
    struct.pack_into("<II", fixed, 0x1A2, 0, len(clx))
    return compound({"WordDocument": bytes(fixed) + b"".join(texts), "1Table": clx})


def read(data: bytes) -> Source:
    return source_from_bytes(data, name="要点.doc")


class TestPieces:
    def test_stored_in_one_byte_and_in_two(self) -> None:
        assert read(by_hand(("GDP 5%\r", "cp1252"), ("新增学位300个\r", "utf-16-le"))).text == "GDP 5%\n新增学位300个\n"

    def test_saved_fast_with_changes_of_their_own(self) -> None:
        assert read(by_hand(("甲\r", "utf-16-le"), ("乙\r", "utf-16-le"), changes=HIDDEN_ON)).text == "甲\n"

    def test_signs_of_word(self) -> None:
        words = "甲\x0b乙\x1e丙\x1f丁\t戊\x01\x08\x02\xa0己\x0c庚\r"
        assert read(by_hand((words, "utf-16-le"))).text == "甲\n乙-丙丁\t戊 己\n庚\n"

    def test_a_field_that_never_ends(self) -> None:
        assert read(by_hand(("甲\x13HYPERLINK\r乙\r", "utf-16-le"))).text == "甲\n乙\n"

    def test_no_words_at_all(self) -> None:
        assert [note.code for note in read(by_hand(("\r", "utf-16-le"))).notes] == ["no-text"]


class TestRefusals:
    def code(self, data: bytes, limits: Limits | None = None) -> str:
        with pytest.raises(SourceError) as caught:
            source_from_bytes(data, name="要点.doc", limits=limits or Limits())
        return caught.value.code

    @pytest.mark.parametrize("length", [600, 2000, len(DATA) // 2])
    def test_cut_short(self, length: int) -> None:
        assert self.code(DATA[:length]) in {"damaged", "truncated"}

    def test_encrypted(self) -> None:
        assert self.code(by_hand(("密\r", "utf-16-le"), flags=0x0300)) == "encrypted"

    def test_before_word_97(self) -> None:
        assert self.code(by_hand(("旧\r", "utf-16-le"), version=0x68)) == "unsupported"

    def test_no_document_in_it(self) -> None:
        assert self.code(compound({"WordDocument": b""})) == "damaged"
        assert self.code(compound({"Other": b"1"})) == "damaged"

    def test_a_vast_text(self) -> None:
        assert self.code(by_hand(("字" * 100 + "\r", "utf-16-le")), Limits(text_bytes=100)) == "too-large"


@settings(max_examples=60)
@given(
    st.sampled_from([PLAN, STRUCTURE]),
    st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=8),
)
def test_any_change_of_bytes_is_read_or_refused(path: Path, changes: list[tuple[float, int]]) -> None:
    data = bytearray(path.read_bytes())
    for share, byte in changes:
        data[int(share * len(data))] = byte
    with contextlib.suppress(SourceError):
        source = source_from_bytes(bytes(data), name="plan.doc")
        assert all(source.text[block.start : block.end].strip() for block in source.blocks)
