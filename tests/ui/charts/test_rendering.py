"""Charts drawn on the server: the same words as in the browser, bounded, from any thread, and refused in words."""

from __future__ import annotations

import io
import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from PIL import Image

from taizhang.ui.charts import Figure, Point, curve, fonts
from taizhang.ui.charts.engine import Engine
from taizhang.ui.charts.errors import FontMissing, LibraryMissing, NotAChart, TooMuch
from taizhang.ui.charts.fonts import chinese_font
from taizhang.ui.charts.rendering import LARGEST, render_png, render_svg

SVG = "{http://www.w3.org/2000/svg}"
HEAVY = {"xAxis": {"type": "category"}, "yAxis": {}, "series": [{"type": "bar", "data": [1] * 200_000}]}


def drawn(unit: str = "个") -> Figure:
    planned = [Point(date(2024, month, 28), Decimal(month * 7000)) for month in range(1, 13)]
    return curve(title="停车位", unit=unit, source="台账", planned=planned, target=Decimal(84_000))


def words(svg: str) -> set[str]:
    return {"".join(each.itertext()) for each in ElementTree.fromstring(svg).iter(f"{SVG}text")}  # noqa: S314


def test_the_drawing_holds_the_words_and_the_size_asked_for() -> None:
    svg = render_svg(drawn().option, width=640, height=280)
    assert {"计划", "万个", "目标 84,000个", "0", "8"} <= words(svg)
    root = ElementTree.fromstring(svg)  # noqa: S314
    assert (root.get("width"), root.get("height")) == ("640", "280")


def test_the_same_option_gives_the_same_bytes() -> None:
    assert len({render_svg(drawn().option) for _ in range(3)}) == 1


def test_words_of_documents_are_words_in_the_drawing() -> None:
    unit = '<script>alert("1")</script>&'
    assert any(unit in each for each in words(render_svg(drawn(unit).option)))


def test_threads_may_draw_at_once() -> None:
    options = [drawn(f"第{number}").option for number in range(8)]
    barrier = threading.Barrier(8)

    def draw(option: dict[str, Any]) -> str:
        barrier.wait()
        return render_svg(option)

    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(draw, options))
    assert [f"目标 84,000第{number}" in words(svg) for number, svg in enumerate(made)] == [True] * 8


def test_a_drawing_that_takes_too_long_is_given_up_and_the_next_one_made() -> None:
    with pytest.raises(TooMuch, match=r"0\.05 秒"):
        render_svg(HEAVY, seconds=0.05)
    assert "万个" in words(render_svg(drawn().option))


def test_a_drawing_that_takes_too_much_memory_is_given_up() -> None:
    engine = Engine(memory=40_000_000)
    with pytest.raises(TooMuch):
        engine.draw(HEAVY, 100, 100, 60)
    assert engine.draw(drawn().option, 100, 100, 10).startswith("<svg")


def test_what_is_no_chart_is_refused() -> None:
    with pytest.raises(NotAChart, match="xAxis"):
        render_svg({"xAxis": {"type": "none such"}})
    with pytest.raises(NotAChart):
        render_png("<svg")


@pytest.mark.parametrize("size", [0, -1, LARGEST + 1])
def test_a_size_that_is_none_is_refused(size: int) -> None:
    with pytest.raises(ValueError, match="pixels"):
        render_svg(drawn().option, width=size)
    with pytest.raises(ValueError, match="pixels"):
        render_png("<svg xmlns='http://www.w3.org/2000/svg'/>", size)


def test_an_installation_without_the_library_says_so(tmp_path: Path) -> None:
    with pytest.raises(LibraryMissing, match="make setup"):
        Engine(tmp_path / "echarts.min.js").draw({}, 10, 10, 1)


def test_the_picture_is_as_wide_as_asked_on_white_with_chinese_type() -> None:
    picture = Image.open(io.BytesIO(render_png(render_svg(drawn().option, width=720, height=300), 1440)))
    assert picture.size == (1440, 600)
    assert picture.convert("RGB").getpixel((1439, 0)) == (255, 255, 255)
    # A font without the character would draw the same box for both.
    glyphs = [
        render_png(
            f"<svg xmlns='http://www.w3.org/2000/svg' width='40' height='40'><text y='30'>{character}</text></svg>", 40
        )
        for character in "台账"
    ]
    assert glyphs[0] != glyphs[1]


def test_without_a_chinese_font_there_is_no_picture(tmp_path: Path) -> None:
    (tmp_path / "DejaVuSans.ttf").touch()
    with pytest.raises(FontMissing, match="fonts-noto-cjk"):
        chinese_font((tmp_path,))


@pytest.mark.parametrize(
    ("files", "family"),
    [
        (["truetype/wqy/wqy-zenhei.ttc", "opentype/noto/NotoSansCJK-Regular.ttc"], "Noto Sans CJK SC"),
        (["MSYH.TTC"], "Microsoft YaHei"),
        (["truetype/wqy/wqy-microhei.ttc", "notes.txt"], "WenQuanYi Micro Hei"),
    ],
)
def test_the_best_font_is_taken_wherever_it_lies(tmp_path: Path, files: list[str], family: str) -> None:
    for name in files:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    font = chinese_font((tmp_path,))
    assert font.family == family == fonts.FAMILIES.get(font.path.name, family)
