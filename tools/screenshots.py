"""Takes the pictures of the README from the demonstration: set up from nothing, used as its first page says, photographed.

Run as ``make screenshots`` after pages changed their looks; needs Debian's Chromium. Each picture exists in Chinese and in
English, in few colours, to be small.
"""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

IMAGES = Path(__file__).resolve().parent.parent / "docs/images"
#: What the README shows, in its order.
NAMES = ("confirming", "reconciling", "splitting", "commitment", "ledger", "leader", "overview", "screen")
#: Shown after a year's work: the page, and who looks at it how large.
AFTER_A_YEAR = {
    "leader": ("/", "leader", {"width": 1280, "height": 800}),
    "overview": ("/overview/", "office", {"width": 1280, "height": 1000}),
    "screen": ("/screen/", "leader", {"width": 1920, "height": 1080}),
}
LANGUAGES = {"zh-hans": "zh", "en": "en"}
SIZE = {"width": 1180, "height": 720}
#: A large sheet has fewer, to be no larger as a file.
COLOURS, LARGE, FEW = 128, 1500, 32
PASSWORD = "Yanshi-2024"  # noqa: S105
LEAD, HELPER = "市城市管理和综合执法局", "市住房和城乡建设局"


def main() -> None:
    """Take all pictures anew."""
    IMAGES.mkdir(exist_ok=True)
    with served() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport=SIZE, locale="zh-CN")  # type: ignore[arg-type]
        page.goto(address)
        _sign_in(page)
        _confirming(page)
        _reconciling(page)
        _splitting(page)
        _commitment(page)
        page.goto(f"{address}/ledger/")
        _take(page, "ledger")
        browser.close()
    with served(months=10) as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for name in AFTER_A_YEAR:
            _after_a_year(browser, address, name)
        browser.close()


@contextmanager
def served(months: int = 0) -> Iterator[str]:
    """A demonstration of its own after so many months of work, and its address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("TAIZHANG_", "DJANGO_"))}
        command = [sys.executable, "-m", "taizhang", "demo", "--months", str(months), "--port", str(port)]
        with subprocess.Popen(command, env={**kept, "TAIZHANG_DATA": folder}) as server:  # noqa: S603
            try:
                yield _answering(f"http://127.0.0.1:{port}")
            finally:
                server.send_signal(signal.SIGTERM)
                server.wait(timeout=30)


def _answering(address: str) -> str:
    # A year's work takes its minutes.
    for _ in range(3000):
        try:
            with urllib.request.urlopen(f"{address}/accounts/sign-in/", timeout=5):  # noqa: S310
                return address
        except OSError:
            time.sleep(0.2)
    raise SystemExit("the demonstration does not answer")


def _take(page: Page, name: str) -> None:
    """The page as it is, in each language; the last one is Chinese again."""
    for language, short in LANGUAGES.items():
        _speak(page, language)
        _shoot(page, f"{name}-{short}")
    _speak(page, "zh-hans")


def _shoot(page: Page, name: str) -> None:
    page.wait_for_load_state("networkidle")
    page.evaluate("scrollTo(0, 0)")
    picture = Image.open(BytesIO(page.screenshot())).convert("RGB")
    picture.quantize(FEW if picture.width > LARGE else COLOURS, dither=Image.Dither.NONE).save(
        IMAGES / f"{name}.png", optimize=True
    )


def _speak(page: Page, language: str) -> None:
    """Switch to the language unless it is spoken."""
    button = page.locator(f".language button[value={language}]")
    if button.count():
        button.click()
        page.wait_for_load_state()


def _sign_in(page: Page, who: str = "office") -> None:
    page.get_by_label("用户名").fill(who)
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录").click()
    page.wait_for_selector("h1")


def _after_a_year(browser: Browser, address: str, name: str) -> None:
    """A dashboard in each language, chosen on the first page: the big screen has no room for the choice."""
    path, who, size = AFTER_A_YEAR[name]
    page = browser.new_page(viewport=size, locale="zh-CN")  # type: ignore[arg-type]
    page.goto(address)
    _sign_in(page, who)
    for language, short in LANGUAGES.items():
        page.goto(address)
        _speak(page, language)
        page.goto(f"{address}{path}")
        _shoot(page, f"{name}-{short}")
    page.close()


def _confirming(page: Page) -> None:
    """Some confirmed one by one, then the picture, then both documents section by section."""
    for document in ("工作要点(示例)", "重点任务(示例)"):
        page.get_by_role("link", name="台账", exact=True).first.click()
        page.get_by_role("link", name="文件", exact=True).first.click()
        page.locator("table.list tbody a", has_text=document).click()
        if document.startswith("工作要点"):
            for done in range(1, 8):
                page.locator("#record [data-key=a]").click()
                page.locator("#progress b", has_text=f"{done}/").wait_for()
            page.locator(".row", has_text="公共充电桩").get_by_role("link").click()
            page.locator("#record h2", has_text="公共充电桩").wait_for()
            page.goto(page.url)
            _take(page, "confirming")
        sections = page.locator(".section-head:has(+ ol .row.waiting)")
        while waiting := page.locator(".row.waiting").count():
            sections.first.get_by_role("button").click()
            page.wait_for_function("(n) => document.querySelectorAll('.row.waiting').length < n", arg=waiting)
        page.get_by_role("button", name="完成").click()
        page.wait_for_load_state()


def _reconciling(page: Page) -> None:
    page.get_by_role("link", name="台账", exact=True).first.click()
    page.get_by_role("link", name="对账", exact=True).click()
    for field, words in (("#id_old", "重点任务(示例)"), ("#id_new", "工作要点(示例)")):
        value = page.locator(f"{field} option", has_text=words).get_attribute("value")
        page.locator(field).select_option(value=value)
    page.get_by_role("button", name="开始对账").click()
    page.wait_for_load_state()
    _take(page, "reconciling")


def _splitting(page: Page) -> None:
    """Over by a hundred in the picture, exact when saved; a language switch would forget what is typed."""
    page.get_by_role("link", name="台账", exact=True).first.click()
    page.goto(f"{page.url}?q=停车位")
    page.locator("table.list tbody a", has_text="停车位").first.click()
    page.get_by_role("link", name="分解", exact=True).click()
    address = page.url
    for language in reversed(LANGUAGES):
        page.goto(address)
        _speak(page, language)
        page.locator("button[value=equal]").click()
        page.locator("input.share").nth(1).fill("2600")
        _shoot(page, f"splitting-{LANGUAGES[language]}")
    page.locator("input.share").nth(1).fill("2500")
    page.get_by_role("button", name="保存分解").click()
    page.wait_for_load_state()


def _commitment(page: Page) -> None:
    """With its plan, assigned, and split as it is."""
    page.get_by_role("link", name="计划曲线", exact=True).click()
    page.get_by_role("link", name="按季平均").click()
    page.get_by_role("button", name="保存").click()
    page.get_by_role("link", name="交办", exact=True).click()
    lead = page.get_by_label("牵头单位")
    lead.select_option(value=lead.locator("option", has_text=LEAD).get_attribute("value"))
    page.get_by_role("checkbox", name=HELPER).check()
    page.get_by_role("button", name="交办").click()
    page.locator(".notice.success").wait_for()
    page.goto(page.url)
    _take(page, "commitment")


if __name__ == "__main__":
    main()
