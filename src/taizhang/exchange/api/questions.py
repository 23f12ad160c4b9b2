"""What a program asks in an address, read strictly: what is not known or not understood is refused in words, never passed over."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from taizhang.exchange.resources import Filter

LIMIT, MOST = 100, 500
#: The largest key a database holds.
LARGEST = 2**63 - 1
CODE = r"[0-9]{2}(?:[0-9]{2}(?:[0-9]{2}(?:[0-9]{3}(?:[0-9]{3})?)?)?)?"
_CODE = re.compile(CODE)
_WHOLE = re.compile(r"0|[1-9][0-9]{0,18}")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_AFTER, _LIMIT = (Filter(name, "integer", lambda rows, _value: rows) for name in ("after", "limit"))
_BOUNDS = {"after": (0, LARGEST), "limit": (1, MOST)}
_TRUTH = {"true": True, "false": False}


class QuestionError(Exception):
    """The question cannot be answered; ``faults`` gives each parameter with what is wrong with it."""

    def __init__(self, faults: Iterable[tuple[str, str]]) -> None:
        self.faults = list(faults)
        super().__init__("；".join(f"{name}：{words}" for name, words in self.faults))


@dataclass(frozen=True, slots=True)
class Question:
    """A page of rows: so many after a key, narrowed by what each filter is asked."""

    after: int
    limit: int
    asked: Mapping[str, Any]


def read_question(query: QueryDict, filters: Iterable[Filter]) -> Question:
    """The question in an address. Raises QuestionError."""
    asked = read_filters(query, [*filters, _AFTER, _LIMIT])
    return Question(asked.pop("after", 0), asked.pop("limit", LIMIT), asked)


def read_choice(query: QueryDict, name: str, choices: Iterable[str], otherwise: str) -> tuple[str, QueryDict]:
    """One of the choices, and the rest of the query without it. Raises QuestionError."""
    rest = query.copy()
    asked = rest.pop(name, [otherwise])
    single = QueryDict(mutable=True)
    single.setlist(name, asked)
    chosen = read_filters(single, [Filter(name, "choice", lambda rows, _value: rows, tuple(choices))])
    return str(chosen[name]), rest


def read_filters(query: QueryDict, filters: Iterable[Filter]) -> dict[str, Any]:
    """What each filter is asked, by its name. Raises QuestionError."""
    known = {each.name: each for each in filters}
    values, faults = _once(query, known)
    asked: dict[str, Any] = {}
    for name, words in values.items():
        try:
            asked[name] = read_value(known[name], words)
        except ValueError as error:
            faults.append((name, str(error)))
    if faults:
        raise QuestionError(faults)
    return asked


def read_value(each: Filter, words: str) -> Any:
    """What a filter is asked. Raises ValueError with words for whoever asked."""
    match each.kind:
        case "integer":
            return _whole(words, *_BOUNDS.get(each.name, (1, LARGEST)))
        case "code" if _CODE.fullmatch(words):
            return words
        case "code":
            raise ValueError(_("请写区划代码：2、4、6、9 或 12 位数字。"))
        case "day":
            return read_day(words)
        case "truth" if words in _TRUTH:
            return _TRUTH[words]
        case "truth":
            raise ValueError(_("请写 true 或 false。"))
        case "choice" if words in each.choices:
            return words
        case _:
            raise ValueError(_("只能是：%(choices)s。") % {"choices": "、".join(each.choices)})


def read_day(words: str) -> date:
    """A day by ISO 8601. Raises ValueError with words."""
    try:
        if _DAY.fullmatch(words):
            return date.fromisoformat(words)
    except ValueError:
        pass
    raise ValueError(_("请写日期，如 2024-05-31。"))


def _once(query: QueryDict, known: Iterable[str]) -> tuple[dict[str, str], list[tuple[str, str]]]:
    values, faults = {}, []
    for name, said in query.lists():
        if name not in known:
            faults.append((name[:40], _("没有这个参数；可用的有：%(names)s。") % {"names": "、".join(sorted(known))}))
        elif len(said) != 1:
            faults.append((name, _("只能写一次。")))
        else:
            values[name] = said[0]
    return values, faults


def _whole(words: str, least: int, most: int) -> int:
    if _WHOLE.fullmatch(words) and least <= int(words) <= most:
        return int(words)
    raise ValueError(_("请写 %(least)s 到 %(most)s 之间的整数。") % {"least": least, "most": most})
