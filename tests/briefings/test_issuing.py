"""From draft to issue: who may, in which order, numbered, frozen, sent; and that it stays."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from taizhang import clock
from taizhang.accounts.models import Notice, User
from taizhang.briefings.actions.deciding import approve, issue, send_back
from taizhang.briefings.actions.drafting import drop, edit, make, recompose
from taizhang.briefings.actions.templates import TemplateFaults, hand_in, restore
from taizhang.briefings.models import Briefing, Counter
from taizhang.briefings.queries.briefings import template_for, visible
from taizhang.briefings.queries.printing import printed
from taizhang.briefings.queries.verifying import altered
from taizhang.journal.models import Entry
from taizhang.ledger.models import Commitment
from taizhang.policy.errors import ActionError, Refused, StaleError
from taizhang.rankings.models import Frozen
from tests.briefings.makers import body, changed, drafted, issued, later, played
from tests.cast import Cast
from tests.rankings import makers as rankings

pytestmark = pytest.mark.database


def test_the_whole_way(cast: Cast) -> None:
    """Drafted, approved by the leader, issued with a number and its files; everybody who should know is told."""
    made = issued(cast)
    assert (made.state, made.number, made.year, made.edition_code) == ("issued", 1, 2024, "2024年第1期")
    files = [made.word, made.pdf, made.sheet]
    with files[0].open() as word, files[1].open() as pdf:  # type: ignore[union-attr]
        assert (word.read(2), pdf.read(5)) == (b"PK", b"%PDF-")
    assert {notice.user for notice in Notice.objects.filter(url=f"/briefings/{made.pk}/")} >= {
        cast.town,
        cast.department,
    }
    done = set(Entry.objects.filter(kind="briefings.briefing").values_list("action", flat=True))
    assert done == {"briefings.compose", "briefings.approve", "briefings.issue"}


def test_numbers_run_by_year_without_gaps(cast: Cast) -> None:
    """One that was given up takes none."""
    issued(cast)
    period = later(cast)
    given_up = make(actor=cast.office, period=period)
    drop(actor=cast.office, briefing=given_up, version=given_up.version, reason="口径有误")
    second = issued(cast, make(actor=cast.office, period=period))
    assert second.number == 2
    assert second.own.mark == "东莞市工作通报"
    assert "2024年1月" in "".join(each.text for each in second.composition.overview)


def test_towns_see_what_was_issued_to_them_and_no_draft(cast: Cast) -> None:
    made = drafted(cast)
    assert not visible(cast.town).exists()
    assert visible(cast.leader).get() == made
    issued(cast, made)
    # As the next request has it: what a person's places and organisations reach is kept for one request.
    town = User.objects.get(pk=cast.town.pk)
    assert visible(town).get() == visible(cast.department).get() == made
    assert not visible(cast.elsewhere).exists()


def test_the_order_is_kept(cast: Cast) -> None:
    made = drafted(cast)
    with pytest.raises(ActionError, match="拟稿"):
        issue(actor=cast.office, briefing=made, version=made.version)
    approve(actor=cast.leader, briefing=made, version=made.version)
    with pytest.raises(ActionError, match="核准"):
        recompose(actor=cast.office, briefing=made, version=made.version)
    with pytest.raises(ActionError, match="核准"):
        edit(actor=cast.office, briefing=made, version=made.version, texts=made.own)
    send_back(actor=cast.leader, briefing=made, version=made.version, reason="请补充点评")
    assert (made.state, made.digest) == ("draft", "")


@pytest.mark.parametrize("part", ["town", "department", "supervision", "stranger", "elsewhere"])
def test_others_may_not(cast: Cast, part: str) -> None:
    period = played(cast)
    with pytest.raises(Refused):
        make(actor=cast.people[part], period=period)
    made = drafted(cast, period)
    with pytest.raises(Refused):
        approve(actor=cast.people[part], briefing=made, version=made.version)
    approve(actor=cast.leader, briefing=made, version=made.version)
    with pytest.raises(Refused):
        issue(actor=cast.people[part], briefing=made, version=made.version)


def test_what_somebody_else_changed_is_not_overwritten(cast: Cast) -> None:
    made = drafted(cast)
    seen = made.version
    edit(actor=cast.office, briefing=made, version=seen, texts=replace(made.own, lead="新的导语。"))
    with pytest.raises(StaleError):
        edit(actor=cast.office, briefing=made, version=seen, texts=replace(made.own, lead="旧的。"))
    with pytest.raises(StaleError):
        approve(actor=cast.leader, briefing=made, version=seen)
    made.refresh_from_db()
    assert made.own.lead == "新的导语。"


def test_recomposing_takes_what_is_locked_now_and_keeps_the_words(cast: Cast) -> None:
    made = drafted(cast)
    edit(
        actor=cast.office, briefing=made, version=made.version, texts=replace(made.own, remarks={"改善出行": "抓紧。"})
    )
    Commitment.objects.filter(title="碧道").update(value=Decimal(200))
    recompose(actor=cast.office, briefing=made, version=made.version)
    line = next(each for each in made.composition.lines if each.title == "碧道")
    assert (line.target_words, made.own.remarks) == ("200公里以上", {"改善出行": "抓紧。"})


def test_an_issued_briefing_never_changes(cast: Cast) -> None:
    """Not by a later correction, not by its own actions, not with the database in hand without being found."""
    made = issued(cast)
    content, file = made.content, made.word
    Commitment.objects.filter(title="碧道").update(value=Decimal(200))
    for do in (recompose, approve):
        with pytest.raises(ActionError):
            do(actor=cast.office, briefing=made, version=made.version)
    with pytest.raises(ActionError):
        drop(actor=cast.office, briefing=made, version=made.version, reason="不要了")
    made.refresh_from_db()
    assert (made.content, made.word) == (content, file)
    with file.open() as kept:  # type: ignore[union-attr]
        assert printed(made.period, "docx") == (kept.read(), "2024年第1期")
    assert not list(altered())
    Briefing.objects.filter(pk=made.pk).update(content={**content, "place": "别处"})
    assert [each.pk for each in altered()] == [made.pk]


def test_the_database_keeps_the_rules(cast: Cast) -> None:
    made = drafted(cast)
    for change in ({"number": 3}, {"state": "issued"}, {"state": "approved"}, {"state": "lost"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Briefing.objects.filter(pk=made.pk).update(**change)


def test_one_for_a_period(cast: Cast) -> None:
    made = drafted(cast)
    with pytest.raises(ActionError, match="已经有了"):
        make(actor=cast.office, period=made.period)


def test_two_issued_at_the_same_moment_do_not_share_a_number(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    from taizhang.briefings.actions import deciding

    made = drafted(cast)
    approve(actor=cast.leader, briefing=made, version=made.version)

    def meanwhile(*_arguments: object) -> dict[str, bytes]:
        Counter.objects.create(place=made.place, year=2024, last=1)
        return {"docx": b"a", "pdf": b"b", "xlsx": b"c"}

    monkeypatch.setattr(deciding, "_files", meanwhile)
    with pytest.raises(StaleError):
        issue(actor=cast.office, briefing=made, version=made.version)
    made.refresh_from_db()
    assert (made.state, made.number) == ("approved", None)


def test_rankings_are_frozen_with_it(cast: Cast) -> None:
    period = rankings.played(cast, {"town": 30, "other_town": 20})
    scheme = rankings.scheme(cast)
    made = issued(cast, make(actor=cast.office, period=period))
    frozen = Frozen.objects.get(scheme=scheme)
    assert (frozen.day, frozen.bulletin) == (period.last, "东莞市工作通报2024年第1期")
    rows = [(each.place.name, str(each.rank)) for each in frozen.rows.select_related("place")]
    assert rows == [(each.place, each.position) for each in made.composition.leagues[0].rows]


def test_a_ranking_that_changed_since_approval_is_not_issued(cast: Cast) -> None:
    period = rankings.played(cast, {"town": 30, "other_town": 20})
    scheme = rankings.scheme(cast)
    made = make(actor=cast.office, period=period)
    approve(actor=cast.leader, briefing=made, version=made.version)
    with clock.at(date(2024, 6, 1)):
        rankings.actions.change_scheme(
            actor=rankings.SYSTEM,
            scheme=scheme,
            seen=1,
            content=rankings.content(rankings.indicator(), floor="20"),
            reason="改底分",
        )
    with pytest.raises(ActionError, match="退回并重编"):
        issue(actor=cast.office, briefing=made, version=made.version)
    assert not Frozen.objects.exists()


def test_the_offices_own_template_is_used(cast: Cast) -> None:
    """And the issued one keeps the file it went out with when the template changes."""
    own = changed(body("量化目标完成情况", "本单位的附表"))
    template = hand_in(actor=cast.office, place=cast.places["4419"], content=own, name="本单位.docx")
    made = issued(cast)
    assert made.template == template
    with made.word.open() as file:  # type: ignore[union-attr]
        from docx import Document

        assert any(each.text == "本单位的附表" for each in Document(file).paragraphs)
    again = restore(actor=cast.office, place=cast.places["4419"])
    assert (again.number, template_for(cast.places["4419"])) == (2, again)


def test_a_wrong_template_is_not_kept(cast: Cast) -> None:
    with pytest.raises(TemplateFaults) as caught:
        hand_in(actor=cast.office, place=cast.places["4419"], content=b"x", name="x.docx")
    assert caught.value.faults
    with pytest.raises(Refused):
        hand_in(actor=cast.town, place=cast.places["4419"], content=changed(), name="x.docx")
    assert template_for(cast.places["4419"]) is None
