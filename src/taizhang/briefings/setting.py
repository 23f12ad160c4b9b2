"""The names a briefing is set by, in Word's template as in the PDF: plain words, and what a setter makes of numbers and pictures."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Protocol

from taizhang.briefings.content import Composition, Correction, Edition, Line, Note, Piece, Prose, Red
from taizhang.briefings.numbering import annexes, chinese, headings
from taizhang.briefings.telling import chinese_day

#: As wide as 附件：, so that the numbers of annexes stand below each other.
_BELOW = "\u3000" * 3
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


class Setter(Protocol):
    """How numbers that have a source stand in one kind of file."""

    def prose(self, composition: Composition, prose: Prose) -> Any:
        """A paragraph."""

    def item(self, composition: Composition, at: int, prose: Prose) -> Any:
        """A paragraph of a numbered list."""

    def figure(self, composition: Composition, words: str, note: int) -> Any:
        """A number in a table, which has a column for its notes."""

    def notes(self, numbers: tuple[int, ...]) -> Any:
        """The numbers of notes."""

    def note(self, note: Note) -> Any:
        """A source note."""


def clean(words: object) -> str:
    """Words without what no file can hold; line ends and tabs as spaces, for Word's template gives them meaning."""
    return re.sub(r"[\s]+", " ", _ILLEGAL.sub("", str(words))).strip(" ")


def again(prose: Prose, at: int) -> bool:
    """Whether the next number of the paragraph has the same note."""
    following = next((each.note for each in prose.pieces[at + 1 :] if each.note), 0)
    return following == prose.pieces[at].note


def context(edition: Edition, setter: Setter, pictures: Mapping[str, tuple[Any, str]]) -> dict[str, Any]:
    """Everything a template may name; ``pictures`` are what stands for a chart in Word, with its caption, by name."""
    composition, texts = edition.composition, edition.texts
    told = annexes(composition)
    red = [{"number": str(at), **_red(composition, each, setter)} for at, each in enumerate(composition.red, 1)]
    return {
        "mark": clean(texts.mark),
        "code": clean(edition.code),
        "title": clean(texts.title),
        "lead": clean(texts.lead),
        "signatory": clean(texts.signatory),
        "copies": clean(texts.copies),
        "date": chinese_day(edition.issued_on or composition.made_on),
        "period": composition.period,
        "place": composition.place,
        "caution": composition.caution,
        "headings": {"leagues": "", "demands": ""} | headings(composition, texts),
        "overview": [setter.prose(composition, each) for each in composition.overview],
        "missing": [setter.prose(composition, each) for each in composition.missing],
        "charts": {"areas": _chart(pictures.get("areas"))},
        "areas": _areas(edition, setter),
        "red": red,
        "red_words": _red_words(composition),
        "leagues": _leagues(composition, setter, pictures),
        "corrections": [_correction(composition, each, setter) for each in composition.corrections],
        "corrections_words": corrections_words(composition),
        "demands": [clean(each) for each in texts.demands.splitlines() if each.strip()],
        "targets": [_line(composition, each, setter) for each in composition.targets],
        "tasks": [_line(composition, each, setter) for each in composition.tasks],
        "annexes": [f"{'附件：' if at == 1 else _BELOW}{at}.{words}" for at, words in enumerate(told.values(), 1)],
        "notes_annex": f"附件{len(told)}",
        "notes": [setter.note(each) for each in composition.notes],
    }


def corrections_words(composition: Composition) -> str:
    """What is said before the corrections, or that there are none."""
    if not composition.corrections:
        return "上期通报印发以来没有更正。"
    return f"上期通报印发以来，已锁定或已通报的数据有{len(composition.corrections)}处更正，以本期为准。"


def _red_words(composition: Composition) -> str:
    if not composition.red:
        return "本期没有严重滞后事项。"
    return f"本期严重滞后事项{len(composition.red)}项，按亮红灯先后列出。"


def _areas(edition: Edition, setter: Setter) -> list[dict[str, Any]]:
    composition = edition.composition
    return [
        {
            "heading": f"（{chinese(number)}）{each.name}",
            "name": each.name,
            "summary": setter.prose(composition, each.summary),
            "behind": [setter.item(composition, at, said) for at, said in enumerate(each.behind, 1)],
            "remark": clean(edition.texts.remarks.get(each.name, "")),
        }
        for number, each in enumerate(composition.areas, 1)
    ]


def _line(composition: Composition, line: Line, setter: Setter) -> dict[str, Any]:
    return {
        "index": str(line.index),
        "title": clean(line.title),
        "area": clean(line.area),
        "owner": clean(line.owner) or "未明确",
        "target": setter.figure(composition, line.target_words, line.target_note),
        "actual": setter.figure(composition, line.actual_words, line.actual_note),
        "percent": line.percent_words,
        "progress": clean(line.actual_words),
        "deadline": line.deadline.isoformat() if line.deadline else "",
        "light": line.light_words,
        "day": line.on.isoformat() if line.on else "",
        "complete": line.complete,
        "notes": setter.notes(line.notes),
    }


def _red(composition: Composition, red: Red, setter: Setter) -> dict[str, Any]:
    line = composition.line(red.line)
    more = [f"填报单位反映：{red.problem}"] if red.problem else []
    more += [f"亮红灯的镇街：{red.towns}"] if red.towns else []
    more += [f"已发督办单：{red.slips}"] if red.slips else []
    reason = "；".join([red.reason.rstrip("。"), *more])
    since = f"{line.since.isoformat()}（{red.days}天）" if line.since else ""
    return _line(composition, line, setter) | {
        "reason": setter.figure(composition, clean(reason), line.light_note),
        "since": since,
        "days": str(red.days or ""),
    }


def _leagues(composition: Composition, setter: Setter, pictures: Mapping[str, tuple[Any, str]]) -> list[dict[str, Any]]:
    return [
        {
            "heading": f"（{chinese(number)}）{clean(each.name)}",
            "scheme": setter.prose(composition, Prose((Piece(each.scheme, each.note),))),
            "remarks": [clean(remark) for remark in each.remarks],
            "chart": _chart(pictures.get(f"league-{number}")),
            "rows": [
                {
                    "position": row.position or "—",
                    "place": clean(row.place),
                    "score": setter.figure(composition, row.score, each.note),
                    "moved": clean(row.moved) if row.position else "数据不足，不排名次",
                }
                for row in each.rows
            ],
        }
        for number, each in enumerate(composition.leagues, 1)
    ]


def _correction(composition: Composition, correction: Correction, setter: Setter) -> dict[str, Any]:
    return {
        "kind": correction.kind,
        "subject": clean(correction.subject),
        "period": clean(correction.period),
        "before": clean(correction.before),
        "after": setter.figure(composition, correction.after, correction.note),
        "reason": clean(correction.reason),
        "day": correction.on.isoformat() if correction.on else "",
    }


def _chart(picture: tuple[Any, str] | None) -> dict[str, Any] | None:
    return None if picture is None else {"picture": picture[0], "caption": picture[1]}
