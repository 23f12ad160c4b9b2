"""Two ways of using a page: by mouse, and by keyboard alone. What a test does, it does through one of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from playwright.sync_api import Locator, Page

from tests.chromium import PATIENCE

#: More steps of Tab than any page has stops.
STOPS = 700
_IS_FOCUSED = "(element) => element === document.activeElement"
#: Whether it lies before the focus, and how many steps are surely needed to come near it.
_WAY = """(element) => {
    const from = document.activeElement;
    const back = Boolean(from.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_PRECEDING);
    const [first, last] = back ? [element, from] : [from, element];
    const follows = (one, other) => Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);
    const stops = [...document.querySelectorAll("main :is(a[href], button, input:not([type=radio]), select, textarea)")];
    const between = stops.filter((each) => follows(first, each) && follows(each, last));
    const sure = between.filter((each) => each.checkVisibility() && each.tabIndex >= 0 && each.type !== "hidden");
    return [back, Math.max(sure.length - 2, 0)];
}"""


class Hands(Protocol):
    """How a person acts on a page."""

    page: Page

    def press(self, target: Locator) -> None:
        """Follow a link or press a button."""

    def key(self, key: str) -> None:
        """Do what the workspace offers under that key."""

    def write(self, target: Locator, words: str) -> None:
        """Put words into a field instead of what is there."""

    def choose(self, target: Locator, value: str) -> None:
        """Choose from a list by the option's value."""

    def tick(self, target: Locator) -> None:
        """Tick a box or a choice."""

    def hand_in(self, target: Locator, files: Sequence[Path]) -> None:
        """Choose files."""

    def mark(self, words: str) -> None:
        """Mark words of the source that were missed."""


class Mouse:
    """Points and clicks; only words are typed."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, target: Locator) -> None:
        target.click(timeout=PATIENCE)

    def key(self, key: str) -> None:
        self.page.locator(f"#record [data-key={key}]").click(timeout=PATIENCE)

    def write(self, target: Locator, words: str) -> None:
        target.fill(words, timeout=PATIENCE)

    def choose(self, target: Locator, value: str) -> None:
        # The list that opens belongs to the system, where Playwright has no pointer.
        target.select_option(value=value, timeout=PATIENCE)

    def tick(self, target: Locator) -> None:
        target.click(timeout=PATIENCE)

    def hand_in(self, target: Locator, files: Sequence[Path]) -> None:
        with self.page.expect_file_chooser() as chooser:
            target.click()
        chooser.value.set_files(files)

    def mark(self, words: str) -> None:
        spots = self.page.evaluate(
            """(words) => {
                const walker = document.createTreeWalker(document.getElementById("source-text"), NodeFilter.SHOW_TEXT);
                let node = walker.nextNode();
                while (!node.data.includes(words)) node = walker.nextNode();
                node.parentElement.scrollIntoView({ block: "center" });
                const range = document.createRange();
                range.setStart(node, node.data.indexOf(words));
                range.setEnd(node, node.data.indexOf(words) + words.length);
                const rects = [...range.getClientRects()];
                const [from, to] = [rects[0], rects[rects.length - 1]];
                return [from.left + 1, (from.top + from.bottom) / 2, to.right, (to.top + to.bottom) / 2];
            }""",
            words,
        )
        left, top, right, bottom = spots
        self.page.mouse.move(left, top)
        self.page.mouse.down()
        self.page.mouse.move(right, bottom, steps=8)
        self.page.mouse.up()
        self.page.get_by_role("button", name="补记").click()


class Keyboard:
    """Tab, Enter, space, arrows and the page's own keys."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, target: Locator) -> None:
        self._reach(target)
        self.page.keyboard.press("Enter")

    def key(self, key: str) -> None:
        self.page.locator(f"#record [data-key={key}]").wait_for(timeout=PATIENCE)
        self.page.keyboard.press(key)

    def write(self, target: Locator, words: str) -> None:
        self._reach(target)
        if target.get_attribute("type") == "date":
            self._date(target, words)
            return
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(words)

    def choose(self, target: Locator, value: str) -> None:
        self._reach(target)
        self.page.keyboard.press("Home")
        for _ in range(STOPS):
            if target.input_value() == value:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{value} is not offered")

    def tick(self, target: Locator) -> None:
        if target.get_attribute("type") == "radio":
            self._choose_among(target)
            return
        self._reach(target)
        self.page.keyboard.press("Space")

    def hand_in(self, target: Locator, files: Sequence[Path]) -> None:
        self._reach(target)
        with self.page.expect_file_chooser() as chooser:
            self.page.keyboard.press("Enter")
        chooser.value.set_files(files)

    def mark(self, words: str) -> None:
        self.page.keyboard.press("i")
        self.page.keyboard.insert_text(words)
        self.page.keyboard.press("Enter")

    def _reach(self, target: Locator) -> None:
        """Tab to it, whichever way it lies."""
        target.wait_for(timeout=PATIENCE)
        back, near = target.evaluate(_WAY)
        for _ in range(near):
            self.page.keyboard.press("Shift+Tab" if back else "Tab")
        for _ in range(STOPS):
            if target.evaluate(_IS_FOCUSED):
                return
            self.page.keyboard.press("Shift+Tab" if back else "Tab")
        raise AssertionError(f"Tab does not reach {target}")

    def _choose_among(self, target: Locator) -> None:
        """Tab stops once at choices that exclude each other; arrows go on from there."""
        name = target.get_attribute("name")
        choices = self.page.locator(f"input[type=radio][name={name}]")
        ticked = self.page.locator(f"input[type=radio][name={name}]:checked")
        self._reach(ticked if ticked.count() else choices.first)
        self.page.keyboard.press("Space")
        for _ in range(choices.count()):
            if target.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"arrows do not reach {target}")

    def _date(self, target: Locator, words: str) -> None:
        """Put the date one step down in whichever of its parts makes it ``words``."""
        for _ in range(3):
            self.page.keyboard.press("ArrowDown")
            if target.input_value() == words:
                return
            self.page.keyboard.press("ArrowUp")
            self.page.keyboard.press("ArrowRight")
        raise AssertionError(f"{words} is not one step away")
