"""HTML made of values: whatever is not markup already is text, and comes out escaped."""

from __future__ import annotations

from html import escape

from taizhang.cli.language import LANGUAGES, Voice

_LANGUAGE_TAGS = {"zh": "zh-Hans", "en": "en"}
_VOICES = tuple(Voice(language) for language in LANGUAGES)


class Markup(str):
    """A piece of HTML, safe to put into a page as it is."""

    __slots__ = ()


def text(value: object) -> Markup:
    """The value as HTML text.

    >>> text("</script><b>")
    '&lt;/script&gt;&lt;b&gt;'
    """
    if isinstance(value, Markup):
        return value
    return Markup(escape(str(value)).replace("\x00", "�"))


def tag(name: str, *content: object, **attributes: object) -> Markup:
    """An element; attributes that are ``None`` or false are left out, ``class_`` is ``class``, ``data_x`` ``data-x``.

    >>> tag("a", "甲<乙", href="#r1", hidden=True, id=None)
    '<a href="#r1" hidden>甲&lt;乙</a>'
    """
    written = "".join(_attribute(key, value) for key, value in attributes.items())
    return Markup(f"<{name}{written}>{join(*content)}</{name}>")


def _attribute(key: str, value: object) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{text(value)}"'


def join(*pieces: object) -> Markup:
    """The pieces one after the other."""
    return Markup("".join(map(text, pieces)))


def both(key: str, **facts: object) -> Markup:
    """A wording in both languages, of which the page shows one."""
    said = [(voice.language, voice.say(key, **facts)) for voice in _VOICES]
    if len({words for _, words in said}) == 1:
        return text(said[0][1])
    return join(*(tag("span", words, class_=code, lang=_LANGUAGE_TAGS[code]) for code, words in said))
