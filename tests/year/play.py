"""A year of the sample city played through over HTTP by everybody whose turn it is, each signed in at the real form.

What people type is reckoned in ``figures``; what the site makes of it is held against that reckoning every month and at the end.
"""

from __future__ import annotations

import csv
import io
from calendar import monthrange
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from tests.year.browser import Browser, Line, Page, Row
from tests.year.figures import PACES, Share, reached
from tests.year.site import PASSWORD, Site

YEAR, CITY = 2024, "东莞市"
#: Targets that are split over the towns; departments report the others themselves.
SPLIT = ("公共充电桩", "5G基站", "美丽庭院典型", "各类乔木", "口袋公园")
PAPER = ("证明.txt", "已建成并投入使用。".encode())
#: Slips that are dealt with in a month; the others wait, as they do.
SLIPS = 6


@dataclass
class Year:
    """The play: how many towns and months, which targets are split, which others are taken (``None``: every one)."""

    site: Site
    towns: int
    months: int
    split: Sequence[str] = SPLIT
    others: Sequence[str] | None = None
    say: Callable[[str], object] = lambda _words: None
    taken: list[tuple[str, float, int]] = field(default_factory=list)
    shares: dict[tuple[str, str], Share] = field(default_factory=dict)
    typed: dict[str, dict[str, str]] = field(default_factory=dict)
    done: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    _browsers: dict[str, Browser] = field(default_factory=dict)
    _leads: set[str] = field(default_factory=set)
    _late: set[str] = field(default_factory=set)
    _closing: list[str] = field(default_factory=list)

    def play(self) -> None:
        """All of it."""
        try:
            self._confirm()
            self._assign()
            self._split()
            for month in range(1, self.months + 1):
                self.say(f"{YEAR}-{month:02}: {len(self.taken)} requests")
                self._month(month)
        finally:
            self.leave()

    def leave(self) -> None:
        """Everybody closes the browser."""
        for each in self._browsers.values():
            each.close()

    # Before the year begins ---------------------------------------------------------------------------------------------

    def _confirm(self) -> None:
        """The office takes the plan into the ledger, section by section."""
        office = self._as("office")
        document = next(row for row in office.open("/intake/").rows if "工作要点" in row.cells[0] + row.cells[1])
        page = office.open(document.href)
        for name, section in page.buttons:
            if name == "section":
                office.submit(page, "accept-section/", section=section)
                page = office.open(document.href)

    def _assign(self) -> None:
        office, fallback = self._as("office"), self._departments()[0]
        leads: dict[str, None] = {}
        for row in self._every(office, "/ledger/?state=confirmed"):
            if not self._takes(row.cells):
                continue
            page = office.open(f"{row.href}assign/")
            stands = dict(page.form("lead").fields)
            filled = {"lead": stands["lead"] or fallback[1:], "deadline": stands["deadline"] or f"{YEAR}-12-31"}
            office.submit(page, "lead", **filled)
            leads[f"d{filled['lead']}"] = None
            self.done["assigned"] += 1
        self._accept([name for name in leads if name in self._departments()])

    def _accept(self, people: Sequence[str]) -> None:
        for name in people:
            browser = self._as(name)
            for row in self._every(browser, "/ledger/assigned/"):
                browser.submit(browser.open(row.href), "/accept/")
                self.done["accepted"] += 1
                self._leads.add(name)

    def _split(self) -> None:
        """Equally over the towns, and assigned at once."""
        office = self._as("office")
        for row in self._every(office, "/ledger/?state=accepted"):
            title = row.cells[0]
            if title in self.split:
                page = office.open(f"{row.href}decompose/")
                towns = {key: words.split()[0] for key, words in page.labels.items() if self._town(words)}
                part = list(towns)[: self.towns]
                page = office.submit(page, "over", part=part, do="equal")
                office.submit(page, "over", part=part, assigning="on", do="save")
                self._shared(title, page, {key: towns[key] for key in part})
        self._accept([self._town(town) for town in dict.fromkeys(town for _title, town in self.shares)])

    def _shared(self, title: str, page: Page, towns: dict[str, str]) -> None:
        stands = dict(page.form("over").fields)
        for number, (key, town) in enumerate(towns.items()):
            pace = PACES[(number + len(self.shares)) % len(PACES)]
            self.shares[title, town] = Share(title, town, int(stands[f"share-{key}"]), pace)

    # A month ---------------------------------------------------------------------------------------------------------------

    def _month(self, month: int) -> None:
        last = date(YEAR, month, monthrange(YEAR, month)[1])
        self.site.move(last)
        due = self._open(month)
        towns = list(dict.fromkeys(town for _title, town in self.shares))
        every = max(3, len(towns) // 3)
        self._late = {town for number, town in enumerate(towns) if (number + month) % every == 0}
        self.site.move(last + timedelta(4))
        self._report(month, [town for town in towns if town not in self._late])
        returned = self._review(month, returning=1)
        self.site.move(due)
        self._report(month, [town for town in towns if town not in self._late], again=returned)
        self._review(month)
        self.site.move(due + timedelta(2))
        self._report(month, sorted(self._late))
        self._review(month)
        self._supervise()
        if month in {self.months // 2, self.months}:
            self._correct(month)
            self._close(month)
        self._compare(month)

    def _open(self, month: int) -> date:
        office = self._as("office")
        page = office.open("/progress/periods/open/")
        asked = {"kind": "month", "year": str(YEAR), "number": str(month)}
        page = office.submit(page, "number", **asked, do="preview")
        kept = [value for name, value in page.form("number").fields if name == "pick"]
        page = office.submit(page, "number", **asked, pick=kept, do="open")
        rows = {row.href: row for row in office.open("/progress/periods/").rows}
        row = next(each for href, each in rows.items() if page.url.endswith(href))
        return next(date.fromisoformat(cell) for cell in reversed(row.cells) if _is_day(cell))

    def _report(self, month: int, towns: Sequence[str], *, again: set[str] | None = None) -> None:
        """Everybody fills the own sheet cell by cell and hands it in."""
        for name in [*(self._town(town) for town in towns), *sorted(self._leads)]:
            browser = self._as(name)
            page = browser.open("/progress/owed/")
            lines = [line for line in page.lines if self._is_due(line, again)]
            for line in lines:
                self._fill(browser, page, line, month, again=bool(again))
            if lines:
                self._hand_in(browser, lines)
                self.done["handed in"] += len(lines)

    def _hand_in(self, browser: Browser, lines: Sequence[Line]) -> None:
        left = browser.submit(browser.open("/progress/owed/"), f"r{lines[0].pk}-version", do="submit").lines
        assert not {each.pk for each in left} & {each.pk for each in lines}, "something was not handed in"

    def _is_due(self, line: Line, again: set[str] | None) -> bool:
        return again is None or line.pk in again

    def _fill(self, browser: Browser, page: Page, line: Line, month: int, *, again: bool) -> None:
        answer: dict[str, Any] = {}
        share = self.shares.get((line.title, self._place(browser)))
        typed = {"month": str(month), "title": line.title, "place": share.town if share else ""}
        if "value" in line.cells:
            target = line.texts[2].replace(",", "")
            value = reached(share.pace, share.target, month, self.months) if share else _own(target, month)
            typed |= {"value": str(value), "target": target}
            if "denominator" in line.cells:
                typed["denominator"] = "100"
                browser.type(page, line, "denominator", "100")
            answer = browser.type(page, line, "value", str(value))
        if answer.get("asks") or again:
            browser.type(page, line, "explanation", "已对照台账逐项核对")
        if "value" not in line.cells or again:
            browser.type(page, line, "note", f"{month}月按计划推进" + ("，已更正说明" if again else ""))
        self.typed[line.pk] = typed
        self.done["cells"] += 1

    def _review(self, month: int, returning: int = 0) -> set[str]:
        """Departments pass what their towns handed in, some of it goes back; the office locks what was passed."""
        returned: set[str] = set()
        for name in sorted(self._leads):
            browser = self._as(name)
            for row in self._every(browser, "/progress/review/")[:returning] if returning else ():
                pk = _report_of(row)
                browser.submit(browser.open(f"/progress/reports/{pk}/return/"), "reason", reason="与上期口径不一致")
                returned.add(pk)
                self.done["returned"] += 1
            self._pass(browser)
        office = self._as("office")
        for pk in self._pass(office):
            self._locked(pk, month)
        return returned

    def _pass(self, browser: Browser) -> list[str]:
        passed: list[str] = []
        page = browser.open("/progress/review/?per=200")
        while page.rows:
            keys = [_report_of(row) for row in page.rows]
            page = browser.submit(page, "row", row=keys)
            passed += keys
            self.done["reviewed"] += len(keys)
        return passed

    def _locked(self, pk: str, month: int, *, again: bool = False) -> None:
        typed = self.typed[pk]
        if share := self.shares.get((typed["title"], typed["place"])):
            share.lock(month, int(typed["value"]), again=again)

    def _correct(self, month: int) -> None:
        """The office finds that a town counted something twice."""
        wrong = [
            pk
            for pk, typed in self.typed.items()
            if typed["place"] and int(typed["month"]) == month and int(typed["value"]) > 1
        ]
        office = self._as("office")
        for pk in wrong[:2]:
            typed = self.typed[pk]
            office.submit(office.open(f"/progress/reports/{pk}/correct/"), "reason", reason="剔除重复统计")
            town = self._as(self._town(typed["place"]))
            page = town.open("/progress/owed/")
            line = next(each for each in page.lines if each.pk == pk)
            typed["value"] = str(int(typed["value"]) - 1)
            if town.type(page, line, "value", typed["value"])["asks"]:
                town.type(page, line, "explanation", "剔除重复统计")
            self._hand_in(town, [line])
        for name in sorted(self._leads):
            self._pass(self._as(name))
        for locked in self._pass(office):
            self._locked(locked, month, again=True)
            self.done["corrected"] += 1

    # Slips -----------------------------------------------------------------------------------------------------------------

    def _supervise(self) -> None:
        """Slips proposed this morning are issued or dropped, answered, found good, sent back or closed."""
        supervision = self._as("supervision")
        for number, row in enumerate(self._every(supervision, "/supervision/?state=proposed")[:SLIPS]):
            if number % 6 == 5:
                supervision.submit(supervision.open(f"{row.href}drop/"), "reason", reason="已专题调度")
                self.done["slips dropped"] += 1
            else:
                supervision.submit(supervision.open(f"{row.href}issue/"), "text")
                self.done["slips issued"] += 1
        for state in ("sent_back", "issued"):
            for row in self._every(supervision, f"/supervision/?state={state}")[:SLIPS]:
                self._answer(row, accepting=state == "issued")
        for number, row in enumerate(self._every(supervision, "/supervision/?state=replied")[:SLIPS]):
            verdict = ("approve", "close", "return")[number % 3]
            supervision.submit(
                supervision.open(f"{row.href}review/"), "verdict", verdict=verdict, words="已核对，见附件"
            )
            self.done[f"replies: {verdict}"] += 1
        for row in self._every(supervision, "/supervision/?state=satisfied")[1:]:
            supervision.submit(supervision.open(f"{row.href}close/"), "words", words="已核实落实到位")
            self.done["slips closed"] += 1

    def _answer(self, row: Row, *, accepting: bool) -> None:
        addressee = next((cell for cell in row.cells if cell in self.site.people), None)
        if addressee is None:
            return
        browser = self._as(self.site.people[addressee][0])
        if accepting:
            browser.submit(browser.open(row.href), "/accept/")
        browser.submit(browser.open(f"{row.href}reply/"), "words", [("papers", PAPER)], words="已倒排工期，专人负责")
        self.done["slips answered"] += 1

    # Closing ---------------------------------------------------------------------------------------------------------------

    def _close(self, month: int) -> None:
        """What reached its target is applied for, reviewed, verified in part by others, and struck off; one is looked at again."""
        office, supervision = self._as("office"), self._as("supervision")
        applied: dict[str, Share] = {}
        for row in self._every(office, "/ledger/?state=under_way"):
            share = next(
                (self.shares[row.cells[0], cell] for cell in row.cells if (row.cells[0], cell) in self.shares), None
            )
            if share is not None and share.value is not None and share.value >= share.target:
                town = self._as(self._town(share.town))
                page = town.open(f"/progress/closings/apply/{_number(row.href)}/")
                page = town.submit(page, "words", [("evidence", PAPER)], words="已全部建成并通过验收")
                applied[page.url] = share
                self._review_closing(page.url)
        if not applied:
            return
        page = supervision.open("/progress/closings/draw/")
        supervision.submit(page, "share", share="25")
        for url in applied:
            if f"{url}verify/" in supervision.open(url).text:
                supervision.submit(supervision.open(f"{url}verify/"), "words", words=f"{month}月现场查看，与申报一致")
                self.done["closings verified"] += 1
            office.submit(office.open(f"{url}close/"), "version")
            applied[url].close()
            self.done["closed"] += 1
        first = next(iter(applied))
        supervision.submit(supervision.open(f"{first}recheck/"), "holds", holds="yes", words="仍然有效")

    def _review_closing(self, url: str) -> None:
        for name in sorted(self._leads):
            browser = self._as(name)
            if any(row.href == url for row in browser.open("/progress/closings/?state=applied&per=200").rows):
                page = browser.open(url)
                if f"{url}review/" in page.text:
                    browser.submit(browser.open(f"{url}review/"), "version")
                    return
        raise AssertionError(f"nobody may review {url}")

    # What comes of it -----------------------------------------------------------------------------------------------------

    def _compare(self, month: int) -> None:
        """The office's list of the ledger, fetched as a table: every share's light is the one that it deserves."""
        rows = csv.DictReader(io.StringIO(self._as("office").text("/ledger/?export=csv")))
        shown = {(row["内容"], row["地区"]): row["灯"] for row in rows}
        wrong = {
            key: (shown[key], each.light, each.locked, each.target)
            for key, each in self.shares.items()
            if not shown[key].startswith(each.light)
        }
        assert not wrong, f"month {month}: {wrong}"

    def sums(self) -> dict[str, list[int]]:
        """Of each split target what the towns' last figures come to at the end of each month."""
        found: dict[str, list[int]] = {}
        for title in dict.fromkeys(title for title, _town in self.shares):
            those = [each for each in self.shares.values() if each.title == title]
            found[title] = [
                sum(each.locked[max(day for day in each.locked if day <= month)] for each in those)
                for month in range(1, self.months + 1)
            ]
        return found

    def check(self) -> list[str]:
        """What the database says otherwise than the reckoning; empty when nothing."""
        shares = [[each.title, each.town, each.locked, each.light] for each in self.shares.values()]
        return list(self.site.ask({"typed": self.typed, "shares": shares, "sums": self.sums(), "year": YEAR}))

    def _as(self, name: str) -> Browser:
        """The person's browser, signed in on first need at the form."""
        if name not in self._browsers:
            browser = self._browsers[name] = Browser(self.site.port, self.taken)
            page = browser.open("/accounts/sign-in/")
            page = browser.submit(page, "password", username=name, password=PASSWORD)
            assert "/accounts/sign-in/" not in page.url, f"{name} could not sign in"
        return self._browsers[name]

    def _every(self, browser: Browser, path: str) -> list[Row]:
        """All rows of a list, page after page."""
        rows: list[Row] = []
        for page in range(1, 100):
            found = browser.open(f"{path}{'&' if '?' in path else '?'}per=200&page={page}").rows
            rows += found
            if len(found) < 200:
                break
        return rows

    def _takes(self, cells: Sequence[str]) -> bool:
        return self.others is None or cells[0] in self.others or cells[0] in self.split

    def _departments(self) -> list[str]:
        return [name for name, _place in self.site.people.values() if name.startswith("d")]

    def _town(self, words: str) -> str:
        """The name to sign in with of the town whose name these words begin with, if any."""
        place = words.split()[0] if words.split() else ""
        return next((name for name, town in self.site.people.values() if town == place and town != CITY), "")

    def _place(self, browser: Browser) -> str:
        name = next(name for name, each in self._browsers.items() if each is browser)
        return next(place for username, place in self.site.people.values() if username == name)


def _own(target: str, month: int) -> str:
    """What a department reports of a target written so: the month's part of it, shares from nine tenths up."""
    number = "".join(each for each in target if each.isdigit() or each == ".") or "0"
    return f"{float(number) * month / 12:.2f}".rstrip("0").rstrip(".")


def _report_of(row: Row) -> str:
    return next(name[1:] for name in row.hidden if name[:1] == "v" and name[1:].isdigit())


def _number(href: str) -> str:
    return next(part for part in reversed(href.split("/")) if part.isdigit())


def _is_day(words: str) -> bool:
    try:
        date.fromisoformat(words)
    except ValueError:
        return False
    return True


def latencies(taken: Sequence[tuple[str, float, int]]) -> Iterator[tuple[str, int, float, float]]:
    """Of each kind of request how many there were, and the median and the 95th percentile in milliseconds."""
    kinds: dict[str, list[float]] = defaultdict(list)
    for kind, seconds, _status in taken:
        kinds[kind].append(seconds * 1000)
    for kind, those in sorted(kinds.items(), key=lambda each: -len(each[1])):
        ordered = sorted(those)
        yield kind, len(ordered), ordered[len(ordered) // 2], ordered[min(len(ordered) * 95 // 100, len(ordered) - 1)]
