"""How fast texts become records, whether cost grows with length alone, and what else one could use."""

from __future__ import annotations

import re
import time
import timeit
from collections.abc import Callable, Sequence
from typing import Any

import pytest

from benchmarks.conftest import Note, Timed
from benchmarks.texts import MEGABYTE, corpus, megabytes, of_size
from taizhang import read
from taizhang.reading.records import json_line, records

NUMBER_AND_UNIT = re.compile(r"[0-9０-９][0-9０-９,.，．]*\s*[万亿]?\s*(?:[%％‰]|[\u4e00-\u9fff]{1,2})")


def to_records(texts: Sequence[str]) -> None:
    """What ``taizhang read -f jsonl`` does to each text."""
    for text in texts:
        for record in records(read(text), "text"):
            json_line(record)


def test_full_records_on_one_core(timed: Timed, note: Note) -> None:
    texts = corpus()
    size = megabytes(texts)
    seconds = timed(lambda: to_records(texts), rounds=3)
    claims = sum(len(read(text).claims) for text in texts)
    note(
        "reading",
        "full records, one core",
        f"{size / seconds:.2f} MB/s",
        f"{size:.1f} MB, {claims} claims; goal 2 MB/s",
    )


def test_cost_grows_with_length_alone(timed: Timed, note: Note) -> None:
    small, large = of_size(MEGABYTE), of_size(10 * MEGABYTE)
    ten = timed_once([large], repeat=1)
    one = timed(lambda: to_records([small]), rounds=3)
    note("reading", "one document of 10 MB against 1 MB", f"{ten / one:.1f} ×", f"{ten:.1f} s, {one:.2f} s; goal 10 ×")


def bare_expression(text: str) -> None:
    for _ in NUMBER_AND_UNIT.finditer(text):
        pass


def cn2an_transform(text: str) -> None:
    import cn2an

    for line in text.splitlines():
        try:
            cn2an.transform(line, "cn2an")
        except ValueError:
            continue


def jieba_tagger(text: str) -> None:
    import jieba.posseg

    for _ in jieba.posseg.cut(text):
        pass


@pytest.mark.parametrize(
    ("work", "gives"),
    [
        (bare_expression, "spans of digits with two letters after them"),
        (cn2an_transform, "the text with Chinese numerals as digits"),
        (jieba_tagger, "words with parts of speech"),
    ],
)
def test_what_one_would_use_instead(work: Callable[[str], None], gives: str, timed: Timed, note: Note) -> None:
    module: dict[Any, str] = {cn2an_transform: "cn2an", jieba_tagger: "jieba"}
    if work in module:
        pytest.importorskip(module[work])
    text = "\n".join(corpus()[::9])
    ours = timed_once([text], repeat=4)
    seconds = timed(lambda: work(text), rounds=2)
    name = work.__name__.replace("_", " ")
    note("instead", name, f"{megabytes([text]) / seconds:.2f} MB/s", f"{ours / seconds:.2f} × our speed; gives {gives}")


def timed_once(texts: Sequence[str], repeat: int) -> float:
    """Our own seconds of processor time on the texts, the least of some."""
    return min(timeit.repeat(lambda: to_records(texts), time.process_time, number=1, repeat=repeat))
