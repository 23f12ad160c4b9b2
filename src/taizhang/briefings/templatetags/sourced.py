"""Numbers of a briefing on its page: each leads to its source, and says which note it is."""

from __future__ import annotations

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from taizhang.briefings.content import Composition, Prose
from taizhang.briefings.setting import again

register = template.Library()


@register.simple_tag
def prose(composition: Composition, said: Prose) -> SafeString:
    """A paragraph; after the last of several numbers of one source stands the number of its note."""
    pieces = []
    for at, each in enumerate(said.pieces):
        words = figure(composition, each.words, each.note)
        marked = each.note and not again(said, at)
        pieces.append((words, format_html('<sup><a href="#note{0}">［{0}］</a></sup>', each.note) if marked else ""))
    return format_html_join("", "{}{}", pieces)


@register.simple_tag
def figure(composition: Composition, words: str, note: int) -> SafeString:
    """A number that leads to the page that shows it, or to its note where there is no such page."""
    if not note or not words:
        return format_html("{}", words)
    source = composition.note(note)
    return format_html('<a href="{}" title="{}">{}</a>', source.url or f"#note{note}", source.subject, words)
