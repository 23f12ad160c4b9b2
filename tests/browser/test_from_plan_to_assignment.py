"""The whole way a new user goes, by mouse and by keyboard alone: two real documents uploaded, read in the background,
confirmed, reconciled and ruled on, a target split over the towns, planned, assigned, accepted and returned."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.hands import Hands, Keyboard, Mouse
from tests.chromium import PATIENCE
from tests.served import PASSWORD, Demonstration

DOCUMENTS = Path(__file__).resolve().parents[2].parent / "shared" / "documents"
PLAN, REPORT = DOCUMENTS / "s0.txt", DOCUMENTS / "s1.txt"
LEAD, HELPER = "市城市管理和综合执法局", "市住房和城乡建设局"
TOWNS, WHOLE = 32, 80_000

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not PLAN.exists(), reason="the real documents are not here"),
]


@pytest.mark.parametrize("kind", [Mouse, Keyboard])
def test_from_a_plan_to_what_its_owners_answer(
    kind: Callable[[Page], Hands], browser: Browser, demonstration: Demonstration
) -> None:
    page = browser.new_context(locale="zh-CN", viewport={"width": 1366, "height": 800}).new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.set_default_timeout(PATIENCE)
    hands = kind(page)
    try:
        page.goto(demonstration.url)
        _sign_in(hands, "office")
        plan, report = _hand_in(hands)
        _confirm_one_by_one(hands, plan)
        _confirm_by_section(hands, report)
        _rule(hands, old=report, new=plan)
        parking = _split(hands)
        _plan_and_assign(hands, parking)
        returned = _assign_another(hands)
        _answer(hands, parking, returned)
    finally:
        page.context.close()
    assert not errors


def _sign_in(hands: Hands, name: str) -> None:
    hands.write(hands.page.get_by_label("用户名"), name)
    hands.write(hands.page.get_by_label("密码"), PASSWORD)
    hands.press(hands.page.get_by_role("button", name="登录"))
    expect(hands.page.locator("h1")).to_contain_text("您好")


def _sign_out(hands: Hands) -> None:
    hands.press(hands.page.get_by_role("button", name="退出"))
    expect(hands.page.locator("h1")).to_have_text("登录")


def _open(hands: Hands, *links: str) -> None:
    for link in links:
        hands.press(hands.page.get_by_role("link", name=link, exact=True).first)
        expect(hands.page.locator("h1")).to_have_text(link)


def _hand_in(hands: Hands) -> tuple[str, str]:
    """The addresses of both documents, once the list has shown by itself that they are read."""
    page = hands.page
    _open(hands, "台账", "文件")
    hands.hand_in(page.locator("#id_chosen"), [PLAN, REPORT])
    hands.press(page.get_by_role("button", name="上传", exact=True))
    sent = page.locator(".upload-list a[href]")
    expect(sent).to_have_count(2)
    expect(page.locator("table.list tbody .status.read")).to_have_count(4, timeout=2 * PATIENCE)
    addresses = [str(each.get_attribute("href")) for each in sent.all()]
    return addresses[0], addresses[1]


def _go_on(page: Page, done: int) -> None:
    expect(page.locator("#progress b")).to_have_text(re.compile(rf"^{done}/\d+$"))


def _confirm_one_by_one(hands: Hands, address: str) -> None:
    """Accepted, edited, rejected, undone, merged, split and marked; the rest accepted by sections."""
    page = hands.page
    hands.press(page.locator(f'.upload-list a[href="{address}"]'))
    _go_on(page, 0)
    hands.key("a")
    _go_on(page, 1)
    hands.key("e")
    hands.write(page.get_by_label("牵头单位"), LEAD)
    hands.press(page.get_by_role("button", name="保存并接受"))
    _go_on(page, 2)
    hands.key("x")
    _go_on(page, 3)
    hands.key("u")
    _go_on(page, 2)
    found = _found(page)
    # What the document says twice is one line of the ledger with two sources.
    hands.press(page.locator(".row.waiting", has_text="停车位").filter(has_text="8万个").nth(1).get_by_role("link"))
    expect(page.locator("#record h2")).to_contain_text("停车位")
    hands.key("m")
    hands.press(page.get_by_role("button", name="并入"))
    _go_on(page, 3)
    hands.press(page.locator(".row.waiting", has_text="立体停车场").first.get_by_role("link"))
    expect(page.locator("#record h2")).to_contain_text("立体停车场")
    hands.key("s")
    hands.write(page.locator("#id_parts"), "路面立体停车场 20个\n地下立体停车场 30个")
    hands.press(page.get_by_role("button", name="拆分"))
    expect(page.locator(".row", has_text="地下立体停车场")).to_have_count(1)
    hands.mark("8大领域")
    expect(page.locator("#record .tag", has_text="补记")).to_be_visible(timeout=PATIENCE)
    expect(page.locator("#source-text .mark.current")).to_have_text("8大领域")
    assert _found(page) == found + 2
    _accept_sections(hands)


def _confirm_by_section(hands: Hands, address: str) -> None:
    hands.press(hands.page.locator(f'table.list a[href="{address}"]'))
    _go_on(hands.page, 0)
    _accept_sections(hands)


def _found(page: Page) -> int:
    return int(page.locator("#progress b").inner_text().partition("/")[2])


def _accept_sections(hands: Hands) -> None:
    """Section by section until nothing waits; then the document is done."""
    page = hands.page
    sections = page.locator(".section-head:has(+ ol .row.waiting)")
    for _ in range(60):
        waiting = page.locator(".row.waiting").count()
        if not waiting:
            break
        hands.press(sections.first.get_by_role("button"))
        page.wait_for_function("(count) => document.querySelectorAll('.row.waiting').length < count", arg=waiting)
    hands.press(page.get_by_role("button", name="完成"))
    expect(page.locator(".notice.success")).to_contain_text("已核对完成")


def _rule(hands: Hands, *, old: str, new: str) -> None:
    """Two differences one by one, each with its reason; the rest together."""
    page = hands.page
    _open(hands, "台账", "对账")
    hands.choose(page.locator("#id_old"), old.strip("/").rpartition("/")[2])
    hands.choose(page.locator("#id_new"), new.strip("/").rpartition("/")[2])
    hands.press(page.get_by_role("button", name="开始对账"))
    for words, change, side in (("美丽庭院", "3,000 → 6,000", "6000"), ("城中村", "110 → 108", "108")):
        row = page.locator("table.sides tbody tr", has_text=words).filter(has_text=change)
        hands.press(row.get_by_role("link", name="待裁定"))
        hands.tick(page.get_by_role("radio", name=re.compile(f"以新文为准：{side}")))
        hands.write(page.get_by_label("理由"), "以四月印发的要点为准")
        hands.press(page.get_by_role("button", name="签署裁定"))
        expect(page.locator(".notice.success")).to_contain_text("裁定已签署")
    for _ in range(10):
        if not page.locator("[name=pick]").count():
            break
        hands.tick(page.locator("[data-all]"))
        hands.choose(page.locator("#id_stands"), "both")
        hands.write(page.locator("#id_reason"), "要点只列重点，报告所列继续有效")
        hands.press(page.get_by_role("button", name="签署裁定"))
        expect(page.locator(".notice.success")).to_contain_text("项裁定")
    expect(page.locator("main")).to_contain_text("没有这样的差异")


def _split(hands: Hands) -> str:
    """The city's 80,000 parking places over 32 towns: short, exact and over are said as one types."""
    page = hands.page
    address = _found_in_ledger(hands, "停车位", "8万个")
    hands.press(page.get_by_role("link", name="分解", exact=True))
    expect(page.locator("[name=part]:checked")).to_have_count(TOWNS)
    hands.press(page.get_by_role("button", name="平均分给勾选的"))
    verdict = page.locator("[data-verdict]")
    expect(verdict).to_have_text("恰好等于总目标")
    first = page.locator("input.share").first
    share = WHOLE // TOWNS
    for value, words in ((share - 100, "还差 100 个"), (share + 100, "超出 100 个"), (share, "恰好等于总目标")):
        hands.write(first, str(value))
        expect(verdict).to_have_text(words)
    hands.press(page.get_by_role("button", name="保存分解"))
    expect(page.locator("table.shares tbody tr")).to_have_count(TOWNS)
    expect(page.locator("table.shares tfoot")).to_contain_text("80,000")
    return address


def _found_in_ledger(hands: Hands, words: str, amount: str) -> str:
    page = hands.page
    _open(hands, "台账")
    hands.write(page.locator("[data-search]"), words)
    row = page.locator("table.list tbody tr", has_text=amount).filter(has_text="东莞市").first
    expect(row.get_by_role("link", name=words)).to_be_visible(timeout=PATIENCE)
    page.wait_for_url("**q=**")
    hands.press(row.get_by_role("link", name=words))
    expect(page.locator("h1")).to_contain_text(words)
    return page.url


def _plan_and_assign(hands: Hands, address: str) -> None:
    page = hands.page
    assert page.url == address
    hands.press(page.get_by_role("link", name="计划曲线", exact=True))
    hands.press(page.get_by_role("link", name="按季平均"))
    expect(page.get_by_label("计划节点")).to_have_value(re.compile(r"2024-06-30 40000"))
    hands.press(page.get_by_role("button", name="保存"))
    expect(page.locator(".notice.success")).to_contain_text("计划曲线已保存")
    _assign(hands, helper=HELPER, deadline="2024-12-30")
    expect(page.locator("dl.facts").first).to_contain_text(HELPER)
    expect(page.locator("dl.facts").first).to_contain_text("2024-12-30")


def _assign(hands: Hands, *, helper: str = "", deadline: str = "") -> None:
    page = hands.page
    hands.press(page.get_by_role("link", name="交办", exact=True))
    lead = page.get_by_label("牵头单位")
    value = str(lead.locator("option", has_text=LEAD).get_attribute("value"))
    hands.choose(lead, value)
    if helper:
        hands.tick(page.get_by_role("checkbox", name=helper))
    if deadline:
        hands.write(page.get_by_label("期限"), deadline)
    hands.press(page.get_by_role("button", name="交办"))
    expect(page.locator(".notice.success")).to_contain_text("等待签收")


def _assign_another(hands: Hands) -> str:
    address = _found_in_ledger(hands, "口袋公园", "个")
    _assign(hands)
    return address


def _answer(hands: Hands, accepted: str, returned: str) -> None:
    """The owner opens what the notices tell of, accepts the one and returns the other; the office is told why."""
    page = hands.page
    _sign_out(hands)
    _sign_in(hands, "department")
    hands.press(page.get_by_role("link", name=re.compile("新交办.*停车位")))
    page.wait_for_url(accepted)
    hands.press(page.get_by_role("button", name="签收"))
    expect(page.locator(".notice.success")).to_contain_text("已签收")
    expect(page.locator(".heading .state")).to_have_text("签收")
    _open(hands, "台账", "待我签收")
    hands.press(page.locator("table.list tbody").get_by_role("link", name="口袋公园"))
    page.wait_for_url(returned)
    hands.press(page.get_by_role("link", name="退回…"))
    hands.write(page.get_by_label("理由"), "口袋公园归园林部门建设")
    hands.press(page.get_by_role("button", name="退回"))
    expect(page.locator(".heading .state")).to_have_text("退回")
    _sign_out(hands)
    _sign_in(hands, "office")
    expect(page.get_by_role("link", name=re.compile("已退回.*口袋公园归园林部门建设"))).to_be_visible()
