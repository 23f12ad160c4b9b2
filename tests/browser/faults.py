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
