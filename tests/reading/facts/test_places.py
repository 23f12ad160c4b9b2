import pytest

from taizhang.reading.facts.places import _names, place_ending, place_in, place_of, short_name


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("2024年铜川市政府工作报告", "铜川市"),
        ("东莞市厚街镇2024年工作要点", "厚街镇"),
        ("2024年高埗镇政府工作报告", "高埗镇"),
        ("关于印发《佛山市南海区充电设施建设方案》的通知", "南海区"),
        ("2026年内蒙古自治区政府工作报告", "内蒙古自治区"),
        ("恩施土家族苗族自治州统计公报", "恩施土家族苗族自治州"),
        ("深圳市福田区沙头街道简介", "沙头街道"),
        ("大岭山镇2024年工作要点", "大岭山镇"),
        ("中山市小榄镇简介", "小榄镇"),
        ("上海市", "上海市"),
        ("凤岗镇雁田村简介", "雁田村"),
    ],
)
def test_named_in_a_title(words: str, place: str) -> None:
    assert place_in(words) == place


@pytest.mark.parametrize(
    "words",
    [
        "城市更新工作要点",
        "全镇2024年工作要点",
        "推进美丽乡镇建设方案",
        "2024年政府工作报告",
        "特色小镇培育",
        "统筹城镇建设",
    ],
)
def test_not_a_name(words: str) -> None:
    assert place_in(words) is None


@pytest.mark.parametrize(
    ("chunk", "place"),
    [
        ("2021年2月5日在武威市", "武威市"),
        ("1月6日在松阳县古市镇", "古市镇"),
        ("防城港市防城区", "防城区"),
        ("市人民", None),
        ("在我镇", None),
    ],
)
def test_ending(chunk: str, place: str | None) -> None:
    assert place_ending(chunk) == place


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("政府工作报告\n——2012年1月4日在防城港市第五届\n人民代表大会第二次会议上", "防城港市"),
        ("各位代表：\n我代表龙岩市人民政府报告工作，全省瞩目。", "龙岩市"),
        ("政府工作报告\n县长　王某\n松阳县人民政府办公室关于报告的通知", "松阳县"),
        ("柳树镇位于县城东部，辖12个村。", "柳树镇"),
        ("我代表市人民政府报告。\n我市发展提速，韶关面貌一新，韶关新城拔节生长，建设幸福韶关。", "韶关市"),
        ("全省经济向好，今天的安徽活力迸发，推动安徽发展，安徽粮仓更实。全省同心。", "安徽省"),
        (
            "近日，镇党委书记受访：全市先进。\n镇委部署，厚街再出发，东莞市厚街镇加油，厚街人同心。\n镇政府表态。",
            "厚街镇",
        ),
    ],
)
def test_spoken_for(text: str, place: str) -> None:
    assert place_of(text, None, None) == place


@pytest.mark.parametrize(
    "text", ["", "我市发展提速。", "全市先进，韶关、清远、河源、梅州、韶关、清远、河源、梅州、韶关、清远、河源、梅州。"]
)
def test_nothing_says(text: str) -> None:
    assert place_of(text, None, None) is None


def test_file_name_says() -> None:
    assert place_of("政府工作报告\n我们同心。", "政府工作报告", "松阳县2024年报告") == "松阳县"


@pytest.mark.parametrize(
    ("title", "text", "place"),
    [
        ("松阳：古城焕新", "全县改造老旧小区，全县加油。", "松阳县"),
        ("东莞加油干", "全市部署，我市同心。", "东莞市"),
        ("东莞加油干", "加油。", None),
        ("莞韶同心", "我市同心。", None),
        ("县城松阳面貌新", "我市同心。", None),
    ],
)
def test_short_name_in_the_title(title: str, text: str, place: str | None) -> None:
    assert place_of(text, title, None) == place


def test_short_names() -> None:
    assert [
        short_name(name) for name in ("东莞市", "内蒙古自治区", "新疆维吾尔自治区", "西双版纳傣族自治州", "桥头镇")
    ] == [
        "东莞",
        "内蒙古",
        "新疆",
        "西双版纳",
        "桥头",
    ]


def test_register_is_sound() -> None:
    codes = list(_names().values())
    assert len(codes) > 2800
    assert all(code.isdecimal() and len(code) in (2, 4, 6) for code in codes)
    assert {"东莞市", "松阳县", "广西壮族自治区", "重庆市"} <= _names().keys()
