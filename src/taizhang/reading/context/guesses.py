"""What kind of document this is, for which year and which place: from title, head and wording."""

from __future__ import annotations

import re
from collections import Counter

from taizhang.reading.claims.lexemes import VERB_HEAD
from taizhang.reading.context.years import PLAN

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(年|[-/.](?:1[0-2]|0?[1-9])(?!\d))")
_LEVELS = (
    ("省", ("全省", "我省")),
    ("自治区", ("全区", "我区", "自治区")),
    ("市", ("全市", "我市")),
    ("县", ("全县", "我县")),
    ("区", ("全区", "我区")),
    ("镇", ("全镇", "我镇", "镇政府", "镇党委")),
    ("乡", ("全乡", "我乡")),
    ("街道", ("全街道",)),
)
_PROVINCES = (
    "北京市",
    "天津市",
    "河北省",
    "山西省",
    "内蒙古自治区",
    "辽宁省",
    "吉林省",
    "黑龙江省",
    "上海市",
    "江苏省",
    "浙江省",
    "安徽省",
    "福建省",
    "江西省",
    "山东省",
    "河南省",
    "湖北省",
    "湖南省",
    "广东省",
    "广西壮族自治区",
    "海南省",
    "重庆市",
    "四川省",
    "贵州省",
    "云南省",
    "西藏自治区",
    "陕西省",
    "甘肃省",
    "青海省",
    "宁夏回族自治区",
    "新疆维吾尔自治区",
)


_SUFFIX = "(?:自治州|自治县|自治区|省|市|县|区|镇|乡|州|盟|旗)"
_SAID = tuple(
    re.compile(pattern)
    for pattern in (
        rf"代表([\u4e00-\u9fff]{{2,8}}?{_SUFFIX})(?:[\u4e00-\u9fff]{{0,4}})?(?:人民政府|政府)",
        rf"在([\u4e00-\u9fff]{{2,9}}?{_SUFFIX})第",
        rf"(?:^|\n|年)[\s　]*(?!\d)(?:关于)?([\u4e00-\u9fff]{{2,8}}?{_SUFFIX})(?:人民)?政府(?:工作报告|办公室|关于)",
        r"(?:^|\n)[\s　]*([\u4e00-\u9fff]{2,5}?(?:镇|乡|县|市|街道))[\s　]*(?=\n)",
        r"([\u4e00-\u9fff]{2,5}?(?:市|省|县))(?:代?(?:市|省|县)长)",
    )
)
_BEFORE_NAME = re.compile(r"^.*(?:[年月日届次表我]|中国)")
_NAMED = re.compile(
    r"(?<![\u4e00-\u9fff])([\u4e00-\u9fff]{2,4}?(?:市|县|镇|区))|([\u4e00-\u9fff]{2,3}市)(?=[\u4e00-\u9fff“])"
)
_NAME_SUFFIX = re.compile(rf"{_SUFFIX}$")


_NO_NAME = re.compile(
    r"^[全我各本该每占等以并由和与及对为向在到把将给使让按从其这那几数一二三四五六七八九十两多大小有无是不也还更最城农乡村老旧新地]|[省市县区镇]$|重点|示范|中心|自治$|人民|国家|辖|行政|考核|工业|开发|试验|居全"
)


def is_name(name: str) -> bool:
    """Whether ``name`` can be the name of an administrative unit and is no common noun (城区, 全市, 推进市)."""
    stem = _NAME_SUFFIX.sub("", name)
    verb = VERB_HEAD.at(stem, 0, len(stem))
    return len(stem) >= 1 and len(name) >= 3 and not (verb and len(verb) > 1) and not _NO_NAME.search(stem)


def guess_kind(text: str, name: str | None) -> str:
    """``report``, ``plan`` or ``profile``."""
    head = text[:1500]
    if re.search("各位代表|作政府工作报告", head[:600]):
        return "report"
    if re.search(r"工作要点|考评办法|考核办法|行动(?:方案|计划)|实施方案|全面部署\d{4}年", head):
        return "plan"
    if re.search(r"政府工作报告|报告(?:政府)?工作|作(?:政府)?工作报告", head):
        return "report"
    if re.search("主要预期目标", head[:300]):
        return "plan"
    return "profile"


def guess_year(text: str, kind: str) -> int | None:
    """The year a plan or report is for."""
    head = text[:1800]
    if kind == "profile":
        return None
    dated = re.search(r"((?:19|20)\d\d)年\d{1,2}月\d{1,2}日[^\n]{0,4}在", head)
    if dated:
        return int(dated[1])
    titled = re.search(r"((?:19|20)\d\d)年[^\n，。]{0,12}(?:政府工作报告|工作要点|考评办法)", head)
    if titled and kind == "plan":
        return int(titled[1])
    review = re.search(
        r"((?:19|20)\d\d)年(?:政府)?工作(?:的)?(?:简要)?回顾|回顾((?:19|20)\d\d)年|((?:19|20)\d\d)年和" + PLAN, head
    )
    if review:
        return int(review[1] or review[2] or review[3]) + 1
    if titled:
        return int(titled[1])
    stamped = re.search(r"(20\d\d)-\d{1,2}-\d{1,2}", head[:400])
    if stamped:
        return int(stamped[1])
    ahead = re.search(
        r"((?:19|20)\d\d)年[^。，\n]{0,20}(?:主要)?预期目标|((?:19|20)\d\d)年(?:政府)?(?:重点|主要)?工作(?:安排|任务|部署|目标|重点)",
        text,
    )
    if ahead:
        return int(ahead[1] or ahead[2])
    first = re.search(r"((?:19|20)\d\d)年(?:，|，?是)", head)
    if first and kind == "report":
        return int(first[1]) + 1
    any_year = _YEAR.search(head)
    return int(any_year[1]) if any_year else None


def guess_place(text: str, name: str | None) -> str | None:
    """The administrative unit a document speaks for, by its full name."""
    head = text[:1500]
    for pattern in _SAID:
        found = pattern.search(head)
        if found:
            name = _BEFORE_NAME.sub("", found[1])
            if is_name(name):
                return name
    counts = {
        level: sum(text.count(word) for word in words if word[0] == "我") * 100
        + sum(text.count(word) for word in words if word not in ("全区", "自治区"))
        for level, words in _LEVELS
    }
    level = max(counts, key=lambda key: counts[key])
    if not counts[level]:
        level = "省" if "全省" in text else "自治区" if "全区" in text else "市"
    if level in ("省", "自治区") and counts[level] > 0:
        by_name = {
            province: text.count(re.sub(r"(?:省|市|壮族自治区|回族自治区|维吾尔自治区|自治区)$", "", province))
            for province in _PROVINCES
        }
        best = max(by_name, key=lambda province: by_name[province])
        if by_name[best] >= 3:
            return best
    tally: Counter[str] = Counter()
    for found in _NAMED.finditer(text):
        name = found[1] or found[2]
        if is_name(name):
            tally[name] += 3 if text[found.start() - 1 : found.start()] == "《" else 1
    if not tally:
        return None
    return max(
        tally,
        key=lambda name: ((tally[name] + text.count(name[:-1]) / 2) * (3 if name.endswith(level) else 1), -len(name)),
    )
