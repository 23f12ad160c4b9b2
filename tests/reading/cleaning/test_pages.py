import pytest

from taizhang.reading.cleaning.lines import lines_of
from taizhang.reading.cleaning.pages import page_numbers

PAGE = "稳步推进各项工作。" * 20


def numbers(text: str) -> list[str]:
    lines = lines_of(text)
    return [lines[index].text for index in sorted(page_numbers(lines))]


@pytest.mark.parametrize("number", ["- 3 -", "— 12 —", "第3页", "第 3 页 共 11 页", "3/11", "Page 4"])
def test_decorated_number(number: str) -> None:
    assert numbers(f"{PAGE}\n{number}\n{PAGE}") == [number]


def test_numbers_that_count_the_pages() -> None:
    assert numbers(f"{PAGE}\n7\n{PAGE}\n8\n{PAGE}\n9") == ["7", "8", "9"]


@pytest.mark.parametrize(
    "text",
    [
        "1\n地区生产总值\n亿元\n418\n2\n工业投资\n亿元\n36\n3\n财政收入",
        f"{PAGE}\n418\n{PAGE}\n36",
        f"{PAGE}\n2024\n{PAGE}",
        "2024/12/31前完成",
    ],
)
def test_other_numbers(text: str) -> None:
    assert numbers(text) == []
