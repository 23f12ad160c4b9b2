import pytest

from taizhang.reading.tables.labels import is_place, of_whole, part_noun, read_label, undone


@pytest.mark.parametrize(
    ("text", "words", "unit", "part"),
    [
        ("1.地区生产总值（亿元）", "地区生产总值", "元", False),
        ("（3）城镇新增就业（万人）", "城镇新增就业", "人", False),
        ("一、经济发展", "经济发展", None, False),
        ("其中：第一产业", "第一产业", None, True),
        ("第三产业", "第三产业", None, True),
        ("#工业", "工业", None, True),
        ("　—技改投资", "技改投资", None, True),
        ("2.1 粮食产量，万吨", "粮食产量", "吨", False),
        ("3A级景区数量（个）", "3A级景区数量", "个", False),
        ("12个重点项目", "12个重点项目", None, False),
        ("固定资产投资（不含农户）", "固定资产投资（不含农户）", None, False),
        ("5 城镇登记失业率", "城镇登记失业率", None, False),
        ("常住人口城镇化率[1]（%）", "常住人口城镇化率", "%", False),
        ("PM2.5年均浓度", "PM2.5年均浓度", None, False),
        ("①", "", None, False),
    ],
)
def test_label(text: str, words: str, unit: str | None, part: bool) -> None:
    label = read_label(text)
    assert (label.words, label.counting.unit if label.counting else None, label.part) == (words, unit, part)


@pytest.mark.parametrize(
    ("text", "stem", "moving"),
    [
        ("规模以上工业增加值增长（%）", "规模以上工业增加值", "up"),
        ("单位GDP能源消耗降低（%）", "单位GDP能源消耗", "down"),
        ("居民消费价格涨幅", "居民消费价格", "up"),
        ("研发经费年均增长", "研发经费", "up"),
        ("森林覆盖率", "森林覆盖率", None),
    ],
)
def test_change(text: str, stem: str, moving: str | None) -> None:
    label = read_label(text)
    assert (label.stem, label.moving) == (stem, moving)


@pytest.mark.parametrize(
    ("whole", "part", "named"),
    [
        ("地区生产总值", "第二产业", "第二产业增加值"),
        ("规模以上工业增加值", "私营企业", "私营企业增加值"),
        ("固定资产投资（不含农户）", "民间投资", "民间投资"),
        ("货物进出口总额", "出口", "出口额"),
        ("一般公共预算收入", "税收收入", "税收收入"),
        ("年末常住人口", "城镇", "城镇人口"),
        ("森林覆盖率", "林地", "林地"),
    ],
)
def test_part_of_a_whole(whole: str, part: str, named: str) -> None:
    assert of_whole(part, part_noun(whole)) == named


@pytest.mark.parametrize(
    ("words", "noun"),
    [("新增停车位", "停车位"), ("压减燃煤消费", "燃煤消费"), ("城镇新增就业", "城镇新增就业"), ("新建", "新建")],
)
def test_doing_is_taken_from_an_amount(words: str, noun: str) -> None:
    assert undone(words) == noun


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("长安镇", True),
        ("东城区", True),
        ("东莞市", True),
        ("农村", False),
        ("示范村", False),
        ("灌区", False),
        ("占地面积", False),
        ("工业", False),
    ],
)
def test_place(words: str, place: bool) -> None:
    assert is_place(words) is place
