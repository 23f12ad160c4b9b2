"""Every kind of chart in a real browser, under the content security policy: drawn, accessible, printed, on a phone."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from pypdfium2 import PdfDocument

from taizhang.policy.access import answers
from tests.browser.faults import walked
from tests.chromium import Open
from tests.ui.charts.gallery import figures, heat
from tools.assets import AXE


@pytest.fixture
def gallery(settings: Any, opened: Open) -> Iterator[Open]:
    """Opens the gallery: ``gallery(width=390)``."""
    settings.ROOT_URLCONF = "tests.ui.charts.urls"
    answers.cache_clear()
    yield lambda **how: _drawn(opened("office", "/gallery/", **how))
    answers.cache_clear()


def _drawn(page: Page) -> Page:
    expect(page.locator(".chart-drawing svg")).to_have_count(len(figures()))
    return page


def chart(page: Page, title: str) -> Locator:
    return page.locator("figure.chart").filter(has=page.locator("figcaption strong", has_text=title)).first


@pytest.mark.parametrize("width", [1280, 390])
def test_every_kind_is_drawn_and_nothing_is_wider_than_the_page(gallery: Open, width: int) -> None:
    page = gallery(width=width)
    for title, figure in figures().items():
        drawing = chart(page, title).locator(".chart-drawing")
        assert drawing.locator("text").count() > 3
        box = drawing.bounding_box()
        assert box
        is_map = "map" in figure.option["series"][0]
        assert round(box["height"]) == (min(figure.height, round(box["width"])) if is_map else figure.height)
        assert box["x"] + box["width"] <= width
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_nothing_serious(gallery: Open, width: int) -> None:
    page = gallery(width=width)
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true; })")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    faults: list[dict[str, Any]] = page.evaluate("axe.run().then(result => result.violations)")
    assert [each["id"] for each in faults if each["impact"] in {"serious", "critical"}] == []


@pytest.mark.parametrize(
    ("title", "words", "beside"), [("得分", "东城街道", 60), ("状态", "在办", 60), ("镇街亮灯", "长安", 0)]
)
def test_a_click_on_a_mark_leads_where_its_table_leads(gallery: Open, title: str, words: str, beside: int) -> None:
    """Bars begin beside their names; in a map the name lies on the place."""
    page = gallery()
    figure = chart(page, title)
    name = figure.locator(".chart-drawing text", has_text=words).first
    # At once: while a page settles, a drawing is made anew, and what waited to be moved is gone.
    name.evaluate("each => each.scrollIntoView({ block: 'center' })")
    box = name.bounding_box()
    assert box
    urls = figure.locator("table a").evaluate_all("links => links.map(link => link.href)")
    page.mouse.click(box["x"] + box["width"] / 2 + beside, box["y"] + box["height"] / 2)
    page.wait_for_url("**/places/?from=*", timeout=5000)
    assert page.url in urls


def test_pointing_at_a_place_says_its_light_in_words(gallery: Open) -> None:
    page = gallery()
    drawing = chart(page, "镇街亮灯").locator(".chart-drawing")
    drawing.locator("text", has_text="长安").hover(force=True)
    expect(drawing).to_contain_text("长安镇 ▲ 滞后 按6月底应达20000个")


def test_long_words_stay_within_a_phone(gallery: Open) -> None:
    page = gallery(width=390)
    drawing = chart(page, "镇街亮灯").locator(".chart-drawing")
    name = drawing.locator("text", has_text="▲").nth(3)
    name.hover(force=True)
    said = drawing.locator("text", has_text="1项滞后").last
    expect(said).to_be_visible()
    box = said.bounding_box()
    assert box
    assert 0 <= box["x"] <= box["x"] + box["width"] <= 390


def test_the_heat_table_is_walked_by_keyboard(gallery: Open) -> None:
    page = gallery()
    table = page.get_by_role("table").filter(has_text="改善出行")
    expect(table.get_by_role("rowheader")).to_have_count(len(heat().rows))
    cell = table.get_by_role("cell", name="严重滞后 6").first
    cell.get_by_role("link").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/places/?from=*")


def test_who_walks_the_heat_table_backwards_sees_every_link(gallery: Open) -> None:
    """The names at its left stay where they are while the rest is scrolled: nothing may come to lie behind them."""
    page = gallery(width=320)
    links = page.locator(".heat table a")
    links.last.focus()
    assert walked(page, "Shift+Tab", links.count() - 1) == []


def test_a_map_without_its_boundaries_shows_its_table(gallery: Open, opened: Open) -> None:
    page = gallery()
    page.route("**/maps/*.json", lambda route: route.abort())
    page.reload()
    expect(chart(page, "镇街亮灯").locator("table")).to_be_visible()
    expect(chart(page, "得分").locator(".chart-drawing svg")).to_be_visible()


GONE = "document.querySelectorAll('.chart-drawing').forEach(each => { %s; })"


def test_what_has_no_room_waits_for_some(gallery: Open) -> None:
    """Hidden, narrowed to nothing, then shown again: no script error, and drawn as wide as before."""
    page = gallery()
    drawing = chart(page, "镇街亮灯").locator(".chart-drawing")
    wide = drawing.locator("svg").get_attribute("width")
    for hide, show in [
        ("each.parentElement.style.display = 'none'", "each.parentElement.style.display = ''"),
        ("each.style.width = '0'", "each.style.width = ''"),
    ]:
        page.evaluate(GONE % hide)
        _frames(page)
        page.evaluate("dispatchEvent(new Event('beforeprint')), dispatchEvent(new Event('afterprint'))")
        page.evaluate(GONE % show)
        expect(drawing.locator("svg")).to_have_attribute("width", wide or "")


def test_what_is_taken_away_is_left_alone(gallery: Open) -> None:
    page = gallery()
    page.evaluate(GONE % "each.remove()")
    _frames(page)
    page.evaluate("dispatchEvent(new Event('beforeprint')), dispatchEvent(new Event('afterprint'))")


def _frames(page: Page) -> None:
    """Until the page has been laid out anew and those who watch its rooms were told."""
    page.evaluate("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50))))")


def test_everything_is_printed(gallery: Open) -> None:
    printed = PdfDocument(io.BytesIO(gallery().pdf(format="A4")))
    text = "".join(sheet.get_textpage().get_text_range() for sheet in printed)
    printed.close()
    text = text.replace("\r\n", "")
    # Words at the right ends among them, which a drawing as wide as the screen would lose.
    for words in ("目标 84,000个", "12月", "95", "未分到", "累计 16", "31 天以上", "凤岗", "改善出行", "未取得审图号"):
        assert words in text
