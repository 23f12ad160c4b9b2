"""Closing: nobody closes what they filed, everybody can draw the sample again, what does not hold is reopened."""

from __future__ import annotations

import pytest
from django.core.files.base import ContentFile
from hypothesis import given
from hypothesis import strategies as st

from taizhang.journal.models import Entry
from taizhang.ledger.models import Commitment
from taizhang.policy.errors import ActionError, Refused
from taizhang.policy.table import actions
from taizhang.progress.actions.closing import Attached, apply_closing, close, draw, look_again, refuse, review, verify
from taizhang.progress.models import Closing
from taizhang.progress.sampling import sample
from taizhang.progress.states import CLOSING
from tests.cast import Cast
from tests.ledger.makers import commitment
from tests.progress.makers import split_target


def _file(content: bytes = b"photo") -> list[Attached]:
    return [Attached(ContentFile(content, "验收.jpg"), "验收.jpg", "image/jpeg")]


def _applied(cast: Cast, part: str = "town", **changes: object) -> Closing:
    share = commitment(cast, code=cast.home(part).code, lead=part, state="under_way", **changes)
    return apply_closing(
        actor=cast.people[part], commitment=share, version=share.version, words="已建成并验收", files=_file()
    )


def _reviewed(cast: Cast, **changes: object) -> Closing:
    closing = _applied(cast, **changes)
    return review(actor=cast.office, closing=closing, version=closing.version)


def _state(closing: Closing) -> str:
    return Commitment.objects.get(pk=closing.commitment_id).state


def test_every_move_is_an_action_between_known_states() -> None:
    for (name, before), after in CLOSING.moves().items():
        assert name in actions()
        assert {before, after} <= set(CLOSING.states())


def test_a_key_item_is_always_verified_and_then_closed(cast: Cast) -> None:
    closing = _reviewed(cast, key=True)
    assert (closing.state, _state(closing)) == ("drawn", "closing")
    verify(actor=cast.supervision, closing=closing, version=closing.version, findings="6月3日现场查看，属实")
    assert _state(closing) == "verified"
    close(actor=cast.office, closing=closing, version=closing.version)
    assert (closing.state, _state(closing)) == ("closed", "closed")
    assert "已销号" in cast.town.notices.latest("pk").words


def test_of_the_rest_a_sample_is_drawn_whose_seed_is_in_the_journal(cast: Cast) -> None:
    closings = [_reviewed(cast, title=f"公园{n}") for n in range(5)]
    made = draw(actor=cast.supervision, place=cast.places["4419"], share=30)
    states = {each.pk: Closing.objects.get(pk=each.pk).state for each in closings}
    drawn = sorted(pk for pk, state in states.items() if state == "drawn")
    assert drawn == made.chosen == sample(made.population, 30, made.seed)
    assert len(drawn) == 2
    assert set(states.values()) == {"drawn", "spared"}
    entry = Entry.objects.get(kind="progress.draw")
    assert entry.after["seed"] == made.seed
    spared = Closing.objects.filter(state="spared").first()
    assert spared
    close(actor=cast.office, closing=spared, version=spared.version)
    with pytest.raises(ActionError, match="没有等待"):
        draw(actor=cast.supervision, place=cast.places["4419"], share=30)


def test_who_applied_cannot_verify_even_as_supervision(cast: Cast) -> None:
    from taizhang.accounts.models import Membership

    Membership.objects.create(user=cast.town, organisation=cast.organisation("supervision"), role="supervision")
    closing = _reviewed(cast, key=True)
    del cast.town.__dict__["held"]
    with pytest.raises(ActionError, match="不能核验"):
        verify(actor=cast.town, closing=closing, version=closing.version, findings="看过")


def test_the_department_above_reviews_and_supervision_may_still_refuse(cast: Cast) -> None:
    whole = split_target(cast)
    share = whole.shares.get(place__code="441900119")
    Commitment.objects.filter(pk=share.pk).update(state="under_way")
    share.refresh_from_db()
    closing = apply_closing(actor=cast.town, commitment=share, version=share.version, words="已建成", files=_file())
    with pytest.raises(Refused):
        review(actor=cast.stranger, closing=closing, version=closing.version)
    review(actor=cast.department, closing=closing, version=closing.version)
    with pytest.raises((ActionError, Refused)):
        refuse(actor=cast.department, closing=closing, version=closing.version, reason="图片不符")
    refuse(actor=cast.supervision, closing=closing, version=closing.version, reason="图片与地点不符")
    assert (closing.state, _state(closing)) == ("refused", "under_way")
    again = Commitment.objects.get(pk=share.pk)
    apply_closing(actor=cast.town, commitment=again, version=again.version, words="已补拍", files=_file(b"2"))


def test_without_words_or_evidence_or_with_open_shares_nothing_is_applied_for(cast: Cast) -> None:
    whole = split_target(cast)
    with pytest.raises(ActionError, match="下级还有 2 项"):
        apply_closing(actor=cast.department, commitment=whole, version=whole.version, words="完成", files=_file())
    share = whole.shares.get(place__code="441900119")
    with pytest.raises(ActionError, match="佐证"):
        apply_closing(actor=cast.town, commitment=share, version=share.version, words="完成", files=[])
    with pytest.raises(ActionError, match="办结情况"):
        apply_closing(actor=cast.town, commitment=share, version=share.version, words=" ", files=_file())
    with pytest.raises(Refused):
        apply_closing(actor=cast.other_town, commitment=share, version=share.version, words="完成", files=_file())


def test_what_does_not_hold_when_looked_at_again_is_reopened(cast: Cast) -> None:
    closing = _reviewed(cast, key=True)
    verify(actor=cast.supervision, closing=closing, version=closing.version, findings="属实")
    close(actor=cast.office, closing=closing, version=closing.version)
    look_again(actor=cast.supervision, closing=closing, version=closing.version, holds=True, findings="仍在使用")
    assert _state(closing) == "closed"
    look_again(
        actor=cast.supervision,
        closing=closing,
        version=closing.version,
        holds=False,
        findings="已停用",
        files=_file(b"3"),
    )
    assert (closing.state, _state(closing)) == ("reopened", "reopened")
    assert "已停用" in cast.town.notices.latest("pk").words
    with pytest.raises(ActionError, match="还没有销号"):
        look_again(actor=cast.supervision, closing=closing, version=closing.version, holds=True, findings="再看")


@given(st.sets(st.integers(1, 10**6), max_size=60), st.integers(0, 100), st.text(max_size=20))
def test_a_sample_is_its_share_rounded_up_and_the_order_does_not_matter(
    population: set[int], share: int, seed: str
) -> None:
    drawn = sample(sorted(population), share, seed)
    assert len(drawn) == -(-len(population) * share // 100)
    assert set(drawn) <= population
    assert drawn == sample(sorted(population, reverse=True), share, seed)
    assert set(drawn) <= set(sample(sorted(population), min(share + 10, 100), seed))
