"""Lights follow the numbers, keep their basis, and are never lit for a day that is past."""

from __future__ import annotations

from datetime import date

import pytest

from taizhang import clock
from taizhang.ledger.actions.planning import plan
from taizhang.ledger.models import Commitment
from taizhang.policy.errors import ActionError
from taizhang.progress.actions.lighting import change_rules, light_all, parsed
from taizhang.progress.actions.reviewing import correct
from taizhang.progress.light_rules import presets
from taizhang.progress.lights import light
from taizhang.progress.models import LightRecord, Position
from taizhang.progress.standings import Light, Standing
from tests.cast import Cast
from tests.progress.makers import SYSTEM, locked, opened, report_of, split_target


def _colour(whole: Commitment) -> str:
    return Position.objects.get(pk=whole.pk).colour


def test_locking_lights_the_share_and_the_whole_against_the_planned_curve(cast: Cast) -> None:
    whole = split_target(cast)
    with clock.at(date(2024, 7, 3)):
        june = opened(cast, 6)
        share = locked(report_of(cast, "town", june), 20_000).commitment
        assert (_colour(share), _colour(whole)) == ("green", "yellow")
        locked(report_of(cast, "other_town", june), 4_000)
        assert _colour(whole) == "yellow"
    record = LightRecord.objects.filter(commitment=whole).latest("pk")
    assert record.about == date(2024, 6, 30)
    assert Light.from_data(record.light).behind == 20


def test_a_light_can_be_asked_again_from_what_was_kept_with_it(cast: Cast) -> None:
    split_target(cast)
    with clock.at(date(2024, 7, 3)):
        for part in ("town", "other_town"):
            locked(report_of(cast, part, opened(cast, 6) if part == "town" else _june(cast)), 9_000)
    for record in LightRecord.objects.select_related("rules"):
        again = light(Standing.from_data(record.basis), parsed(record.rules))
        assert again.data() == record.light


def _june(cast: Cast):  # type: ignore[no-untyped-def]
    return cast.places["4419"].periods.get(name="2024年6月")


def test_a_later_correction_does_not_change_the_light_of_the_day(cast: Cast) -> None:
    split_target(cast)
    with clock.at(date(2024, 7, 3)):
        report = locked(report_of(cast, "town", opened(cast, 6)), 20_000)
    with clock.at(date(2024, 8, 20)):
        correct(actor=SYSTEM, report=report, version=report.version, reason="多报了")
        locked(report, 2_000)
    lights = LightRecord.objects.filter(commitment=report.commitment).order_by("pk")
    assert [(each.on, each.colour) for each in lights if each.about] == [
        (date(2024, 7, 3), "green"),
        (date(2024, 8, 20), "red"),
    ]


def test_days_pass_and_the_morning_round_lights_what_was_not_reported(cast: Cast) -> None:
    whole = split_target(cast)
    with clock.at(date(2024, 7, 3)):
        june = opened(cast, 6)
        share = report_of(cast, "town", june).commitment
        assert _colour(share) == "waiting"
    with clock.at(date(2024, 7, 10)):
        assert light_all() >= 2
        assert _colour(share) == "yellow"
        assert light_all() == 0
    with clock.at(date(2024, 9, 10)):
        light_all()
        assert _colour(share) == "red"
        assert Position.objects.get(pk=share.pk).since == date(2024, 9, 10)
    assert whole.lights.exists()


def test_a_later_figure_makes_up_for_a_report_that_never_came(cast: Cast) -> None:
    split_target(cast)
    with clock.at(date(2024, 7, 3)):
        share = report_of(cast, "town", opened(cast, 6)).commitment
    with clock.at(date(2024, 9, 10)):
        light_all()
        assert _reason(share) == "no_report_long"
        july = locked(report_of(cast, "town", opened(cast, 7)), 30_000)
        assert (_reason(share), july.on) == ("caught_up", date(2024, 7, 31))


def _reason(share: Commitment) -> str:
    return Light.from_data(LightRecord.objects.filter(commitment=share).latest("pk").light).reason.code


def test_changing_the_plan_changes_the_light(cast: Cast) -> None:
    split_target(cast)
    with clock.at(date(2024, 7, 3)):
        share = locked(report_of(cast, "town", opened(cast, 6)), 4_000).commitment
        assert _colour(share) == "red"
        share.refresh_from_db()
        points = {date(2024, 6, 30): share.value / 10, date(2024, 12, 31): share.value}  # type: ignore[operator]
        plan(actor=SYSTEM, commitment=share, version=share.version, points=points)
        assert _colour(share) in {"green", "yellow"}


def test_rules_are_changed_from_today_on_with_a_reason(cast: Cast) -> None:
    strict = presets()["strict"].table()
    with clock.at(date(2024, 7, 3)):
        with pytest.raises(ActionError, match="不追溯"):
            change_rules(actor=cast.office, name="strict", content=strict, valid_from=date(2024, 7, 2), reason="从严")
        with pytest.raises(ActionError, match="理由"):
            change_rules(actor=cast.office, name="strict", content=strict, valid_from=date(2024, 7, 3), reason=" ")
        with pytest.raises(ActionError):
            change_rules(
                actor=cast.office,
                name="strict",
                content=strict | {"yellow_from": "很多"},
                valid_from=date(2024, 7, 3),
                reason="从严",
            )
        made = change_rules(
            actor=cast.office, name="strict", content=strict, valid_from=date(2024, 7, 3), reason="从严"
        )
    assert (made.number, made.content["slight"]) == (2, "yellow")
