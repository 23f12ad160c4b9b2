"""The language of templates: which tags there are, what each name holds, and what is wrong with a tag, in words.

Templates are given in by people, and a template language is a programming language. Here it is narrowed to what a briefing
needs: names of this table, loops over its lists, and whether something is there. No calls, no arithmetic, no filters.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from jinja2 import nodes

#: What a name holds: words, marked-up ``runs`` (to be named with r), a ``picture``, a group of names, or a list of one kind.
Kind = str | Mapping[str, Any] | list[Any]
WORDS, RUNS, PICTURE = "words", "runs", "picture"
_CHART: Mapping[str, Kind] = {"picture": PICTURE, "caption": WORDS}
_LINE: Mapping[str, Kind] = {
    **dict.fromkeys(("index", "title", "area", "owner", "percent", "progress", "deadline", "light", "day"), WORDS),
    **dict.fromkeys(("complete",), WORDS),
    **dict.fromkeys(("target", "actual", "notes"), RUNS),
}
NAMES: Mapping[str, Kind] = {
    **dict.fromkeys(("mark", "code", "title", "lead", "signatory", "copies", "date", "period", "place"), WORDS),
    **dict.fromkeys(("caution", "red_words", "corrections_words", "notes_annex"), WORDS),
    "headings": dict.fromkeys(("overview", "areas", "red", "leagues", "corrections", "demands"), WORDS),
    "charts": {"areas": _CHART},
    "overview": [RUNS],
    "missing": [RUNS],
    "areas": [{"heading": WORDS, "name": WORDS, "summary": RUNS, "behind": [RUNS], "remark": WORDS}],
    "red": [{**_LINE, "number": WORDS, "reason": RUNS, "since": WORDS, "days": WORDS}],
    "leagues": [
        {
            "heading": WORDS,
            "scheme": RUNS,
            "remarks": [WORDS],
            "chart": _CHART,
            "rows": [{"position": WORDS, "place": WORDS, "score": RUNS, "moved": WORDS}],
        }
    ],
    "corrections": [{**dict.fromkeys(("kind", "subject", "period", "before", "reason", "day"), WORDS), "after": RUNS}],
    "demands": [WORDS],
    "targets": [_LINE],
    "tasks": [_LINE],
    "annexes": [WORDS],
    "notes": [RUNS],
}
_TAG = re.compile(r"\{\{(?P<runs>r?) (?P<name>[^{}]+) \}\}|\{%(?:p|tr) (?P<statement>[^{}%]+) %\}")
_OPENING = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
#: A template holds fewer, shorter tags than these.
MOST, LONGEST = 600, 120
_DEEPEST = 8


def named() -> list[tuple[str, str]]:
    """Every name a template may write with how it is written, lists with what each of their items has."""
    return list(_spelt(NAMES, ""))


def _spelt(names: Mapping[str, Kind], before: str) -> Iterator[tuple[str, str]]:
    for name, kind in names.items():
        path = f"{before}{name}"
        match kind:
            case [item]:
                yield path, "{%p for each in " + path + " %}"
                yield from _spelt(item, "each.") if isinstance(item, Mapping) else [("each", _written(item, "each"))]
            case Mapping():
                yield from _spelt(kind, f"{path}.")
            case _:
                yield path, _written(kind, path)


def _written(kind: Any, path: str) -> str:
    return f"{{{{r {path} }}}}" if kind == RUNS else f"{{{{ {path} }}}}"


def faults_in_words(words: str) -> Iterator[str]:
    """What is wrong with the tags of one paragraph as a person reads it: broken, or not of this language."""
    rest, at = [], 0
    for found in _TAG.finditer(words):
        rest.append(words[at : found.start()])
        at = found.end()
        if len(found.group()) > LONGEST:
            yield _("标签太长：%(tag)s") % {"tag": found.group()[:60]}
    rest.append(words[at:])
    if any(_OPENING.search(each) for each in rest):
        yield _(
            "标签没写对：“%(words)s”。只能写 {{ 名称 }}、{{r 名称 }}、{%%p for … in … %%}、{%%tr … %%}，标签要写在同一段，"
            "括号成对，名称前后各空一格。"
        ) % {"words": words.strip()[:80]}


def faults_in_tree(tree: nodes.Template) -> Iterator[str]:
    """What is wrong with a parsed template: unknown names, what this language has not, runs where words belong."""
    yield from _walk(tree.body, dict(NAMES), [], 0)


def _walk(body: list[Any], scope: dict[str, Kind], looped: list[Kind], depth: int) -> Iterator[str]:
    if depth > _DEEPEST:
        yield _("标签嵌套太深。")
        return
    for each in body:
        match each:
            case nodes.Output():
                for part in each.nodes:
                    if not isinstance(part, nodes.TemplateData):
                        yield from _named(part, scope)
            case nodes.For():
                yield from _loop(each, scope, looped, depth)
            case nodes.If():
                yield from _condition(each.test, scope)
                for branch in (each.body, *(one.body for one in each.elif_), each.else_):
                    yield from _walk(branch, scope, looped, depth + 1)
                for one in each.elif_:
                    yield from _condition(one.test, scope)
            case _:
                yield _unsupported(each)


def _loop(each: nodes.For, scope: dict[str, Kind], looped: list[Kind], depth: int) -> Iterator[str]:
    if each.test is not None or each.else_ or each.recursive or not isinstance(each.target, nodes.Name):
        yield _unsupported(each)
        return
    kind, fault = _kind(each.iter, scope)
    if fault:
        yield fault
    elif not isinstance(kind, list):
        yield _("“%(name)s”不是清单，不能用 for 逐项写。") % {"name": _path(each.iter)}
    elif looped and not isinstance(each.iter, nodes.Getattr):
        # A list inside a list inside a list would multiply: what is inside must belong to what is outside.
        yield _("for 里面的 for 只能逐项写外层那一项自己的清单，“%(name)s”不是。") % {"name": _path(each.iter)}
    else:
        inner = {**scope, each.target.name: kind[0], "loop": {"index": WORDS, "first": WORDS, "last": WORDS}}
        yield from _walk(each.body, inner, [*looped, kind], depth + 1)


def _named(part: Any, scope: dict[str, Kind]) -> Iterator[str]:
    kind, fault = _kind(part, scope)
    if fault:
        yield fault
    elif isinstance(kind, list):
        yield _("“%(name)s”是清单，要用 for 逐项写。") % {"name": _path(part)}
    elif isinstance(kind, Mapping):
        yield _("“%(name)s”下面还有：%(names)s，请写明哪一个。") % {"name": _path(part), "names": "、".join(kind)}


def _condition(test: Any, scope: dict[str, Kind]) -> Iterator[str]:
    match test:
        case nodes.Not():
            yield from _condition(test.node, scope)
        case nodes.And() | nodes.Or():
            yield from _condition(test.left, scope)
            yield from _condition(test.right, scope)
        case _:
            _found, fault = _kind(test, scope)
            if fault:
                yield fault


def _kind(node: Any, scope: dict[str, Kind]) -> tuple[Kind, str]:
    """What a name holds, or the words for what is wrong with it."""
    if isinstance(node, nodes.Name):
        if node.name in scope:
            return scope[node.name], ""
        return WORDS, _unknown(node.name, scope)
    if isinstance(node, nodes.Getattr):
        kind, fault = _kind(node.node, scope)
        if fault:
            return WORDS, fault
        if isinstance(kind, Mapping) and node.attr in kind:
            return kind[node.attr], ""
        return WORDS, _unknown(
            _path(node), [f"{_path(node.node)}.{name}" for name in kind] if isinstance(kind, Mapping) else []
        )
    return WORDS, _unsupported(node)


def _unknown(name: str, known: Any) -> str:
    near = difflib.get_close_matches(name, list(known), 1, 0.6)
    words = _("模板里的“%(name)s”不是通报的内容。") % {"name": name[:60]}
    return words + (_("是不是“%(near)s”？") % {"near": near[0]} if near else _("有哪些名称可用见模板说明。"))


def _unsupported(node: Any) -> str:
    return _("模板里有这里不用的写法（第 %(line)s 段附近）：只能写名称、if 和 for。") % {
        "line": getattr(node, "lineno", "?")
    }


def _path(node: Any) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_path(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else "…"
