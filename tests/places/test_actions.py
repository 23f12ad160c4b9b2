"""Changes of divisions: what stands afterwards, what stood before, and what is refused."""

from __future__ import annotations

from datetime import date

import pytest

from taizhang.journal.queries import history
from taizhang.places import actions, queries
from taizhang.places.actions import New
from taizhang.places.models import Change, Place
from taizhang.policy.errors import ActionError, Refused
from tests.cast import Cast

DAY = date(2020, 5, 1)
BEFORE, AFTER = date(2020, 4, 30), date(2020, 5, 2)


def test_a_renamed_place_keeps_its_old_name_for_the_days_before(cast: Cast) -> None:
    town = cast.places["441900119"]
    actions.rename(actor=cast.office, place=town, name="滨海镇", on=DAY, document="某文〔2020〕1号")
    names = [queries.standing_on(town, day).name for day in (BEFORE, DAY, AFTER)]  # type: ignore[union-attr]
    assert names == ["长安镇", "滨海镇", "滨海镇"]
    assert [each.words for each in queries.changes(town)] == ["长安镇更名为滨海镇"]
    assert history(town).get().note == "某文〔2020〕1号"


def test_a_second_change_on_the_same_day_replaces_the_first(cast: Cast) -> None:
    town = cast.places["441900119"]
    actions.rename(actor=cast.office, place=town, name="滨海镇", on=DAY)
    actions.rename(actor=cast.office, place=town, name="海滨镇", on=DAY)
    assert [each.name for each in town.standings.all()] == ["长安镇", "海滨镇"]


def test_a_new_code_moves_everything_below(cast: Cast) -> None:
    town = cast.places["441900119"]
    actions.recode(actor=cast.office, place=town, code="441900999", on=DAY)
    village = Place.objects.get(code="441900119004")
    assert village.path == "44.4419.441900999.441900119004."
    assert queries.find("441900119", BEFORE) == queries.find("441900999") == town
    assert queries.find("441900119") is None


def test_a_moved_place_lies_elsewhere_from_that_day(cast: Cast) -> None:
    village, other = cast.places["441900119004"], cast.places["441900121"]
    actions.move(actor=cast.office, place=village, parent=other, on=DAY)
    assert village in queries.within(other)
    assert [each.name for each in queries.ancestors_on(village, BEFORE)] == ["广东省", "东莞市", "长安镇"]
    assert [each.name for each in queries.ancestors_on(village, DAY)] == ["广东省", "东莞市", "虎门镇"]
    assert village.pk in [each.place_id for each in queries.subtree_on(cast.places["441900119"], BEFORE)]
    assert village.pk not in [each.place_id for each in queries.subtree_on(cast.places["441900119"], DAY)]


def test_merging_into_a_neighbour_hands_over_what_lay_below(cast: Cast) -> None:
    ending, staying = cast.places["441900119"], cast.places["441900121"]
    actions.merge(actor=cast.office, places=[ending, staying], into=staying, on=DAY)
    ending.refresh_from_db()
    assert ending.valid_to == DAY
    assert queries.successors(ending) == [staying]
    assert cast.places["441900119004"] in queries.children(staying)


def test_merging_into_a_new_place_ends_both(cast: Cast) -> None:
    towns = [cast.places["441900119"], cast.places["441900121"]]
    made = actions.merge(actor=cast.office, places=towns, into=New("441900130", "湾区镇"), on=DAY)
    assert [queries.successors(Place.objects.get(pk=town.pk)) for town in towns] == [[made], [made]]
    assert queries.find("441900130", BEFORE) is None


def test_what_became_of_a_place_is_followed_through_several_mergers(cast: Cast) -> None:
    first, second = cast.places["441900119"], cast.places["441900121"]
    third = actions.merge(actor=cast.office, places=[first, second], into=New("441900130", "湾区镇"), on=DAY)
    fourth = actions.create(
        actor=cast.office, parent=cast.places["4419"], new=New("441900131", "新城镇"), on=date(2019, 1, 1)
    )
    actions.merge(actor=cast.office, places=[third, fourth], into=fourth, on=date(2022, 1, 1))
    assert queries.successors(Place.objects.get(pk=first.pk)) == [fourth]


def test_a_split_place_goes_on_beside_the_new_one(cast: Cast) -> None:
    town = cast.places["441900119"]
    (made,) = actions.split(actor=cast.office, place=town, into=[New("441900140", "乌沙镇")], on=DAY)
    assert (made.parent, made.valid_from, town.valid_to) == (cast.places["4419"], DAY, None)
    assert Change.objects.get().kind == Change.Kind.SPLIT


def test_a_new_park_is_a_pseudo_unit(cast: Cast) -> None:
    made = actions.create(actor=cast.office, parent=cast.places["4419"], new=New("441900405", "某园区"), on=DAY)
    assert made.kind == Place.Kind.PSEUDO


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (lambda c: actions.abolish(actor=c.office, place=c.places["441900119"], on=DAY), "之下还有区划"),
        (lambda c: actions.rename(actor=c.office, place=c.places["4419"], name="x", on=date(2999, 1, 1)), "还没有到"),
        (lambda c: actions.recode(actor=c.office, place=c.places["4419"], code="441900121", on=DAY), "不是地级代码"),
        (lambda c: actions.recode(actor=c.office, place=c.places["4419"], code="4401", on=DAY), "已被使用"),
        (lambda c: actions.recode(actor=c.office, place=c.places["4419"], code="４４", on=DAY), "位数字"),
        (
            lambda c: actions.move(actor=c.office, place=c.places["4419"], parent=c.places["441900121"], on=DAY),
            "不能划归",
        ),
        (
            lambda c: actions.merge(
                actor=c.office, places=[c.places["441900119"], c.places["4419"]], into=c.places["4419"], on=DAY
            ),
            "同一层级",
        ),
        (
            lambda c: actions.create(actor=c.office, parent=c.places["441900119"], new=New("4405", "x"), on=DAY),
            "不在长安镇之下",
        ),
    ],
)
def test_what_cannot_be(cast: Cast, wrong: object, words: str) -> None:
    with pytest.raises(ActionError, match=words):
        wrong(cast)  # type: ignore[operator]
    assert not Change.objects.exists()


def test_a_change_before_the_last_one_is_refused(cast: Cast) -> None:
    town = cast.places["441900119"]
    actions.rename(actor=cast.office, place=town, name="滨海镇", on=DAY)
    with pytest.raises(ActionError, match="早于上一次变更"):
        actions.rename(actor=cast.office, place=town, name="海滨镇", on=BEFORE)


def test_a_town_clerk_may_not_change_the_town(cast: Cast) -> None:
    with pytest.raises(Refused):
        actions.rename(actor=cast.town, place=cast.places["441900119"], name="x", on=DAY)
