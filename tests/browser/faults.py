"""What is wrong with a page in a real browser: found by axe, cut off, or drawn without words behind it."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

from tools.assets import AXE


def faults(page: Page) -> list[str]:
    """Everything of all three kinds."""
    return serious(page) + beyond(page) + untold(page)


def serious(page: Page) -> list[str]:
    """What axe finds serious or worse, by rule and place."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: list[dict[str, Any]] = page.evaluate("axe.run().then(result => result.violations)")
    return [
        f"{fault['id']}: {fault['help']} at {[node['html'][:120] for node in fault['nodes'][:3]]}"
        for fault in found
        if fault["impact"] in {"serious", "critical"}
    ]


def beyond(page: Page) -> list[str]:
    """What makes the page wider than its window."""
    if page.evaluate("document.documentElement.scrollWidth <= innerWidth"):
        return []
    outside = (
        "[...document.querySelectorAll('body *')].filter(each => each.getBoundingClientRect().right > innerWidth + 1)"
    )
    # The innermost say best what it is.
    found: list[str] = page.evaluate(f"{outside}.slice(-3).map(each => each.outerHTML.slice(0, 160))")
    return [f"beyond the window: {each}" for each in found or ["nobody knows what"]]


#: What the focus is on, if it shows no ring, has no name, or lies behind something else or beyond the window.
_LOST = """() => {
    const at = document.activeElement;
    if (at === document.body) return null;
    const look = getComputedStyle(at), lost = [];
    // The parts of a field for dates are the browser's own, and have rings of its own.
    const ringed = look.outlineStyle !== "none" && parseFloat(look.outlineWidth) > 0;
    if (!ringed && at.type !== "date") lost.push("no ring");
    const named = [at.getAttribute("aria-label"), at.labels?.[0]?.textContent, at.textContent, at.title];
    if (!named.some((each) => each?.trim())) lost.push("no name");
    const box = at.getClientRects()[0], middle = (from, to, room) => Math.min(Math.max((from + to) / 2, 1), room - 1);
    const x = middle(box.left, box.right, innerWidth), y = middle(box.top, box.bottom, innerHeight);
    const above = document.elementFromPoint(x, y);
    if (!at.contains(above) && !above?.contains(at)) lost.push("behind " + above?.outerHTML.slice(0, 60));
    // What scrolls sideways by itself may be wider than the window, a single link in it may not stand beyond.
    if (at.tagName !== "DIV" && (box.left < -1 || box.right > innerWidth + 1)) lost.push("beyond the window");
    return lost.map((each) => `${each}: ${at.outerHTML.slice(0, 120)}`);
}"""


def walked(page: Page, way: str = "Tab", most: int = 400) -> list[str]:
    """What somebody meets who walks the page by this key, until it ends."""
    found: list[str] = []
    for _step in range(most):
        page.keyboard.press(way)
        lost: list[str] | None = page.evaluate(_LOST)
        if lost is None:
            break
        found += lost
    return found


def squeezed(page: Page) -> list[str]:
    """Links of the navigation that are there only for those who scroll it sideways."""
    found: list[str] = page.eval_on_selector_all(
        ".masthead-links, .submenu",
        "rows => rows.filter(row => row.scrollWidth > row.clientWidth + 1).map(row => row.innerText)",
    )
    return found


def untold(page: Page) -> list[str]:
    """Charts that lack their title, their source, words for those who do not see them, or the table of their values."""
    return [
        f"chart {number} without {part}"
        for number, chart in enumerate(page.locator("figure.chart").all(), 1)
        for part, count in {
            "title": chart.locator("figcaption strong:not(:empty)").count(),
            "source": chart.locator(".chart-source").count(),
            "table": chart.locator("table tbody tr :is(th, td)").count(),
            "words": chart.locator('.chart-drawing[role=img][aria-label]:not([aria-label=""]), th[scope=col]').count(),
        }.items()
        if not count
    ]
