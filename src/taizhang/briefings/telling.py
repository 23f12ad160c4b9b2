"""What a briefing says in sentences: the overview, the areas, what is behind. In Chinese, for the document is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from taizhang.briefings.content import Area, Line, Piece, Prose, Tally
from taizhang.briefings.sourcing import count, prose

#: The lights in the order they are told, with their words.
LIGHTS = (("green", "正常"), ("yellow", "滞后"), ("red", "严重滞后"), ("waiting", "未到期"), ("closed", "销号"))
#: So many names are spelt out; of more only the number is said.
NAMED = 8
_DAY = re.compile(r"(?<![0-9])([0-9]{4})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(?![0-9])")
#: Between a figure and a Chinese character.
_GAP = re.compile(r"(?<=[0-9%]) +(?=[\u4e00-\u9fff])|(?<=[\u4e00-\u9fff：，；]) +(?=[0-9])")


def chinese_day(day: date) -> str:
    """A day as official documents write it.

    >>> chinese_day(date(2024, 9, 30))
    '2024年9月30日'
    """
    return f"{day.year}年{day.month}月{day.day}日"


def official(words: str) -> str:
    """A sentence of the system as official documents write it: days in full, no spaces round figures.

    >>> official("落后计划 39.3 个百分点：2024-10-31 应达 500 亩")
    '落后计划39.3个百分点：2024年10月31日应达500亩'
    """
    told = _GAP.sub("", words)
    return _DAY.sub(lambda found: "{}年{}月{}日".format(*map(int, found.groups())), told)


def titled(title: str) -> str:
    """A title in quotation marks; those it has itself become single ones.

    >>> titled("“高低差”路口")
    '“‘高低差’路口”'
    """
    return f"“{title.replace('“', '‘').replace('”', '’')}”"


def tally(lines: Iterable[Line]) -> Tally:
    """How many of the lines show each light."""
    counts = dict.fromkeys((name for name, _ in LIGHTS), 0)
    for each in lines:
        counts[each.light] += 1
    return Tally(**counts)


def standing(lines: Sequence[Line], place: str, last: date, note: int) -> Prose:
    """How everything stands, counted by light."""
    tasks = sum(each.task for each in lines)
    head = f"截至{chinese_day(last)}，{place}台账共"
    kinds: list[str | Piece] = []
    if tasks:
        kinds = ["（量化目标", count(len(lines) - tasks, "项", note), "，工作事项", count(tasks, "项", note), "）"]
    return prose(head, count(len(lines), "项", note), *kinds, "，其中", *_by_light(tally(lines), note), "。")


def against_before(now: Tally, before: Tally, period: str, note: int) -> Prose:
    """Whether more or fewer are red and yellow than at the end of the period before."""
    parts: list[str | Piece] = [f"与{period}相比，"]
    for name, words, less in (("red", "严重滞后", "，"), ("yellow", "滞后", "。")):
        change = getattr(now, name) - getattr(before, name)
        parts += [words, *_change(change, note), less]
    return prose(*parts)


def reached(lines: Sequence[Line], note: int) -> Prose | None:
    """How many targets have been reached and how many not even half; nothing where none can be said in per cent."""
    percents = [each.percent for each in lines if each.percent is not None]
    if not percents:
        return None
    done = count(sum(each >= 100 for each in percents), "项", note)
    half = count(sum(each < 50 for each in percents), "项", note)
    whole = count(len(percents), "项", note)
    return prose("可计算完成率的", whole, "目标中，已达到目标值的", done, "，完成率不足50%的", half, "。")


def longest_red(line: Line, days: int, note: int) -> Prose:
    """The line that has been red the longest, whose it is, and for how many days."""
    since = chinese_day(line.since) if line.since else ""
    owner = line.owner or "未明确"
    return prose(
        f"严重滞后时间最长的是{titled(line.title)}（责任单位：{owner}），自{since}起已有", count(days, "天", note), "。"
    )


def completeness(asked: int, locked: int, note: int) -> Prose:
    """How many of the reports of the period are locked."""
    return prose("本期应填报", count(asked, "份", note), "，已锁定", count(locked, "份", note), "。")


def demands(lines: Sequence[Line]) -> str:
    """What is asked of whoever answers for what is behind: the words an office begins with, to be made its own."""
    red, yellow = (_owners(lines, colour) for colour in ("red", "yellow"))
    asked = []
    if red:
        asked.append(f"{red}要对照严重滞后事项逐项查明原因，明确措施、责任人和完成时限，随下期填报一并报送。")
    if yellow:
        asked.append(f"{yellow}要对照滞后事项加快进度，赶上计划。")
    return "".join(asked)


def _owners(lines: Sequence[Line], colour: str) -> str:
    names = list(dict.fromkeys(each.owner for each in lines if each.light == colour and each.owner))
    return "、".join(names[:NAMED]) + (f"等{len(names)}个单位" if len(names) > NAMED else "")


def not_locked(lines: Sequence[Line], last: date) -> list[Prose]:
    """Which numbers are older than the period, and which are not complete."""
    old = [each for each in lines if each.on is not None and each.on < last]
    none = [each for each in lines if each.on is None]
    part = [each for each in lines if each.on == last and each.complete]
    told = []
    if old:
        told.append(prose(f"{_named(old)}本期填报尚未锁定，采用此前最近一次锁定的数据。"))
    if none:
        told.append(prose(f"{_named(none)}尚无锁定的填报。"))
    if part:
        words = "、".join(f"{titled(each.title)}（{each.complete}）" for each in part[:NAMED])
        more = f"等{len(part)}项" if len(part) > NAMED else ""
        told.append(prose(f"{words}{more}的下级填报尚未全部锁定，合计数采用各地最近一次锁定的数据。"))
    return told


def area(name: str, lines: Sequence[Line], note: int) -> Area:
    """An area of work: its lights counted, and a sentence for each line that is behind."""
    counted = tally(lines)
    summary = prose("共", count(len(lines), "项", note), "，", *_by_light(counted, note), "。")
    behind = [each for colour in ("red", "yellow") for each in lines if each.light == colour]
    return Area(name or "其他", counted, summary, tuple(sentence(each) for each in behind))


def sentence(line: Line) -> Prose:
    """What was to be reached, what is, the light and why, and whose it is."""
    parts: list[str | Piece] = [f"{line.title}："]
    if line.target_words:
        parts += ["目标", Piece(line.target_words, line.target_note, line.target)]
    if line.task and line.actual_words:
        parts += [line.actual_words.rstrip("。；，")]
    elif line.actual_words:
        parts += ["，完成", Piece(line.actual_words, line.actual_note, line.actual)]
    if line.percent is not None:
        parts += ["，完成率", Piece(line.percent_words, line.actual_note, line.percent)]
    lead = "，" if len(parts) > 1 else ""
    parts += [f"{lead}{line.light_words}"]
    if line.reason:
        parts += ["：", Piece(line.reason.rstrip("。"), line.light_note)]
    return prose(*parts, f"。责任单位：{line.owner or '未明确'}。")


def _by_light(counted: Tally, note: int) -> list[str | Piece]:
    parts: list[str | Piece] = []
    for name, words in LIGHTS:
        if number := getattr(counted, name):
            parts += ["，" if parts else "", words, count(number, "项", note)]
    return parts


def _change(change: int, note: int) -> list[str | Piece]:
    if not change:
        return ["持平"]
    return ["增加" if change > 0 else "减少", count(abs(change), "项", note)]


def _named(lines: Sequence[Line]) -> str:
    words = "、".join(titled(each.title) for each in lines[:NAMED])
    return f"{words}等{len(lines)}项" if len(lines) > NAMED else words
