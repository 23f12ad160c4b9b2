"""The index follows what is written, once it is committed."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from django.db import transaction

from taizhang import clock
from taizhang.ledger.actions import merge
from taizhang.ledger.models import Commitment, Indicator, Source
from taizhang.places.actions import rename
from taizhang.places.loading import load, published
from taizhang.progress.actions.reviewing import lock
from taizhang.search.models import Build, Line
from tests.cast import Cast
from tests.ledger.makers import SYSTEM, commitment, confirmed, document
from tests.progress.makers import handed_in, locked, opened, report_of, split_target
from tests.search.finding import committing, found, titles


def test_what_is_made_changed_and_deleted(cast: Cast) -> None:
    with committing():
        made = commitment(cast)
    assert titles(cast, "office", "停车位") == [f"commitment: {made}"]
    with committing():
        made.title = "口袋公园"
        made.save()
    assert titles(cast, "office", "停车位") == []
    assert titles(cast, "office", "口袋公园") == [f"commitment: {made}"]
    with committing():
        made.delete()
    assert titles(cast, "office", "口袋公园") == []
    assert not Line.objects.filter(kind="commitment").exists()


def test_what_is_rolled_back_is_not_found(transactional_cast: Cast) -> None:
    cast = transactional_cast
    with transaction.atomic():
        commitment(cast)
        transaction.set_rollback(True)
    kept = commitment(cast, title="口袋公园")
    assert titles(cast, "office", "停车位") == []
    assert titles(cast, "office", "公园") == [f"commitment: {kept}"]


def test_a_document_and_its_sentences(cast: Cast) -> None:
    with committing():
        targets = confirmed(document(cast))
    quotes = [hit for hit in found(cast, "office", "充电桩").hits if hit.kind.name == "quote"]
    assert len(quotes) == 1
    with committing():
        into, other = targets[0], targets[1]
        merge(actor=SYSTEM, into=into, others=[other], reason="同一件事")
    assert Source.objects.filter(commitment=into).count() == 2
    assert [hit.said.beside for hit in found(cast, "office", "充电桩").hits if hit.kind.name == "quote"] == [
        (str(Commitment.objects.get(pk=into.pk)), f"/ledger/{into.pk}/")
    ]


def test_a_locked_report(cast: Cast) -> None:
    split_target(cast)
    period = opened(cast)
    with committing():
        locked(report_of(cast, "town", period), 100)
    assert titles(cast, "office", "测试说明") == ["report: 停车位（长安镇）"]


def test_locking_leaves_the_lines_of_what_was_handed_in(cast: Cast) -> None:
    split_target(cast)
    with committing():
        report = handed_in(report_of(cast, "town", opened(cast)), 100)
    before = list(Line.objects.filter(kind="report").values_list("pk", flat=True))
    with committing():
        lock(actor=SYSTEM, seen=[(report, report.version)])
    assert before == list(Line.objects.filter(kind="report").values_list("pk", flat=True)) != []


def test_a_new_name_is_found_with_what_bears_it(cast: Cast) -> None:
    with committing():
        made = commitment(cast, code="441900119", indicator=Indicator.objects.create(name="停放能力"))
    with committing():
        rename(actor=SYSTEM, place=cast.places["441900119"], name="新安镇", on=clock.today())
    assert titles(cast, "office", "新安 停车位") == [f"commitment: {made}"]
    assert titles(cast, "office", "长安 停车位") == []


def test_places_loaded_at_once(cast: Cast) -> None:
    with committing():
        load(actor=SYSTEM, rows=[row for row in published("4419") if len(row.code) == 9])
    assert "place: 石龙镇" in titles(cast, "office", "石龙")


def test_the_command_builds_everything_anew(cast: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    made = commitment(cast)
    Line.objects.create(kind="commitment", subject=made.pk + 1000)
    Line.objects.create(kind="no such kind", subject=1)
    call_command("index_search")
    assert "索引已重建" in capsys.readouterr().out
    assert titles(cast, "office", "停车位") == [f"commitment: {made}"]
    assert Line.objects.filter(kind="commitment").count() == 1
    assert not Line.objects.filter(kind="no such kind").exists()
    call_command("index_search")
    assert Line.objects.filter(kind="commitment").count() == 1


def test_an_upgrade_builds_what_other_rules_had_built(cast: Cast) -> None:
    made = commitment(cast)
    Build.objects.all().delete()
    call_command("migrate", verbosity=0)
    assert titles(cast, "office", "停车位") == [f"commitment: {made}"]
