"""Vetoes: wordings in which a number is no figure of a commitment. Each has a name and says which wording it refuses."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from taizhang.reading.figures import Figure


@dataclass(frozen=True, slots=True)
class Spot:
    """A figure where it stands: ``before`` its words back to the last mark or figure, ``behind`` up to the next mark."""

    text: str
    figure: Figure
    left: int
    right: int

    @property
    def words(self) -> str:
        """The figure as written."""
        return self.text[self.figure.start : self.figure.end]

    @property
    def before(self) -> str:
        """The words before the figure in its clause."""
        return self.text[self.left : self.figure.start]

    def prior(self, width: int) -> str:
        """The ``width`` characters before the figure."""
        return self.text[max(0, self.figure.start - width) : self.figure.start]

    def ahead(self, width: int) -> str:
        """The ``width`` characters behind the figure."""
        return self.text[self.figure.end : self.figure.end + width]

    @property
    def behind(self) -> str:
        """The words behind the figure and its comparator, up to the end of the clause."""
        return self.text[self.figure.tail : self.right]


@dataclass(frozen=True, slots=True)
class Veto:
    """A named wording that is no figure; ``refuses`` tells whether a spot is one.

    ``units`` are those a figure must be in for the wording to be possible at all; ``None`` stands for any.
    """

    name: str
    serves: str
    refuses: Callable[[Spot], bool]
    units: frozenset[str] | None = None


def _words(*families: str) -> frozenset[str]:
    return frozenset(" ".join(families).split())


_COUNTS = _words(
    "个 家 所 座 条 项 宗 件 套 间 张 场 次 处 台 辆 艘 枚 栋 幢 部 株 棵 头 只 羽 尾 班 批 支 对 组 片 块 幅 册 种 里 档",
    "站 盏 口 眼 孔 根 杆 顶 桌 份 篇 首 门 堂 位 床 名 户 人 村 镇 队 团 员 起 笔 款 段 道 卷 列 趟 节 箱 度 斤 克 米",
)
_ENTITIES = _words("个 家 所 座 条 项 宗 件 套 间 张 场 次 处 台 辆 艘 枚 栋 幢 部 株 棵 名 人次 场次")
_DURATIONS = _words("小时 分钟 天 个月 季度 周 工作日 月 岁 秒")
_CALENDAR = _words("年 日 分 期 届 级 层 档 轮 类 时 点 号 周年 页 世纪 章 代 字")
_SINGLE = _words("所 座 条 家 处 个 支 只 栋")
_MONEY = _words("元 美元")
_PERCENT = _words("%")
_BODIES = _words("个 家")
_DISTANCES = _words("公里 米 海里")
_RANKED = re.compile(
    r"(?:居|排|列|名|升至|升到|前移|成为|全市|全省|全国|全区|全县|全球|世界|跃|晋级|仅次于|中部|西部|均|分别|我省|我市|连续|第[\d一二三四五六七八九十]+位?[、和])[^，。；]{0,12}$"
)
_PLACED = re.compile(
    r"(?:放在|摆在|作为|坚持|视为|是)(?:更加)?(?:突出)?(?:的)?$|[把将][^，。；]{1,14}(?:放在|摆在|作为)[^，。；]{0,4}$"
)
_AFTER_A_RANK = "，。；、）)和及与的\n；,;” "
_DOING_AHEAD = re.compile(r"开展|排查|检查|摸排|监测|整治|宣传|督查|推进|推广")
_DEFINING = re.compile(
    r"(?:投资|总投资|产值|年产值|营收|主营业务收入|营业收入|销售收入|销售额|收入|税收|纳税|净资产|占地|面积|年产|装机|产能|注册资本|资产|经营性收入|纯收入|能耗|市值|规模|流域面积|容量|贷款|额|财力|运量|吞吐量|产量|用电量|单体|库容|年收入"
    r"|年经营收入|人口|超|在|过|满|成交额|固投|GDP|生产总值)(?:超过|超|达到|达|在|突破|为|不足|过|低于|高于|不低于|不超过|近)?$"
)
_DEFINED = re.compile(
    r"的?(?:工业|项目|企业|产业|重大|建设|自然村|河流|学校|住宅|人口|技改|大|种植|养殖|泊位|锅炉|农户|规模|贷款|高层|中高层|单位|非公|亿元|制造业|工程|优质|机组|燃煤|新|园区|村|镇|基地|合作社|市场|商|设备|服务业)"
)
_SIZES = _words("元 亩 公里 平方公里 平方米 吨 千瓦 米 美元 蒸吨 立方米 户 层 人")
_DIRECT_OBJECT = re.compile(r"(?:\d|建设|新建|完成|新增|推出)[^，]{0,2}$")
_PEOPLE = re.compile(
    r"(?:农村|困难|贫困|低收入|高深|山区|城乡|各族|农牧民|移民|被征地|老年|残疾|就业|失业)*(?:群众|人口|农民|居民|学生|职工|劳动力|老人|儿童|考生|游客|市民|党员|干部|人民|农牧民|移民|大学生|参保|婴幼儿)"
)


_PASSED = re.compile(r"(?:超|超过|突破|破|上|近|过|达|全国|首次超过)$")
_SPAN_OF_YEARS = re.compile(r"(?:年限|寿命)[^，]{0,4}$")
_TIME_MEASURED = re.compile(r"(?:压缩|缩短|压减|减少|无霜期|控制)[^，。]{0,6}$|寿命|天数|时间|时限|期")
_TIME_LIMIT = re.compile(r"以上|以下|内|前|后|来|期间")
_AMONG = re.compile(r"[^，。]{0,14}?中(?:排名|位列|居|排)")
_UNITS_BEFORE_SHARE = re.compile(r"(?:镇|县|村|社区|街道|市|区|园区)\d+(?:\.\d+)?%")
_LISTED_NAME = re.compile(r"(?:、|和)[\u4e00-\u9fff]{2,4}$")
_KIND_OF_NAMES = re.compile(r"镇|县|区|市|村|革命|产业|重点产业|方面|领域|街道|园区|省")
_ARITHMETIC = re.compile(r"[+=÷×]")
_AWAY = re.compile(r"以内|以外|范围|半径|处|圈|内|兴边")
_WITHIN = re.compile(r"(?:以内|范围|半径|以外)的?\d")
_FULFILLED = re.compile(r"(?:净资产|产值|收入|投资|营收)(?:超过|超|达到|达|突破)$")
_SIZED = re.compile(r"(?:超过|超|不足|达|达到|突破|过)$")
_NOUN_BEHIND = re.compile(r"的?[\u4e00-\u9fff“A-Z(]{2,}")
_OF_NOUN = re.compile(r"的[^，。；]{2,}")
_POPULATION = re.compile(r"人口[^，。；]{0,10}$")


def refused(text: str, figure: Figure, left: int, right: int) -> str | None:
    """The name of the veto that refuses ``figure``, or ``None`` where it may be a claim.

    ``left`` is where the words before it begin (the last mark or figure), ``right`` the end of its clause.
    """
    spot = Spot(text, figure, left, right)
    for veto in _RANKS if figure.ordinal else _possible(figure.unit):
        if veto.refuses(spot):
            return veto.name
    return None


@cache
def _possible(unit: str | None) -> tuple[Veto, ...]:
    """The vetoes whose wordings can hold a figure in ``unit``."""
    if unit is None:
        return _UNITLESS
    return tuple(veto for veto in VETOES if veto.units is None or unit in veto.units)


def supply_unit(text: str, figure: Figure) -> None:
    """Give a figure without a unit the one its neighbours imply: 5.96万群众 counts people, GDP破千亿 is money."""
    last = text[figure.end - 1]
    if last not in "万亿":
        return
    if _PEOPLE.match(text, figure.end) or _POPULATION.search(text[max(0, figure.start - 14) : figure.start]):
        figure.unit = "人"
    elif last == "亿" and _MONEY_PASSED.search(text[max(0, figure.start - 16) : figure.start]):
        figure.unit = "元"


_MONEY_PASSED = re.compile(
    r"(?:GDP|总值|产值|收入|税收|财政|投资|规模|贷款|存款|总量|进出口)[^，。；]{0,6}(?:突破|破|超|超过|达|达到|迈上|跨越|为)$"
)
_INDEX = re.compile(r"(?:指数|得分|系数|总分|评分|值)(?:达到|达|为|是)?$")


def _no_unit(spot: Spot) -> bool:
    figure = spot.figure
    fractional = figure.value != figure.value.to_integral_value()
    return not (fractional and _INDEX.search(spot.prior(6)))


def _no_rank(spot: Spot) -> bool:
    words, ahead = spot.words, spot.ahead(1)
    if words[-1] in "次条槌":
        return True
    if words[-1] == "个":
        return "成为" not in spot.prior(10)
    prior = spot.prior(16)
    if _PLACED.search(prior):
        return True
    if words[-1] not in "位名首" and ahead and ahead not in _AFTER_A_RANK:
        return True
    return not _RANKED.search(prior)


def _coverage(spot: Spot) -> bool:
    return spot.figure.coverage and (spot.prior(1) in tuple("健安") or _DOING_AHEAD.match(spot.ahead(2)) is not None)


def _in_code(spot: Spot) -> bool:
    last = spot.prior(1)
    if last == "-" and "\u4e00" <= spot.prior(2)[:1] <= "\u9fff":
        return False
    return bool(last) and last.isascii() and (last.isalnum() or last in "-+.:/#")


def _han_number(spot: Spot) -> bool:
    words, figure, prior = spot.words, spot.figure, spot.prior(6)
    if words[0].isdigit() or figure.coverage:
        return False
    if figure.unit in ("%", "倍", "番", "百分点"):
        return figure.value <= 0
    if words[0] in "百千万亿":
        return _round_word(spot)
    if words[0] in "数几" or figure.unit is None:
        return True
    if figure.value < 2:
        return figure.unit not in _SINGLE or not prior.endswith(("新增", "新建", "建成"))
    if figure.comparator == ">" or (figure.value >= 11 and spot.ahead(2) == "方面"):
        return False
    listed = prior.endswith(("新建", "新增", "建成", "新建成", "包括")) or (
        prior.endswith("、") and "包括" in spot.prior(30)
    )
    return not (listed and figure.unit in _COUNTS)


def _round_word(spot: Spot) -> bool:
    """千名, 百家, 亿元: a figure only behind a word of passing or nearing."""
    if spot.figure.unit in _MONEY and (spot.ahead(2) == "以上" or _CLASS_OF_MONEY.match(spot.ahead(5))):
        return True
    return not _PASSED.search(spot.prior(6))


_CLASS_OF_MONEY = re.compile(r"的?(?:级|镇|村|园|产业|企业|集群|县|斤|GDP|强|项目|俱乐部|投资|大关)")


def _calendar(spot: Spot) -> bool:
    if spot.figure.unit not in _CALENDAR:
        return False
    return not (spot.figure.unit == "年" and _SPAN_OF_YEARS.search(spot.prior(8)))


def _duration(spot: Spot) -> bool:
    unit = spot.figure.unit
    if unit not in _DURATIONS:
        return False
    if unit == "岁":
        return "寿命" not in spot.prior(14)
    measured = _TIME_MEASURED.search(spot.prior(14))
    return not measured or _TIME_LIMIT.match(spot.ahead(3)) is not None


def _slogan(spot: Spot) -> bool:
    figure = spot.figure
    if figure.value >= 10:
        return False
    if figure.unit == "个":
        return _SLOGAN_NOUN.match(spot.ahead(3)) is not None
    return figure.unit in ("项", "条", "种", "步") and spot.ahead(2) in _RULES


_SLOGAN_NOUN = re.compile(
    r"方面|百分|代表|维护|意识|自信|坚持|必须|确保|文明|结合|突出|显著|转变|着力|没有|不|更加|重大|月|五年|五|字|关键|全面|统筹|带头|优先|积极|一批|层面|维度|环节|阶段|明显"
)
_RULES = frozenset(("规定", "措施", "机制", "制度", "原则", "要求", "禁令"))


def _word_begins(spot: Spot) -> bool:
    unit, ahead = spot.figure.unit, spot.ahead(1)
    if unit == "克":
        return ahead in ("拉", "服")
    if unit == "度":
        return "电" not in spot.prior(10)
    return unit == "P" and ahead.isascii() and ahead.isalnum()


def _class(spot: Spot) -> bool:
    unit = spot.figure.unit or ""
    if unit.endswith("级") or unit in ("千伏", "伏"):
        return True
    return spot.ahead(1) == "级" and unit not in ("个", "家")


def _group(spot: Spot) -> bool:
    """A number of units that are only the field: 在294个城市中排名, 28个镇80%的村."""
    if spot.figure.unit not in ("个", "家"):
        return False
    return bool(_AMONG.match(spot.ahead(18)) or _UNITS_BEFORE_SHARE.match(spot.ahead(8)))


def _enumeration(spot: Spot) -> bool:
    """A count of the names just listed: 清溪、道滘2个镇."""
    return (
        spot.figure.unit in ("个", "家")
        and _LISTED_NAME.search(spot.prior(12)) is not None
        and "等" not in spot.prior(2)
        and _KIND_OF_NAMES.match(spot.ahead(4)) is not None
    )


def _weight(spot: Spot) -> bool:
    """A weight in a formula or a list of scores: 日常监测（60%）+…"""
    return (
        spot.figure.unit == "%"
        and spot.prior(1) in ("(", "（")
        and _ARITHMETIC.search(spot.prior(30) + spot.ahead(3)) is not None
    )


def _grant(spot: Spot) -> bool:
    """What somebody may receive: 给予最高100万元奖励, 按每亩300元的标准补贴."""
    if not _GIVEN.search(spot.prior(24)):
        return False
    return spot.figure.unit in ("元", "%") and _GRANT.search(spot.text[spot.figure.end : spot.right + 6]) is not None


_GIVEN = re.compile(r"(?:给予|予以|按照?|一次性|最高|奖励|补助|补贴|资助)[^，。；]{0,14}$")
_GRANT = re.compile(r"^[^，。；]{0,12}(?:奖励|奖补|补助|补贴|资助|资金支持|的?标准|的?比例)")


def _location(spot: Spot) -> bool:
    unit = spot.figure.unit
    if unit in ("公里", "米", "海里") and _AWAY.match(spot.ahead(2)):
        return True
    return _WITHIN.match(spot.ahead(5)) is not None


def _share_condition(spot: Spot) -> bool:
    """What the members of a share fulfil: 60%以上村净资产超2亿元."""
    return (
        spot.figure.unit in _MONEY
        and _FULFILLED.search(spot.prior(8)) is not None
        and _SHARE_BEFORE.search(spot.prior(40)) is not None
    )


_SHARE_BEFORE = re.compile(r"%(?:以上)?(?:的)?(?:行政)?(?:村|镇|企业|街道|乡)[^，。；]*$")


def _threshold(spot: Spot) -> bool:
    """A size that defines another indicator: 投资1亿元以上项目57个, 产值超亿元的企业."""
    figure, text = spot.figure, spot.text
    sized = figure.tail > figure.end or _SIZED.search(spot.prior(6))
    if not sized:
        plain = figure.unit in ("元", "吨", "千瓦", "亩", "平方米") and spot.ahead(1) == "的"
        return plain and _DEFINING.search(spot.before) is not None
    following = text[figure.tail : figure.tail + 2]
    if figure.unit not in _ENTITIES and figure.unit != "%" and following[:1] and following[0] not in _NO_DEFINED:
        if _DEFINING.search(spot.before) and _NOUN_BEHIND.match(spot.behind):
            return True
        if (
            spot.ahead(2) in ("以上", "以下")
            and figure.unit in _SIZES
            and _DEFINED.match(spot.behind)
            and not _DIRECT_OBJECT.search(spot.before[-6:])
        ):
            return True
    return following[:1] == "的" and bool(_DEFINING.search(spot.before)) and _OF_NOUN.match(spot.behind) is not None


_NO_DEFINED = "，。；、：\n)” 的和及与并增比较是占排居高低左右"

_UNITLESS = (Veto("no-unit", "a bare number; an index or score with a fraction is let through", _no_unit),)
_RANKS = (Veto("ordinal", "第三批, 第十三届, 第2次: an order of things, no rank", _no_rank),)
VETOES: tuple[Veto, ...] = (
    Veto("coverage", "健全覆盖…, 全覆盖开展: no 全覆盖, or only how something is done", _coverage, _PERCENT),
    Veto("part-of-code", "5G-A, V2.0, 10-3: digits inside a code", _in_code),
    Veto("han-count", "一批, 三农, 两条腿: small Chinese numerals and round words that count nothing", _han_number),
    Veto("calendar", "2024年, 8日, 第3期: dates, terms and classes", _calendar, _CALENDAR),
    Veto("duration", "24小时, 三个月内: spans of time that measure nothing", _duration, _DURATIONS),
    Veto(
        "degree", "90度, 5克拉: the unit is the beginning of another word", _word_begins, frozenset(("克", "度", "P"))
    ),
    Veto("slogan", "4个意识, 八项规定, 5个方面", _slogan, frozenset(("个", "项", "条", "种", "步"))),
    Veto("class", "20万吨级, 100亿元级, 110千伏变电站: a class of things", _class),
    Veto("group", "在294个城市中排名: the field only", _group, _BODIES),
    Veto("enumeration", "清溪、道滘2个镇: counts the names just listed", _enumeration, _BODIES),
    Veto("weight", "（60%）+（40%）: weights of a formula", _weight, _PERCENT),
    Veto("share-condition", "60%以上村净资产超2亿元: the condition of a share", _share_condition, _MONEY),
    Veto("grant", "给予最高100万元奖励: what somebody may receive", _grant, _MONEY | _PERCENT),
    Veto("location", "边境3公里以内: where, not how much", _location, _DISTANCES),
    Veto("defining", "投资1亿元以上项目57个: a size that defines another indicator", _threshold),
)

_TITLES = re.compile(r"《[^》]{0,80}》|“[^”，。；]{1,16}”|〔\d+〕|\([^()]{0,6}号\)")


def masked(text: str) -> list[tuple[int, int]]:
    """Spans inside which no number is a figure: titles, quoted names and document numbers."""
    return [found.span() for found in _TITLES.finditer(text)]
