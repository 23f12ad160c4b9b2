"""A document of a megabyte and more than a thousand candidates is as quick to work in as a short one."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.urls import reverse

from taizhang.intake.models import Candidate
from taizhang.ledger.models import Commitment, Document
from tests.cast import Cast
from tests.intake.workspace import HTMX, handed_in, post, post_to

pytestmark = pytest.mark.slow

SECTIONS, EACH = 60, 20
#: Seconds of the server's own work that a step may take.
STEP = 0.3
PADDING = "有关单位要按月对照清单推进，遇到困难及时会商，把工作做细做实，让群众得到方便。" * 6


def _text() -> str:
    lines = ["东莞市2024年工作要点"]
    for section in range(SECTIONS):
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


def _seconds(step: Callable[[], Any]) -> tuple[float, Any]:
    began = time.process_time()
    answer = step()
    assert answer.status_code in {200, 204}
    return time.process_time() - began, answer


def test_every_step_is_quick_and_sends_little(cast: Cast, long_document: Document) -> None:
    client = cast.client("office")
    address = reverse("intake:document", args=[long_document.pk])
    assert min(_seconds(lambda: client.get(address))[0] for _ in range(3)) < STEP
    waiting = list(long_document.candidates.all()[600:612])
    seen = f"0.{long_document.version}"
    steps: list[Callable[[], Any]] = [
        lambda: client.get(reverse("intake:candidate", args=[waiting.pop().pk]), headers=HTMX),
        lambda: post(client, "accept", waiting.pop(), seen=seen),
        lambda: post(client, "reject", waiting.pop(), seen=seen),
        lambda: post(client, "split", waiting.pop(), parts="甲公园 9个\n乙公园 8个", seen=seen),
        lambda: post_to(client, "mark", long_document, words="按月对照清单", seen=seen),
        lambda: post_to(client, "undo", long_document, seen=seen),
    ]
    for step in steps:
        took = [_seconds(step) for _ in range(2)]
        assert min(seconds for seconds, _answer in took) < STEP
        assert all(len(answer.content) < 40_000 for _seconds_, answer in took)
    news = reverse("intake:news", args=[long_document.pk])
    assert _seconds(lambda: client.get(news, {"seen": seen}))[0] < STEP


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
