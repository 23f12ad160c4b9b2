"""A real browser: Debian's Chromium, driven by Playwright; ``opened`` shows it the live server.

There is one browser for a whole run, for Playwright can be started only once at a time in a process.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

from tests.cast import Cast

CHROMIUM = shutil.which("chromium")
#: Chromium as root needs no sandbox of its own; a closed network needs no background traffic.
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]

#: For what a page should come to show, in milliseconds: a machine busy with other work is no fault of the page.
PATIENCE = 40_000

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests."""
    if CHROMIUM is None:
        pytest.fail("Chromium is needed: apt-get install chromium fonts-noto-cjk")
    # Playwright runs an event loop in this thread, which Django would take for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def opened(browser: Browser, live_server: Any, transactional_cast: Cast) -> Iterator[Open]:
    """Opens a page as a part of the cast: ``opened("town", "/places/", width=390)``; its errors fail the test.

    ``language="en"`` has it in English, as whoever chose that once.
    """
    contexts: list[BrowserContext] = []
    errors: list[str] = []

    def open_page(part: str, address: str, *, width: int = 1280, language: str = "zh-hans") -> Page:
        context = browser.new_context(viewport={"width": width, "height": 800}, locale="zh-CN")
        contexts.append(context)
        key = transactional_cast.client(part).cookies["taizhang_session"].value
        kept = {"taizhang_session": key, "taizhang_language": language}
        context.add_cookies([{"name": name, "value": value, "url": live_server.url} for name, value in kept.items()])
        page = context.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda message: _note(message, errors))
        page.goto(live_server.url + address)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert not errors, errors


def _note(message: ConsoleMessage, errors: list[str]) -> None:
    # Refused forms and broken connections are told to the person; the browser lists them as errors all the same.
    if message.type == "error" and not message.text.startswith(("Failed to load resource", "htmx:")):
        errors.append(message.text)


@pytest.fixture
def transactional_cast(transactional_db: None) -> Cast:
    """The cast for tests whose server sees only what is committed."""
    from tests.cast import assemble

    return assemble()
