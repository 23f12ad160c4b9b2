import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from taizhang.reading.sources.number_formats import BUILT_IN, show_number, show_text

# What Excel and WPS show for these was looked up in LibreOffice too, which shows all but the Chinese weekday, the
# Chinese figures and the escaping exclamation mark alike.
CASES = {
    "General": {"1": "1", "0": "0", "-3.50": "-3.5", "0.1": "0.1", "41.139999999999999": "41.14", "1e3": "1000"},
    "": {"5": "5"},
    "0%": {"0.05": "5%", "-0.3": "-30%", "1": "100%", "0.125": "13%"},
    "0.0%": {"0.0512": "5.1%"},
    "0": {"2.5": "3", "0.4": "0", "1e308": "1" + "0" * 308},
    "00": {"7": "07"},
    "#": {"0": "", "12": "12"},
    "0.00": {"2.345": "2.35", "1.005": "1.01", "12": "12.00"},
    "#.##": {"0.5": ".5", "12": "12"},
    "0.0?": {"1.234": "1.23"},
    "#,##0": {"999": "999", "1234567": "1,234,567"},
    "#,##0.00": {"1234.5": "1,234.50", "1e26": "100" + ",000" * 8 + ".00"},
    "#,##0;(#,##0)": {"-1234.4": "(1,234)", "5": "5"},
    '#,##0;-#,##0;"-"': {"0": "-", "-5": "-5"},
    '_ * #,##0_ ;_ * -#,##0_ ;_ * "-"??_ ;_ @_ ': {"3": "3", "0": "-", "-3": "-3"},
    ";;;": {"5": ""},
    '0"个"': {"5": "5个"},
    '"第"0"名"': {"5": "第5名"},
    '"≥"0': {"5": "≥5"},
    "\\>\\=0": {"5": ">=5"},
    '0.0"亿元"': {"12.34": "12.3亿元"},
    '0!.0,"万元"': {"12345": "1.2万元"},
    '0.0,,"百万"': {"1500000": "1.5百万"},
    "0000-0000": {"12345678": "1234-5678"},
    "¥#,##0": {"1200": "¥1,200"},
    "[$¥-804]#,##0.0": {"1200": "¥1,200.0"},
    "[Red]0": {"5": "5"},
    '[>100]"高"0;"低"0': {"150": "高150", "50": "低50"},
    "[DBNum1]0": {"12": "十二"},
    "[DBNum2][$-804]General": {"12": "壹拾贰"},
    "@": {"3": "3"},
    "# ?/?": {"0.5": "0.5"},
    "0.00E+00": {"123456": "123456"},
    "yyyy/m/d": {"45292": "2024/1/1", "1": "1900/1/1", "61": "1900/3/1", "99999999": "99999999", "-1": "-1"},
    'yyyy"年"m"月";@': {"45292": "2024年1月"},
    '[$-804]yyyy"年"mm"月"dd"日"': {"45292": "2024年01月01日"},
    "yyyy-mm-dd hh:mm": {"45292.5": "2024-01-01 12:00"},
    "mmm-yy": {"45444": "Jun-24"},
    "h:mm AM/PM": {"0.75": "6:00 PM"},
    '上午/下午h"时"mm"分"': {"0.25": "上午6时00分"},
    "[h]:mm": {"1.5": "36:00"},
    "aaaa": {"45292": "星期一"},
    'e"年"': {"45292": "2024年"},
}


@pytest.mark.parametrize(("code", "value", "shown"), [(c, v, s) for c, row in CASES.items() for v, s in row.items()])
def test_shows_numbers_as_the_sheet_does(code: str, value: str, shown: str) -> None:
    assert show_number(value, code) == shown


def test_sheets_that_count_from_1904() -> None:
    assert show_number("0", "yyyy/m/d", since_1904=True) == "1904/1/1"
    assert show_number("2958465", "yyyy/m/d", since_1904=True) == "2958465"


@pytest.mark.parametrize("value", ["", "x", "1e999", "nan", "inf", "0x5", "1_000"])
def test_what_is_no_number_is_left_as_it_is(value: str) -> None:
    assert show_number(value, "0.0") == value


@pytest.mark.parametrize(
    ("value", "code", "shown"),
    [
        ("长安", "@", "长安"),
        ("长安", "0.0", "长安"),
        ("长安", '@"镇"', "长安镇"),
        ("长安", '0;0;0;"（"@"）"', "（长安）"),
    ],
)
def test_shows_text(value: str, code: str, shown: str) -> None:
    assert show_text(value, code) == shown


@example(value="9.999999999999995e+25", code="#,##0.00")
@given(
    st.one_of(st.floats().map(repr), st.integers().map(str), st.text(max_size=8)),
    st.one_of(st.sampled_from(sorted(BUILT_IN.values())), st.text('0#?.,%;yMdhs[]"\\!@_*E+/$-> 年', max_size=12)),
)
def test_any_value_in_any_format(value: str, code: str) -> None:
    assert isinstance(show_number(value, code), str)
    assert isinstance(show_text(value, code), str)
