import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.reading.owners import Assignment, Assignments, assignments, parse_assignment


def said(words: str) -> tuple[str | None, tuple[str, ...], str | None]:
    found = parse_assignment(words)
    assert found is not None
    return found.owner, found.co_owners, found.due(2024)


@pytest.mark.parametrize(
    ("words", "owner", "co_owners", "due"),
    [
        ("牵头单位：市教育局", "市教育局", (), None),
        ("牵头单位：市教育局、市财政局", "市教育局、市财政局", (), None),
        ("6月底完成，牵头考核单位：市教育局", "市教育局", (), "2024-06"),
        ("9月底取得明显成效并持续推进，责任单位：市林业局", "市林业局", (), "2024-09"),
        ("持续推进，责任部门：市林业局", "市林业局", (), None),
        ("牵头单位：市教育局；配合单位：市财政局、各镇街", "市教育局", ("市财政局", "各镇街"), None),
        ("牵头单位：市教育局，责任单位：市教育局、市财政局", "市教育局", ("市财政局",), None),
        ("责任单位：市住建局 完成时限：2024年11月底", "市住建局", (), "2024-11"),
        ("市教育局牵头，市财政局、市人社局配合", "市教育局", ("市财政局", "市人社局"), None),
        ("市教育局牵头，各镇街按职责分工负责", "市教育局", ("各镇街",), None),
        ("市教育局、市财政局等按职责分工负责", "市教育局、市财政局", (), None),
        ("12月底前完成，市水务局负责", "市水务局", (), "2024-12"),
        ("分管领导：张某，责任单位：市水务局", "市水务局", (), None),
        ("完成时限：6月底前", None, (), "2024-06"),
    ],
)
def test_words(words: str, owner: str | None, co_owners: tuple[str, ...], due: str | None) -> None:
    assert said(words) == (owner, co_owners, due)


@pytest.mark.parametrize("words", ["含续建项目", "由企业自行负责", "压实主体责任", "区间内", "6月底前", "责任重大"])
def test_words_that_assign_nothing(words: str) -> None:
    assert parse_assignment(words) is None


def owner_at(text: str, words: str) -> str | None:
    found = assignments(text).at(text.index(words))
    return found.owner if found else None


def test_bracket_covers_its_item() -> None:
    text = "1.新建学位2万个。改造校舍5栋。(牵头单位：市教育局)\n2.新增床位500张。\n3.植树20万株(责任单位：市林业局)。种草3亩(责任单位：市农业局)。"
    assert owner_at(text, "2万个") == "市教育局"
    assert owner_at(text, "5栋") == "市教育局"
    assert owner_at(text, "500张") is None
    assert owner_at(text, "20万株") == "市林业局"
    assert owner_at(text, "3亩") == "市农业局"


def test_bracket_of_a_heading_covers_its_section() -> None:
    text = "(一)学位建设(牵头单位：市教育局)\n今年新建学位2万个。\n改造校舍5栋(责任单位：市住建局)。\n(二)绿化\n植树20万株。"
    assert owner_at(text, "2万个") == "市教育局"
    assert owner_at(text, "5栋") == "市住建局"
    assert owner_at(text, "20万株") is None


def test_bracket_within_a_bracket() -> None:
    assert owner_at("建成书屋3家(牵头单位：市委宣传部(文明办)、市文旅局)。", "3家") == "市委宣传部(文明办)、市文旅局"


def test_line_of_its_own_covers_the_item_above() -> None:
    text = "1.新建学位2万个。\n其中公办1万个。\n责任单位：市教育局\n2.植树20万株。\n牵头单位：市林业局\n配合单位：市财政局\n种草3亩。"
    assert owner_at(text, "2万个") == "市教育局"
    assert owner_at(text, "1万个") == "市教育局"
    assert owner_at(text, "20万株") == "市林业局"
    assert owner_at(text, "3亩") is None


@pytest.mark.parametrize(
    ("text", "words", "owner"),
    [
        ("由镇领导小组成员分工负责包干，推进项目22个，整备土地400亩。", "22个", "镇领导小组成员"),
        ("由镇领导小组成员分工负责包干，推进项目22个，整备土地400亩。", "400亩", None),
        ("由市教育局、市财政局牵头，新建学位2万个。", "2万个", "市教育局、市财政局"),
        ("平台原则上由企业牵头，新建平台3个。", "3个", None),
        ("由一个部门牵头，新建平台3个。", "3个", None),
    ],
)
def test_inside_a_sentence(text: str, words: str, owner: str | None) -> None:
    assert owner_at(text, words) == owner


def test_furniture_assigns_nothing() -> None:
    text = "植树20万株。\n主办单位：某市政府办公室"
    assert assignments(text, [(8, len(text))]).at(2) is None


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 20)), max_size=8))
def test_narrowest_holds(spans: list[tuple[int, int]]) -> None:
    nested: list[Assignment] = []
    for start, length in spans:
        end = start + length
        if all(end <= each.start or each.end <= start or (each.start <= start and end <= each.end) for each in nested):
            nested.append(Assignment(start, end, str(len(nested)), (), None, start, end))
    found = Assignments(nested)
    for offset in range(55):
        holders = [each for each in nested if each.start <= offset < each.end]
        narrowest = min((each.end - each.start for each in holders), default=None)
        held = found.at(offset)
        assert (held.end - held.start if held else None) == narrowest


@given(st.text("市教育局牵头单位责任：，。(（)）\n负由一1.✅配合完成时限6月底", max_size=120))
def test_any_text(text: str) -> None:
    for each in assignments(text).found:
        assert 0 <= each.start < each.end <= len(text)
        assert each.owner != ""


@pytest.mark.parametrize(
    "unit", ["负责", "(", "(负责", "由局", "责任单位：\n", "牵头单位：市局", "1.(牵头单位：市局)\n", "(责)"]
)
def test_linear(unit: str) -> None:
    def seconds(text: str) -> float:
        start = time.process_time()
        assignments(text)
        return time.process_time() - start

    def best(times: int) -> float:
        return min(seconds(unit * times) for _ in range(3))

    assert best(40_000) < 100 * max(best(2_500), 0.002)
