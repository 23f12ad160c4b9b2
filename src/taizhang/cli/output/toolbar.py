"""What stands above the documents of a page: search, filters, the choice of document and language, and the keys."""

from __future__ import annotations

from taizhang.cli.output.markup import Markup, both, join, tag

_KEYS = (
    (("j", "k"), "key-next"),
    (("/",), "key-search"),
    (("Esc",), "key-clear"),
    (("o",), "key-open"),
    (("[", "]"), "key-file"),
    (("?",), "key-help"),
)


def toolbar() -> Markup:
    """The bar; scripts fill in the choice of document and take it away where there is one only."""
    return tag(
        "header",
        tag("strong", "台账", class_="brand"),
        tag("label", both("page.documents"), " ", tag("select", id="document-choice"), class_="document", hidden=True),
        tag(
            "label",
            both("page.search"),
            Markup(' <input type="search" id="search" autocomplete="off" aria-keyshortcuts="/">'),
            class_="search",
        ),
        _choice("role", ("target", "actual")),
        _choice("kind", ("figure", "task")),
        tag("button", both("page.help"), type="button", id="help-button", aria_keyshortcuts="?"),
        tag("button", both("page.other-language"), type="button", id="language-button"),
        class_="toolbar",
    )


def _choice(name: str, values: tuple[str, ...]) -> Markup:
    options = [_option(name, "", "page.all", checked=True)] + [
        _option(name, value, f"{name}.{value}", checked=False) for value in values
    ]
    return tag("fieldset", tag("legend", both(f"page.{name}")), *options)


def _option(name: str, value: str, key: str, *, checked: bool) -> Markup:
    mark = " checked" if checked else ""
    return tag("label", Markup(f'<input type="radio" name="{name}" value="{value}"{mark}>'), tag("span", both(key)))


def keyboard_help() -> Markup:
    """The list of keys, shown on ``?``."""
    keys = [
        join(tag("dt", *(tag("kbd", name) for name in names)), tag("dd", both(f"page.{key}"))) for names, key in _KEYS
    ]
    close = tag("form", tag("button", both("page.close")), method="dialog")
    return tag(
        "dialog", tag("h2", both("page.help"), id="help-title"), tag("p", both("page.click")), tag("dl", *keys), close,
        id="help", aria_labelledby="help-title",
    )  # fmt: skip
