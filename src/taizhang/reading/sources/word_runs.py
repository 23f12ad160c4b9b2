"""The words of one Word paragraph: insertions in, deletions, hidden text and field codes out, text boxes set apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from taizhang.reading.sources.errors import UnsafeFile
from taizhang.reading.sources.symbols import seen
from taizhang.reading.sources.word_names import ALTERNATES, CHOICE, FALLBACK, MATH_TEXT, switch, value, w
from taizhang.reading.sources.word_styles import Styles

_RUN = w("r")
_TEXT = w("t")
_PROPERTIES = w("rPr")
_FIELD_CHARACTER = w("fldChar")
_INSTRUCTION = w("instrText")
_SYMBOL = w("sym")
_RUBY = w("ruby")
_BOX = w("txbxContent")
_CONTAINERS = frozenset(
    map(w, ("hyperlink", "ins", "moveTo", "smartTag", "customXml", "fldSimple", "sdt", "sdtContent", "dir", "bdo"))
) | {CHOICE, FALLBACK}
_SIGNS = {w("tab"): "\t", w("ptab"): "\t", w("br"): "\n", w("cr"): "\n", w("noBreakHyphen"): "-"}
_GRAPHICS = frozenset(map(w, ("drawing", "pict", "object")))
_MATH = MATH_TEXT.removesuffix("t")
_RELATIONSHIPS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_BLIP = "{http://schemas.openxmlformats.org/drawingml/2006/main}blip"
_IMAGE = "{urn:schemas-microsoft-com:vml}imagedata"


@dataclass(slots=True)
class _Field:
    """A field between its characters: its code comes before the separator, what is shown after it."""

    code: str = ""
    shown: bool = False


@dataclass(slots=True)
class Words:
    """What a paragraph holds: its text, the contents of text boxes anchored in it, and ids of its pictures."""

    text: list[str] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)


class Runs:
    """Reads paragraphs in order; fields may begin in one and end in another."""

    def __init__(self, styles: Styles, depth: int) -> None:
        self._styles = styles
        self._depth = depth
        self._fields: list[_Field] = []

    @property
    def in_contents(self) -> bool:
        """Whether a table of contents made by a field is still running."""
        return any(inner.shown and inner.code.lstrip().upper().startswith("TOC") for inner in self._fields)

    def read(self, paragraph: Element) -> Words:
        """The words of ``paragraph``."""
        words = Words()
        self._inside(paragraph, words, 0)
        # A code that ends nowhere would swallow the rest of the document.
        while self._fields and not self._fields[-1].shown:
            self._fields.pop()
        return words

    def _inside(self, element: Element, words: Words, depth: int) -> None:
        if depth > self._depth:
            raise UnsafeFile("内部嵌套层数过多，正常的文档不会这样")
        for child in element:
            tag = child.tag
            if tag == _RUN:
                self._run(child, words, depth)
            elif tag in _CONTAINERS:
                self._inside(child, words, depth + 1)
            elif tag == ALTERNATES:
                self._inside(chosen(child), words, depth + 1)
            elif tag.startswith(_MATH):
                words.text.extend(part.text or "" for part in child.iter(MATH_TEXT))

    def _run(self, run: Element, words: Words, depth: int) -> None:
        properties = run.find(_PROPERTIES)
        hidden = properties is not None and self._hides(properties)
        for child in run:
            tag = child.tag
            if tag == _TEXT:
                if child.text and not hidden and self._shows:
                    words.text.append(_shown(child.text, properties))
            elif tag == _FIELD_CHARACTER:
                self._field_character(child.get(w("fldCharType")))
            elif tag == _INSTRUCTION:
                if self._fields:
                    self._fields[-1].code += child.text or ""
            elif not hidden and self._shows:
                self._other(child, properties, words, depth)

    def _other(self, child: Element, properties: Element | None, words: Words, depth: int) -> None:
        tag = child.tag
        if tag in _SIGNS:
            words.text.append(_SIGNS[tag])
        elif tag in _GRAPHICS or tag == ALTERNATES:
            _graphics(child, words)
        elif tag == _SYMBOL:
            words.text.append(_symbol(child))
        elif tag == _RUBY and (base := child.find(w("rubyBase"))) is not None:
            self._inside(base, words, depth + 1)

    def _field_character(self, kind: str | None) -> None:
        if kind == "begin":
            self._fields.append(_Field())
        elif kind == "separate" and self._fields:
            self._fields[-1].shown = True
        elif kind == "end" and self._fields:
            self._fields.pop()

    @property
    def _shows(self) -> bool:
        return all(inner.shown for inner in self._fields)

    def _hides(self, properties: Element) -> bool:
        direct = switch(properties, "vanish")
        style = value(properties, "rStyle")
        return direct if direct is not None else style is not None and self._styles.hides(style)


def chosen(alternates: Element) -> Element:
    """The one alternative to read of several that show the same: the first with words in it, else the first."""
    choices = [child for child in alternates if child.tag in {CHOICE, FALLBACK}]
    worded = (choice for choice in choices if next(choice.iter(_TEXT), None) is not None)
    return next(worded, choices[0] if choices else alternates)


def _graphics(element: Element, words: Words) -> None:
    for inner in _outermost(element):
        if inner.tag == _BOX:
            words.boxes.append(inner)
        else:
            identity = inner.get(f"{_RELATIONSHIPS}embed") or inner.get(f"{_RELATIONSHIPS}id")
            words.pictures += [identity] if identity else []


def _outermost(element: Element) -> Iterator[Element]:
    """Text boxes and pictures in ``element`` in order, none of them from inside a box."""
    pending = [chosen(element) if element.tag == ALTERNATES else element]
    while pending:
        current = pending.pop()
        if current.tag in {_BOX, _BLIP, _IMAGE}:
            yield current
        else:
            inner = [chosen(child) if child.tag == ALTERNATES else child for child in current]
            pending.extend(reversed(inner))


def _shown(text: str, properties: Element | None) -> str:
    fonts = properties.find(w("rFonts")) if properties is not None else None
    return text if fonts is None else seen(text, fonts.get(w("ascii")))


def _symbol(element: Element) -> str:
    code = element.get(w("char"), "")
    try:
        character = chr(int(code, 16))
    except (ValueError, OverflowError):
        return ""
    return seen(character, element.get(w("font")))
