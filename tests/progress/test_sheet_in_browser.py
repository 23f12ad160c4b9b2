"""The sheet in a real browser: by mouse, by keyboard alone, by paste; refused cells, two people, a lost connection."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from taizhang.ledger.models import Commitment
from taizhang.progress.actions.reporting import Entry, enter
from taizhang.progress.models import Period, Report
from tests.cast import Cast
from tests.chromium import Open
from tests.ledger.makers import commitment
from tests.progress.makers import opened as opened_period

OWED = "/progress/owed/"


@pytest.fixture
def period(transactional_cast: Cast) -> Period:
    """Three targets and a task that the town owes for January."""
    cast = transactional_cast
    for title in ("停车位", "充电桩", "公园"):
        commitment(cast, code="441900119", lead="town", state="accepted", title=title, value=400)
    commitment(
        cast,
        code="441900119",
        lead="town",
        state="accepted",
        kind="task",
        title="编制规划",
        value=None,
        unit="",
        measure="",
        comparator="",
    )
    return opened_period(cast)


def _report(period: Period, title: str) -> Report:
    return Report.objects.get(period=period, commitment=Commitment.objects.get(title=title))


def _cell(page: Page, report: Report, name: str):  # type: ignore[no-untyped-def]
    return page.locator(f"#r{report.pk}-{name}")


def _saved(page: Page) -> None:
    expect(page.locator(".saved-state")).to_contain_text("已保存")


def test_by_mouse_saved_as_one_goes_and_submitted_together(opened: Open, period: Period) -> None:
    page = opened("town", OWED)
    first, second = _report(period, "停车位"), _report(period, "充电桩")
    _cell(page, first, "this").fill("1,2０0")
    _cell(page, second, "value").click()
    expect(_cell(page, first, "value")).to_have_value("1,200")
    _cell(page, second, "value").fill("35")
    page.locator("h1").click()
    expect(page.locator(".foot .primary")).to_have_text("上报填好的 1 项")  # 1,200 of 400 asks for a word
    expect(page.locator(f"#r{first.pk} .doubt").first).to_be_visible()
    _cell(page, first, "explanation").fill("含上年结转")
    page.locator("h1").click()
    expect(page.locator(".foot .primary")).to_have_text("上报填好的 2 项")
    page.locator(".foot .primary").click()
    expect(page.locator("#notices")).to_contain_text("已上报 2 项")
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.value, first.explanation, first.state) == (1200, "含上年结转", "passed")
    assert (second.this, second.value) == (35, 35)


def test_by_keyboard_alone(opened: Open, period: Period) -> None:
    page = opened("town", OWED)
    parking, chargers, parks = (_report(period, title) for title in ("停车位", "充电桩", "公园"))
    order = sorted((parking, chargers, parks), key=lambda each: each.commitment.title)
    _cell(page, order[0], "this").focus()
    for value in ("11", "22", "33"):
        page.keyboard.type(value)
        page.keyboard.press("Enter")
    _saved(page)
    page.keyboard.press("ArrowUp")
    expect(_cell(page, order[1], "this")).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(_cell(page, order[1], "value")).to_be_focused()
    page.keyboard.press("Tab")
    expect(_cell(page, order[1], "data_date")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowLeft")
    expect(_cell(page, order[1], "this")).to_be_focused()
    page.keyboard.type("99")
    page.keyboard.press("Escape")
    expect(_cell(page, order[1], "this")).to_have_value("22")
    _saved(page)
    page.locator(".foot .primary").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#notices")).to_contain_text("已上报 3 项")
    assert sorted(Report.objects.exclude(value=None).values_list("value", flat=True)) == [11, 22, 33]


@pytest.mark.parametrize(
    ("block", "start"),
    [
        ("11\n22\n33\n", "this"),
        ("本期\n11\n22\n33", "this"),
        ("完成情况\n11\n22\n33", "this"),
        ("指标\t单位\t累计\n公园\t个\t{公园}\n停车位\t个\t{停车位}\n充电桩\t个\t{充电桩}\n", "this"),
        ("公园\t{公园}\n停车位\t{停车位}\n充电桩\t{充电桩}", "value"),
    ],
)
def test_a_block_from_a_sheet(opened: Open, period: Period, block: str, start: str) -> None:
    page = opened("town", OWED)
    reports = sorted((_report(period, each) for each in ("停车位", "充电桩", "公园")), key=lambda r: r.commitment.title)
    values = {each.commitment.title: value for each, value in zip(reports, (11, 22, 33), strict=True)}
    for title, value in values.items():
        block = block.replace(f"{{{title}}}", str(value))
    _paste(page, _cell(page, reports[0], start), block)
    expect(page.locator(".saved-state")).to_contain_text("已贴入 3 格")
    assert {each.commitment.title: each.value for each in Report.objects.exclude(value=None)} == values
    page.get_by_role("button", name="撤销粘贴").click()
    _saved(page)
    assert not Report.objects.exclude(value=None).exists()


def test_what_finds_no_line_is_named(opened: Open, period: Period) -> None:
    page = opened("town", OWED)
    _paste(page, _cell(page, _report(period, "公园"), "this"), "指标\t本期\n公园\t5\n绿道\t6")
    expect(page.locator(".saved-state")).to_contain_text("没有对上的：绿道")
    expect(_cell(page, _report(period, "公园"), "value")).to_have_value("5")


def test_a_refused_cell_says_so_in_words_and_keeps_what_was_typed(opened: Open, period: Period) -> None:
    page = opened("town", OWED)
    report = _report(period, "公园")
    _cell(page, report, "this").fill("很多")
    _cell(page, report, "this").press("Tab")
    expect(page.locator(f"#r{report.pk}-says-this")).to_contain_text("很多")
    expect(_cell(page, report, "this")).to_have_attribute("aria-invalid", "true")
    expect(_cell(page, report, "this")).to_have_value("很多")
    _cell(page, report, "this").fill("1.5万")
    _cell(page, report, "this").press("Tab")
    expect(page.locator(f"#r{report.pk}-says-this")).to_have_count(0)
    expect(_cell(page, report, "this")).to_have_value("15,000")


@pytest.mark.parametrize(("choice", "value"), [("用我的", 7), ("用对方的", 5)])
def test_two_people_on_one_cell(
    opened: Open, transactional_cast: Cast, period: Period, choice: str, value: int
) -> None:
    page = opened("town", OWED)
    report = _report(period, "公园")
    enter(actor=transactional_cast.town, report=report, version=report.version, entry=Entry(value=5))  # type: ignore[arg-type]
    _cell(page, report, "value").fill("7")
    _cell(page, report, "note").evaluate("field => field.closest('details').open = true")
    _cell(page, report, "note").fill("我的说明")
    page.locator("h1").click()
    conflict = page.locator(f"#r{report.pk} .conflict")
    expect(conflict).to_contain_text("对方 5")
    expect(conflict).to_contain_text("您 7")
    page.get_by_role("button", name=choice).click()
    expect(conflict).to_have_count(0)
    _saved(page)
    report.refresh_from_db()
    assert (report.value, report.note) == (value, "我的说明")
    expect(_cell(page, report, "value")).to_have_value(str(value))


def test_people_on_different_cells_lose_nothing(opened: Open, transactional_cast: Cast, period: Period) -> None:
    page = opened("town", OWED)
    report = _report(period, "公园")
    enter(actor=transactional_cast.town, report=report, version=report.version, entry=Entry(note="对方的说明"))
    _cell(page, report, "this").fill("7")
    _cell(page, report, "this").press("Enter")
    expect(_cell(page, report, "note")).to_have_value("对方的说明")
    report.refresh_from_db()
    assert (report.value, report.note) == (7, "对方的说明")


def test_a_lost_connection_keeps_what_was_typed_and_saves_it_later(opened: Open, period: Period) -> None:
    page = opened("town", OWED)
    report = _report(period, "公园")
    page.context.set_offline(True)
    _cell(page, report, "this").fill("7")
    _cell(page, report, "this").press("Enter")
    expect(page.locator(".saved-state")).to_contain_text("没有存上")
    page.context.set_offline(False)
    _saved(page)
    report.refresh_from_db()
    assert report.value == 7


def test_several_files_are_kept_shown_and_taken_out(opened: Open, period: Period, tmp_path: Path) -> None:
    page = opened("town", OWED)
    report = _report(period, "公园")
    names = ("现场.png", "清单.txt")
    for name in names:
        (tmp_path / name).write_bytes(
            Path(__file__).parent.parent.joinpath("reading/sources/data/notice.png").read_bytes()
            if name.endswith("png")
            else b"x"
        )
    page.locator(f"#r{report.pk} summary").click()
    _cell(page, report, "files").set_input_files([tmp_path / name for name in names])
    files = page.locator(f"#r{report.pk} .files li")
    expect(files).to_have_count(2)
    expect(files.first.locator("img")).to_be_visible()
    assert files.first.locator("img").evaluate("img => img.decode().then(() => img.naturalWidth)") > 0
    page.get_by_role("button", name="移除 清单.txt").click()
    expect(files).to_have_count(1)
    assert [each.name for each in report.evidence.filter(removed_at=None)] == ["现场.png"]


def test_one_value_by_phone_with_a_photo(opened: Open, period: Period, tmp_path: Path) -> None:
    report = _report(period, "公园")
    page = opened("town", f"/progress/reports/{report.pk}/entry/", width=390)
    photo = tmp_path / "现场.png"
    photo.write_bytes(Path(__file__).parent.parent.joinpath("reading/sources/data/notice.png").read_bytes())
    page.locator(f"#r{report.pk}-this").fill("12")
    page.locator(f"#r{report.pk}-photo").set_input_files(photo)
    expect(page.get_by_role("button", name="上报")).to_be_in_viewport()
    page.get_by_role("button", name="上报").click()
    expect(page.locator("#notices")).to_contain_text("已上报")
    report.refresh_from_db()
    assert (report.value, report.evidence.count(), report.state) == (12, 1, "passed")


def _paste(page: Page, cell, text: str) -> None:  # type: ignore[no-untyped-def]
    cell.focus()
    page.evaluate(
        """text => {
            const data = new DataTransfer();
            data.setData("text/plain", text);
            const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
            document.activeElement.dispatchEvent(event);
        }""",
        text,
    )
