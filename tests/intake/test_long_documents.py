"""A document of a megabyte and more than a thousand candidates is as quick to work in as a short one."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.urls import reverse

from taizhang.intake.models import Candidate
from taizhang.ledger.models import Commitment, Document
from tests.cast import Cast
from tests.intake.workspace import HTMX, handed_in, post, post_to

pytestmark = pytest.mark.slow

SECTIONS, EACH, SHORT = 60, 20, 2
#: Seconds by which two measurements of the same small thing may differ.
MARGIN = 0.05
PADDING = "有关单位要按月对照清单推进，遇到困难及时会商，把工作做细做实，让群众得到方便。" * 6


def _text(sections: int = SECTIONS) -> str:
    lines = ["东莞市2024年工作要点"]
    for section in range(sections):
        lines.append(f"\n（{'一二三四五六七八九十'[section % 10]}）第{section + 1}片区")
        lines += [f"第{section + 1}片区第{n + 1}组新增口袋公园{n + 20}个。{PADDING}" for n in range(EACH)]
    return "\n".join(lines)


@pytest.fixture
def long_document(cast: Cast) -> Document:
    """A plan with 1,200 targets."""
    document = handed_in(cast.office, cast.places["4419"], _text())
    assert len(document.text.encode()) > 800_000
    assert document.candidates.count() == SECTIONS * EACH
    return document


@dataclass(frozen=True)
class _Step:
    """What a step took the server itself, in seconds, and what it sent, in bytes."""

    seconds: float
    sent: int


def _taken(step: Callable[[], Any], times: int) -> _Step:
    """The best of ``times`` goes."""
    goes = []
    for _ in range(times):
        began = time.process_time()
        answer = step()
        goes.append((time.process_time() - began, len(answer.content)))
        assert answer.status_code in {200, 204}
    return _Step(min(seconds for seconds, _sent in goes), max(sent for _seconds, sent in goes))


def _steps(cast: Cast, document: Document) -> dict[str, _Step]:
    """Everything done to a document while it is confirmed, one after the other."""
    client = cast.client("office")
    waiting = list(document.candidates.order_by("start")[:12])
    seen = f"0.{document.version}"
    address, news = (reverse(f"intake:{name}", args=[document.pk]) for name in ("document", "news"))
    return {
        "open": _taken(lambda: client.get(address), 3),
        "candidate": _taken(lambda: client.get(reverse("intake:candidate", args=[waiting.pop().pk]), headers=HTMX), 2),
        "accept": _taken(lambda: post(client, "accept", waiting.pop(), seen=seen), 2),
        "reject": _taken(lambda: post(client, "reject", waiting.pop(), seen=seen), 2),
        "split": _taken(lambda: post(client, "split", waiting.pop(), parts="甲公园 9个\n乙公园 8个", seen=seen), 2),
        "mark": _taken(lambda: post_to(client, "mark", document, words="按月对照清单", seen=seen), 2),
        "undo": _taken(lambda: post_to(client, "undo", document, seen=seen), 2),
        "news": _taken(lambda: client.get(news, {"seen": seen}), 2),
    }


def test_every_step_is_about_as_quick_as_in_a_short_document_and_sends_little(
    cast: Cast, long_document: Document
) -> None:
    short = _steps(cast, handed_in(cast.office, cast.places["4419"], _text(SHORT)))
    long = _steps(cast, long_document)
    opened = {each: steps.pop("open") for each, steps in (("short", short), ("long", long))}
    assert opened["long"].seconds < SECTIONS / SHORT * opened["short"].seconds
    assert {name: step for name, step in long.items() if step.seconds > 4 * short[name].seconds + MARGIN} == {}
    assert {name: step for name, step in long.items() if step.sent > 40_000} == {}


def test_a_section_is_entered_and_taken_back_with_few_questions_each(
    cast: Cast, long_document: Document, django_assert_max_num_queries: Any
) -> None:
    client = cast.client("office")
    section = long_document.candidates.latest("start").section
    with django_assert_max_num_queries(60 + 4 * EACH):
        post_to(client, "accept-section", long_document, section=section)
    assert Commitment.objects.count() == EACH
    with django_assert_max_num_queries(100 + 2 * EACH):
        post_to(client, "undo", long_document)
    assert not Commitment.objects.exists()
    assert not long_document.candidates.exclude(state=Candidate.State.WAITING).exists()
