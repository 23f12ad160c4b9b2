"""Names of WordprocessingML elements and attributes as the XML library spells them."""

from __future__ import annotations

from xml.etree.ElementTree import Element

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MARKUP = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
VALUE = _WORD + "val"
ALTERNATES = _MARKUP + "AlternateContent"
CHOICE = _MARKUP + "Choice"
FALLBACK = _MARKUP + "Fallback"
MATH_TEXT = _MATH + "t"

_OFF = frozenset({"0", "false", "off", "none"})


def w(name: str) -> str:
    """The full name of the element or attribute ``w:name``."""
    return _WORD + name


def value(parent: Element | None, name: str) -> str | None:
    """The ``w:val`` of the child ``w:name``, or ``None`` where child or value is absent."""
    child = parent.find(_WORD + name) if parent is not None else None
    return child.get(VALUE) if child is not None else None


def number(parent: Element | None, name: str) -> int | None:
    """The ``w:val`` of the child ``w:name`` as a number."""
    return whole(value(parent, name))


def whole(text: str | None) -> int | None:
    """A decimal attribute as a number; ``None`` where it is absent, no number, or too long to be meant."""
    digits = (text or "").strip()
    return int(digits) if digits.removeprefix("-").isdecimal() and len(digits) < 10 else None


def switch(parent: Element | None, name: str) -> bool | None:
    """An on-off property: ``None`` where it is not set."""
    child = parent.find(_WORD + name) if parent is not None else None
    return None if child is None else child.get(VALUE, "1").lower() not in _OFF
