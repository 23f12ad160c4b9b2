"""A briefing made up to try a template with: everything in it once, and the awkward things: angle brackets, long names, nothing."""

from __future__ import annotations

import struct
import zlib
from datetime import date
from decimal import Decimal
from functools import cache

from taizhang.briefings import telling
from taizhang.briefings.content import (
    Composition,
    Correction,
    Edition,
    League,
    Line,
    Locked,
    Quote,
    Rank,
    Red,
    Texts,
)
from taizhang.briefings.pictures import Picture
from taizhang.briefings.sourcing import Sources

_LAST = date(2024, 9, 30)


def _chunk(kind: bytes, content: bytes) -> bytes:
    """A chunk of a PNG: its length, kind, content and checksum."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


#: One white dot: trying a template draws no chart.
_DOT = b"\x89PNG\r\n\x1a\n" + b"".join(
    (
        _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
        _chunk(b"IDAT", zlib.compress(b"\x00\xff")),
        _chunk(b"IEND", b""),
    )
)


@cache
def sample_edition() -> tuple[Edition, dict[str, Picture]]:
    """The edition, and a picture for each of its charts."""
    edition = Edition(sample_composition(), _TEXTS, 2024, 9, date(2024, 10, 12))
    return edition, dict.fromkeys(("areas", "league-1"), Picture(_DOT, 300, "样图", "样图（单位：项）"))


def sample_composition() -> Composition:
    """A composition with two areas, a red line, a task, a ranking and a correction."""
    sources = Sources()
    note = sources.give("事项数", "按附件逐项计数", "/ledger/")
    lines = (_line(sources), _behind(sources), _task(sources))
    areas = dict.fromkeys(each.area for each in lines)
    return Composition(
        place="样例市",
        place_code="4400",
        period="2024年9月",
        first=date(2024, 9, 1),
        last=_LAST,
        made_on=date(2024, 10, 10),
        tally=telling.tally(lines),
        overview=(telling.standing(lines, "样例市", _LAST, note),),
        missing=tuple(telling.not_locked(lines, _LAST)),
        areas=tuple(telling.area(name, [each for each in lines if each.area == name], note) for name in areas),
        red=(Red(2, 30, "落后计划 35 个百分点。", "督办〔2024〕1号", "甲镇、乙镇", "用地未落实"),),
        leagues=(
            League(
                "创先组",
                "按水平六成、变化四成计分。",
                (Rank("甲镇", "1", "88.50", "上升1位", Decimal("88.5")), Rank("乙镇", "2", "80.00", "", Decimal(80))),
                note,
            ),
        ),
        corrections=(
            Correction("锁定数", "样例绿道（甲镇）", "2024年8月", "30公里", "28公里", "重复统计", _LAST, note),
        ),
        lines=lines,
        notes=tuple(sources.notes),
        caution="样例数据",
    )


_TEXTS = Texts(
    mark="工作通报",
    title="样例市2024年9月重点工作通报",
    lead="现将有关情况通报如下。",
    demands="样例市住建局要查明原因。\n各镇要按时填报。",
    signatory="样例市办公室",
    copies="各镇人民政府。",
    remarks={"样例领域": "请抓紧推进 <尽快> & 落实。"},
)


def _line(sources: Sources) -> Line:
    target = sources.give(
        "样例绿道目标50公里",
        "",
        "/ledger/1/",
        commitment=1,
        quotes=[Quote("建成样例绿道50公里", "样例计划", "绿美建设")],
    )
    locked = [Locked("2024年9月", 1, "样例市住建局", date(2024, 10, 8), "/progress/reports/1/")]
    actual = sources.give("样例绿道完成40公里", "截至2024-09-30", "/progress/numbers/1/", commitment=1, locked=locked)
    return Line(
        index=1,
        commitment=1,
        task=False,
        title="样例绿道",
        area="样例领域",
        owner="样例市住建局",
        target_words="50公里",
        actual_words="40公里",
        light="green",
        light_words="正常",
        target=Decimal(50),
        actual=Decimal(40),
        unit="公里",
        percent=Decimal("80.0"),
        deadline=date(2024, 12, 31),
        on=_LAST,
        since=date(2024, 3, 10),
        target_note=target,
        actual_note=actual,
        url="/ledger/1/",
    )


def _behind(sources: Sources) -> Line:
    note = sources.give("样例车位的灯", "按规则判定", "/progress/lights/2/", commitment=2)
    return Line(
        index=2,
        commitment=2,
        task=False,
        title="样例车位",
        area="样例领域",
        owner="",
        target_words="1000个以上",
        actual_words="",
        light="red",
        light_words="严重滞后",
        target=Decimal(1000),
        unit="个",
        deadline=date(2024, 12, 31),
        reason="落后计划 35 个百分点。",
        since=date(2024, 9, 10),
        light_note=note,
        url="/ledger/2/",
    )


def _task(sources: Sources) -> Line:
    note = sources.give("样例规划", "", "/ledger/3/", commitment=3)
    return Line(
        index=3,
        commitment=3,
        task=True,
        title="样例规划编制",
        area="另一领域",
        owner="样例市规划局",
        target_words="",
        actual_words="正在征求意见",
        light="waiting",
        light_words="未到期",
        deadline=date(2024, 12, 31),
        on=_LAST,
        target_note=note,
        url="/ledger/3/",
    )
