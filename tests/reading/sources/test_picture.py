import io
import sys
from pathlib import Path

import pytest

from taizhang.reading import read_file
from taizhang.reading.sources import Limits, SourceError, open_source, recognition, source_from_bytes
from taizhang.reading.sources.layout import Box, Line
from tests.reading.sources.office_files import NAMESPACES, docx, p, relationships, zipped
from tests.reading.sources.pdf_files import pdf, picture

# Our own words, drawn in one colour.
NOTICE = Path(__file__).parent / "data" / "notice.png"
PLAN = Path(__file__).parent / "data" / "plan.png"
WORDS = [
    ("heading", "某镇2024年工作要点"),
    ("paragraph", "今年全镇计划新建农村公路36.5公里，改造老旧小区12个，惠及居民3860户，固定资产投资增长8.5%以上。"),
    ("paragraph", "城镇新增就业不少于2300人。"),
]


def saved(form: str, size: tuple[int, int] = (40, 30), mode: str = "RGB", **more: object) -> bytes:
    images = pytest.importorskip("PIL.Image")
    buffer = io.BytesIO()
    images.new(mode, size, "white" if mode == "RGB" else 0).save(buffer, form, **more)
    return buffer.getvalue()


@pytest.fixture
def recognised(monkeypatch: pytest.MonkeyPatch) -> list[tuple[int, int]]:
    """Stands in for recognition: every picture reads as two lines; gives the sizes of the pictures seen."""
    pytest.importorskip("PIL")
    seen: list[tuple[int, int]] = []

    def recognise(image: object, page: int) -> list[Line]:
        seen.append(image.size)  # type: ignore[attr-defined]
        return [
            Line(f"第{page + 1}张", Box(10, 10, 60, 24), 14, page),
            Line("新建桥梁2座", Box(10, 60, 90, 74), 14, page),
        ]

    monkeypatch.setattr(recognition, "is_installed", lambda: True)
    monkeypatch.setattr(recognition, "recognise", recognise)
    return seen


@pytest.mark.slow
class TestForReal:
    """With the models themselves, which come with the extra and need no network."""

    @pytest.fixture(autouse=True)
    def _needs_the_extra(self) -> None:
        pytest.importorskip("rapidocr")

    def test_a_page_of_text(self) -> None:
        source = open_source(NOTICE)
        assert [(block.kind, source.text[block.start : block.end]) for block in source.blocks] == WORDS
        assert source.title == WORDS[0][1]
        assert [note.code for note in source.notes] == ["recognised"]

    def test_a_scanned_plan_is_read_to_claims(self) -> None:
        document = read_file(PLAN)
        assert [claim.figure for claim in document.figures][:2] == ["5000个", "3900座"]

    def test_a_picture_without_text(self) -> None:
        source = source_from_bytes(saved("PNG", (300, 200)), name="白.png")
        assert source.text == ""
        assert [note.code for note in source.notes] == ["no-text"]

    def test_a_tall_poster_is_read_in_pieces(self) -> None:
        images = pytest.importorskip("PIL.Image")
        notice = images.open(NOTICE).convert("L")
        poster = images.new("L", (notice.width, notice.height * 5), 255)
        for number in range(5):
            poster.paste(notice, (0, notice.height * number))
        lines = recognition.recognise(poster, 0)
        assert sum(line.text.count("36.5公里") for line in lines) == 5
        assert [line.box.top for line in lines] == sorted(line.box.top for line in lines)

    def test_dark_words_on_a_clear_ground(self) -> None:
        images = pytest.importorskip("PIL.Image")
        notice = images.open(NOTICE).convert("L")
        clear = images.new("RGBA", notice.size, (0, 0, 0, 0))
        clear.putalpha(notice.point(lambda value: 255 - value))
        assert any("2300人" in line.text for line in recognition.recognise(clear, 0))


@pytest.mark.parametrize("form", ["PNG", "JPEG", "BMP", "WEBP", "GIF", "TIFF"])
def test_every_form_of_picture(form: str, recognised: list[tuple[int, int]]) -> None:
    source = source_from_bytes(saved(form), name=f"图.{form.lower()}")
    assert source.text == "第1张\n新建桥梁2座\n"
    assert source.format == "image"
    assert recognised == [(40, 30)]


def test_all_pages_of_a_tiff_and_the_first_frame_of_what_moves(recognised: list[tuple[int, int]]) -> None:
    images = pytest.importorskip("PIL.Image")
    more = [images.new("RGB", (40, 30), colour) for colour in ("red", "blue")]
    assert source_from_bytes(saved("TIFF", save_all=True, append_images=more)).text.count("桥梁") == 3
    assert source_from_bytes(saved("GIF", save_all=True, append_images=more)).text.count("桥梁") == 1


def test_a_photograph_is_turned_upright(recognised: list[tuple[int, int]]) -> None:
    images = pytest.importorskip("PIL.Image")
    exif = images.Exif()
    exif[0x0112] = 6
    source_from_bytes(saved("JPEG", exif=exif.tobytes()))
    assert recognised == [(30, 40)]


def test_without_the_extra_the_message_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    monkeypatch.setattr(recognition, "find_spec", lambda name: None)
    with pytest.raises(SourceError, match=r"pip install 'taizhang\[ocr\]'") as caught:
        open_source(NOTICE)
    assert caught.value.code == "missing-extra"


def test_without_recognition_wanted() -> None:
    source = open_source(NOTICE, ocr=False)
    assert source.text == ""
    assert [note.code for note in source.notes] == ["no-text-page"]


class TestRefusals:
    def code(self, data: bytes, limits: Limits | None = None) -> str:
        with pytest.raises(SourceError) as caught:
            source_from_bytes(data, name="图.png", limits=limits or Limits())
        return caught.value.code

    def test_cut_short_and_damaged(self, recognised: list[tuple[int, int]]) -> None:
        whole = NOTICE.read_bytes()
        assert self.code(whole[:3000]) == "truncated"
        assert self.code(whole[:12]) == "damaged"
        assert self.code(whole[:20] + bytes(200)) == "damaged"

    def test_too_many_pixels(self, recognised: list[tuple[int, int]]) -> None:
        assert self.code(saved("PNG"), Limits(pixels=1000)) == "too-large"
        # Says it is 60,000 pixels wide and high, as a bomb does.
        vast = bytearray(saved("BMP"))
        vast[18:26] = (60_000).to_bytes(4, "little") * 2
        assert self.code(bytes(vast)) == "too-large"

    def test_too_many_pages(self, recognised: list[tuple[int, int]]) -> None:
        images = pytest.importorskip("PIL.Image")
        data = saved("TIFF", save_all=True, append_images=[images.new("RGB", (40, 30))] * 3)
        assert self.code(data, Limits(pages=3)) == "too-large"


def test_scanned_pages_of_a_pdf(recognised: list[tuple[int, int]]) -> None:
    source = source_from_bytes(pdf([picture(), "", picture()]), name="扫描.pdf")
    assert source.text == "第1张\n新建桥梁2座\n第3张\n新建桥梁2座\n"
    assert recognised[0] == (1653, 2339)
    assert "第 1、3 页" in source.notes[0].message


def test_a_word_file_of_pictures_alone(recognised: list[tuple[int, int]], monkeypatch: pytest.MonkeyPatch) -> None:
    drawing = '<w:p><w:r><w:drawing><a:blip r:embed="rId1"/></w:drawing></w:r></w:p>'
    data = zipped(
        {
            "word/document.xml": f"<w:document {NAMESPACES}><w:body>{drawing}{drawing}</w:body></w:document>",
            "word/_rels/document.xml.rels": relationships(("image", "media/1.png")),
            "word/media/1.png": saved("PNG"),
        }
    )
    assert source_from_bytes(data, name="a.docx").text == "第1张\n新建桥梁2座\n第2张\n新建桥梁2座\n"
    assert [note.code for note in source_from_bytes(data, ocr=False).notes] == ["no-text-page"]
    monkeypatch.setattr(recognition, "is_installed", lambda: False)
    assert "pip install" in source_from_bytes(data).notes[0].message


def test_a_word_file_without_pictures_has_no_note(recognised: list[tuple[int, int]]) -> None:
    assert source_from_bytes(docx(p("正文"))).notes == ()
