"""Differences as JSON, and counted."""

from __future__ import annotations

import json
from decimal import Decimal

from taizhang.comparison import STATUSES, Change, Difference, compare_claims, tally
from tests.comparison.claims import Paper, claim


def test_the_record_of_a_difference_is_plain_json() -> None:
    paper = Paper()
    old = claim("美丽庭院", 3000, "个", strength="strive")
    new = [paper.claim("美丽庭院典型", 6000, "户"), paper.claim("“美丽庭院”典型", 6000, "户")]
    (found,) = compare_claims([old], new)
    record = found.record()
    assert json.loads(json.dumps(record, ensure_ascii=False)) == record
    assert record == {
        "status": "raised",
        "old": [old.start],
        "new": [new[0].start, new[1].start],
        "indicator": "美丽庭院",
        "changes": [
            {"field": "value", "old": 3000, "new": 6000},
            {"field": "strength", "old": "strive", "new": "plain"},
        ],
    }


def test_numbers_are_integers_where_they_are_whole() -> None:
    assert Change("value", Decimal("1.5E+11"), Decimal("24.6")).record() == {
        "field": "value",
        "old": 150000000000,
        "new": 24.6,
    }
    assert isinstance(Change("value", Decimal("3.0"), None).record()["old"], int)


def test_one_sided_differences() -> None:
    found = compare_claims([claim("碧道", 80, "公里")], [claim("学位", 40000)])
    assert [(x.status, len(x.old), len(x.new), x.indicator) for x in found] == [
        ("dropped", 1, 0, "碧道"),
        ("new", 0, 1, "学位"),
    ]


def test_every_status_is_counted() -> None:
    found = [Difference("new", (), (claim("碧道"),), "碧道")] * 2
    assert tally(found) == {"unchanged": 0, "raised": 0, "lowered": 0, "changed": 0, "dropped": 0, "new": 2}
    assert tuple(tally([])) == STATUSES
