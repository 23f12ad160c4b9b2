"""What the words of a bracket, a line or a table's cell assign: 牵头单位：某局；配合单位：某局, 某局牵头, 6月底完成."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from taizhang.measures.periods import PERIOD, parse_period

_LEADING = "牵头考核|牵头|主办|主责|第一责任|主要责任"
_ANSWERING = "责任|承办|实施|落实|考核"
_HELPING = "配合|协办|参与|协同|协助|支持|责任配合"
_WHO = "(?:单位|部门|处室|科室|主体|机构)"
_LABEL = re.compile(
    rf"(?P<lead>(?:{_LEADING}){_WHO})|(?P<answer>(?:{_ANSWERING}){_WHO}(?!领导))|(?P<help>(?:{_HELPING}){_WHO})"
    r"|(?P<person>(?:责任|牵头|分管|联系|包联|挂点)(?:市|县|区|镇)?领导|责任人|联系人)"
    r"|(?P<time>(?:完成|办结|整改|责任)?时限(?:要求)?|完成时间|时间(?:节点|安排|要求)|进度(?:要求|安排)|工作时限)"
)
LABELLED = re.compile(rf"(?:{_LABEL.pattern})\s*：\s*")
_ROLES = ("lead", "answer", "help", "person", "time")
_LED = re.compile(
    r"^(?P<lead>[^，；。：]{2,60}?)(?:负责)?牵头(?:负责|实施|落实)?"
    r"(?:[，；、]?(?P<help>[^，；。：]{2,120}?)(?:等?(?:按(?:照)?职责分工)?(?:配合|参与|协同|负责|协办)(?:实施|落实)?))?$"
)
_ANSWERED = re.compile(
    r"^(?P<lead>[^，；。：]{2,120}?)(?:等)?(?:按(?:照)?职责(?:分工)?|按分工|分别|共同|各负其责，?)?负责(?:落实|实施)?$"
)
_PERIOD = re.compile(PERIOD)
_UNTIL = re.compile(rf"[^，；]{{0,8}}{PERIOD}[^，；]{{0,12}}[，；]")
_BODY = re.compile(
    r"(?:[局委办厅院会站处科]|部门|政府|中心|办公室|党委|街道|镇|乡|支队|大队|专班|指挥部|领导小组|成员|集团|公司|管委会|单位|镇街|园区|村|社区)$"
)
_NO_BODY = re.compile(
    r"^(?:企业|政府|社会|各方|一个|市场|多个|个人|群众|学校|医院|同一|第三方|其他|专人)|^.?(?:部门|单位|中心)$"
)
_TRIM = " \t\u3000，；。、：,;"


@dataclass(frozen=True, slots=True)
class Assignment:
    """``owner`` answers for what stands in ``start:end`` of the clean text, ``co_owners`` help; ``deadline`` in words.

    ``said_start:said_end`` is where the text says so. ``owner`` is the text as written, several bodies in one string
    where it names several (市教育局、市财政局); it is ``None`` where only a deadline is given.
    """

    start: int
    end: int
    owner: str | None
    co_owners: tuple[str, ...]
    deadline: str | None
    said_start: int
    said_end: int

    def due(self, year: int | None) -> str | None:
        """The period of the deadline (``2022-06``), seen from the document's own ``year``."""
        if self.deadline is None or year is None:
            return None
        period = parse_period(self.deadline, year)
        return None if period is None else str(period)


def parse_assignment(words: str) -> Assignment | None:
    """What the words of a bracket, a line or a table's cell assign, spans left empty; ``None`` if they assign nothing."""
    labels = list(LABELLED.finditer(words))
    if labels:
        return _labelled(words, labels)
    before = _UNTIL.match(words)
    spoken = words[before.end() :] if before else words
    said = _LED.match(spoken.strip(_TRIM)) or _ANSWERED.match(spoken.strip(_TRIM))
    if said is None or not all(is_body(name) for name in split_bodies(said["lead"])):
        return None
    return _assignment(
        said["lead"], split_bodies(said.groupdict().get("help") or ""), _deadline(before[0] if before else "")
    )


def _labelled(words: str, labels: Sequence[re.Match[str]]) -> Assignment | None:
    said: dict[str, str] = {}
    ends = [label.start() for label in labels[1:]] + [len(words)]
    for label, end in zip(labels, ends, strict=True):
        role = next(role for role in _ROLES if label[role])
        said.setdefault(role, words[label.end() : end].strip(_TRIM))
    deadline = _deadline(said.get("time") or words[: labels[0].start()])
    lead, answer, helpers = said.get("lead"), said.get("answer"), split_bodies(said.get("help", ""))
    if lead and answer:
        helpers = tuple(name for name in (*split_bodies(answer), *helpers) if name not in split_bodies(lead))
    owner = lead or answer
    if not owner and not helpers and not (deadline and "time" in said):
        return None
    return _assignment(owner, helpers, deadline)


def _assignment(owner: str | None, helpers: tuple[str, ...], deadline: str | None) -> Assignment:
    return Assignment(0, 0, owner.strip(_TRIM) if owner else None, helpers, deadline, 0, 0)


def split_bodies(names: str) -> tuple[str, ...]:
    """The bodies of a list (市教育局、市财政局，各镇街)."""
    return tuple(name for name in (part.strip(_TRIM) for part in re.split(r"[、，；\s]+", names)) if name)


def is_body(name: str) -> bool:
    return _BODY.search(name) is not None and _NO_BODY.match(name) is None


def _deadline(words: str) -> str | None:
    found = _PERIOD.search(words) if words else None
    return found[0] if found else None
