"""Every word of the interface has its English, and no English is left over."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

import pytest

from tools.messages import apps, translated, wanted

APPS = apps()


def _texts(message_id: object) -> tuple[str, ...]:
    return message_id if isinstance(message_id, tuple) else (str(message_id),)


@pytest.mark.parametrize("app", APPS, ids=lambda app: app.name)
def test_the_catalogue_is_that_of_the_code(app: Path) -> None:
    code = {message.id for message in wanted(app) if message.id}
    kept = {message.id for message in translated(app) if message.id}
    assert code == kept, "run: make messages"


@pytest.mark.parametrize("app", APPS, ids=lambda app: app.name)
def test_every_word_has_its_english(app: Path) -> None:
    missing = [message.id for message in translated(app) if message.id and not all(_texts(message.string))]
    assert not missing, "give the English in locale/en/LC_MESSAGES/django.po"


@pytest.mark.parametrize("app", APPS, ids=lambda app: app.name)
def test_english_has_the_same_blanks(app: Path) -> None:
    for message in translated(app):
        if message.id:
            blanks = set(re.findall(r"%\(\w+\)\w|\{\w*\}", "".join(_texts(message.id))))
            assert blanks == set(re.findall(r"%\(\w+\)\w|\{\w*\}", "".join(_texts(message.string)))), message.id


def test_a_word_has_one_english_in_all_apps() -> None:
    """Django keeps one catalogue for the whole site: give a word that means two things a context (``pgettext``)."""
    meanings: dict[tuple[object, object], dict[object, list[str]]] = defaultdict(lambda: defaultdict(list))
    for app in APPS:
        for message in translated(app):
            if message.id:
                meanings[message.context, message.id][message.string].append(app.name)
    clashes = {key[1]: dict(words) for key, words in meanings.items() if len(words) > 1}
    assert not clashes
