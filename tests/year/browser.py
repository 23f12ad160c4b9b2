"""A person's browser without a window: follows links, fills the forms that a page really has, keeps how long answers took."""

from __future__ import annotations

import http.client
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

File = tuple[str, bytes]
_BOUNDARY = "8f6bf1b2a7"


@dataclass
class Form:
    """A form as the page has it: where it goes and what its fields hold."""

    action: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class Row:
    """A row of a list: where it leads, what its cells say, the hidden fields in it."""

    href: str
    cells: list[str] = field(default_factory=list)
    hidden: dict[str, str] = field(default_factory=dict)


@dataclass
class Line:
    """A line of the sheet of what is owed: its number, what it is about, its fields as they stand."""

    pk: str
    title: str
    place: str
    url: str
    texts: list[str] = field(default_factory=list)
    cells: dict[str, str] = field(default_factory=dict)
    version: str = ""


class Page(HTMLParser):
    """What a page offers."""

    def __init__(self, url: str, text: str) -> None:
        super().__init__()
        self.url, self.text = url, text
        self.forms: list[Form] = []
        self.rows: list[Row] = []
        self.lines: list[Line] = []
        self.buttons: list[tuple[str, str]] = []
        self.labels: dict[str, str] = {}
        self._form: Form | None = None
        self._named: dict[str, Form] = {}
        self._row: Row | None = None
        self._line: Line | None = None
        self._cell: list[str] | None = None
        self._area: tuple[str, list[str]] | None = None
        self._select: tuple[str, list[tuple[str, bool]]] | None = None
        self.feed(text)

    def form(self, name: str) -> Form:
        """The form that has a field of that name, or goes to an address that ends so."""
        for each in self.forms:
            if each.action.endswith(name) or name in dict([*each.fields, *each.boxes]):
                return each
        raise AssertionError(f"{self.url} has no form with {name}")

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = Form(given.get("action", ""))
            self.forms.append(self._form)
            self._named[given.get("id", "")] = self._form
        elif tag == "input":
            self._input(given)
        elif tag == "button":
            self.buttons.append((given.get("name", ""), given.get("value", "")))
        elif tag == "textarea":
            self._area = (given.get("name", ""), [])
        elif tag == "select":
            self._select = (given.get("name", ""), [])
        elif tag == "option" and self._select:
            self._select[1].append((given.get("value", ""), "selected" in given))
        elif tag == "tr" and "data-href" in given:
            self._row = Row(given["data-href"])
            self.rows.append(self._row)
        elif tag == "tbody" and "data-line" in given:
            self._line = Line(given["data-line"], given["data-title"], given["data-place"], given["data-url"])
            self.lines.append(self._line)
        elif tag in {"td", "th"}:
            self._cell = None if given.get("class") == "tick" else []

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._form = None
        elif tag == "textarea" and self._area:
            self._put(self._area[0], "".join(self._area[1]).removeprefix("\n"))
            self._area = None
        elif tag == "select" and self._select:
            name, options = self._select
            chosen = next((value for value, selected in options if selected), options[0][0] if options else "")
            self._put(name, chosen)
            self._select = None
        elif tag in {"td", "th"} and self._cell is not None:
            words = " ".join("".join(self._cell).split())
            for held in (self._row.cells if self._row else None, self._line.texts if self._line else None):
                if held is not None:
                    held.append(words)
            self._cell = None
        elif tag == "tr":
            self._row = None
        elif tag == "tbody":
            self._line = None

    def handle_data(self, data: str) -> None:
        if self._area:
            self._area[1].append(data)
        if self._cell is not None:
            self._cell.append(data)

    def _input(self, given: Mapping[str, str]) -> None:
        name, value, kind = given.get("name", ""), given.get("value", ""), given.get("type", "text")
        form = self._named.get(given["form"]) if "form" in given else self._form
        if self._row is not None and kind == "hidden":
            self._row.hidden[name] = value
        if kind in {"checkbox", "radio"}:
            self.labels[value] = given.get("aria-label", "")
            if form is not None:
                form.boxes.append((name, value or "on"))
            if "checked" not in given:
                return
        elif kind == "file":
            return
        self._put(name, value if kind not in {"checkbox", "radio"} else value or "on", form)

    def _put(self, name: str, value: str, form: Form | None = None) -> None:
        form = form or self._form
        if form is not None and name:
            form.fields.append((name, value))
        if self._line is not None and name.startswith(f"r{self._line.pk}-"):
            cell = name.removeprefix(f"r{self._line.pk}-")
            if cell == "version":
                self._line.version = value
            else:
                self._line.cells[cell] = value


@dataclass
class Browser:
    """One person at one site; everything asked goes into ``taken``: what was asked, seconds, status."""

    port: int
    taken: list[tuple[str, float, int]]
    _cookies: dict[str, str] = field(default_factory=dict)
    _connection: http.client.HTTPConnection | None = None

    def open(self, path: str) -> Page:
        """A page, redirects followed."""
        status, url, body = self._follow("GET", path, None, {})
        assert status == 200, f"GET {path} answered {status}"
        return Page(url, body)

    def text(self, path: str) -> str:
        """A download as text."""
        status, _url, body = self._follow("GET", path, None, {})
        assert status == 200, f"GET {path} answered {status}"
        return body.removeprefix("\ufeff")

    def submit(
        self, page: Page, name: str, files: Sequence[tuple[str, File]] = (), **filled: str | Sequence[str] | None
    ) -> Page:
        """Fill the form of a page and send it: what is given in place of what stands there. Fails unless it is taken."""
        form = page.form(name)
        fields = [(key, value) for key, value in form.fields if key not in filled]
        for key, value in filled.items():
            values = [] if value is None else [value] if isinstance(value, str) else value
            fields += [(key, each) for each in values]
        path = urljoin(page.url, form.action) if form.action else page.url
        status, url, body = self._follow("POST", path, *_encoded(fields, files))
        assert status == 200, f"POST {path} answered {status}: {_words(body)}"
        return Page(url, body)

    def type(self, page: Page, line: Line, cell: str, words: str) -> dict[str, Any]:
        """Leave a cell of the sheet, as its script does: the line is sent and its answer taken up."""
        name = f"r{line.pk}-{cell}"
        fields = [(f"r{line.pk}-version", line.version), (name, words), (f"{name}-seen", line.cells[cell])]
        token = dict(_sheet(page).fields)
        headers = {"Accept": "application/json", "X-CSRFToken": token["csrfmiddlewaretoken"]}
        body, kinds = _encoded(fields, [], multipart=True)
        status, _location, text = self._ask("POST", line.url, body, kinds | headers)
        assert status == 200, f"POST {line.url} answered {status}: {_words(text)}"
        answer: dict[str, Any] = json.loads(text)
        assert not answer["problems"], answer["problems"]
        line.version, line.cells = str(answer["version"]), {**line.cells, **answer["stored"]}
        return answer

    def close(self) -> None:
        """Leave the site."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _follow(self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]) -> tuple[int, str, str]:
        for _ in range(5):
            status, location, text = self._ask(method, path, body, headers)
            if status not in {301, 302, 303}:
                return status, path, text
            method, path, body, headers = "GET", _path(urljoin(path, location)), None, {}
        raise AssertionError(f"{path} leads round in circles")

    def _ask(self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]) -> tuple[int, str, str]:
        cookies = "; ".join(f"{name}={value}" for name, value in self._cookies.items())
        began = time.perf_counter()
        answer = self._sent(method, path, body, {**headers, "Cookie": cookies})
        text = answer.read().decode(errors="replace")
        self.taken.append((f"{method} {_kind(path)}", time.perf_counter() - began, answer.status))
        assert answer.status < 500, f"{method} {path} answered {answer.status}"
        for each in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = each.partition(";")[0].partition("=")
            self._cookies[name] = value
        return answer.status, answer.headers.get("Location", ""), text

    def _sent(self, method: str, path: str, body: bytes | None, headers: dict[str, str]) -> http.client.HTTPResponse:
        if self._connection is None:
            self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        try:
            self._connection.request(method, path, body, headers)
            return self._connection.getresponse()
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
            # An idle connection was closed meanwhile; browsers open another.
            self._connection.close()
            self._connection.request(method, path, body, headers)
            return self._connection.getresponse()


def _sheet(page: Page) -> Form:
    return next(each for each in page.forms if any(name.endswith("-version") for name, _value in each.fields))


def _encoded(
    fields: Sequence[tuple[str, str]], files: Sequence[tuple[str, File]], *, multipart: bool = False
) -> tuple[bytes, dict[str, str]]:
    if not files and not multipart:
        return urlencode(fields).encode(), {"Content-Type": "application/x-www-form-urlencoded"}
    parts = [
        f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields
    ]
    for name, (called, content) in files:
        head = f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"; filename="{called}"\r\n'
        parts.append(head.encode() + b"Content-Type: application/octet-stream\r\n\r\n" + content + b"\r\n")
    body = b"".join([*parts, f"--{_BOUNDARY}--\r\n".encode()])
    return body, {"Content-Type": f"multipart/form-data; boundary={_BOUNDARY}"}


def _path(url: str) -> str:
    split = urlsplit(url)
    return split.path + (f"?{split.query}" if split.query else "")


def _kind(path: str) -> str:
    return "/".join("N" if part.isdigit() else part for part in path.partition("?")[0].split("/"))


def _words(body: str) -> str:
    start = body.find('class="error')
    return " ".join(body[start : start + 400].split()) if start >= 0 else body[:200]
