"""From claims to commitments with their sources."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from taizhang.ledger import actions
from taizhang.ledger.models import Alias, Commitment, Indicator, Source
from taizhang.policy.errors import ActionError, Refused
from taizhang.reading.pipeline import read
from taizhang.reading.results import Claim
from tests.cast import Cast
from tests.ledger.makers import TEXT, confirmed, document


def _claims() -> tuple[Claim, ...]:
    return read(TEXT, place="东莞市", year=2024).claims


def test_every_target_becomes_a_commitment_with_its_words(cast: Cast) -> None:
    made = document(cast)
    sources = actions.confirm_claims(
        actor=cast.office, document=made, claims=[actions.Confirmed(each) for each in _claims()]
    )
    assert len(sources) == Commitment.objects.count() == len(_claims()) >= 4
    for source in sources:
        assert made.text[source.start : source.end] == source.figure
        assert source.figure in source.quote
    parking = Commitment.objects.get(value=80_000)
    assert parking.amount == "8万个以上"
    assert (parking.place.name, parking.year, parking.state) == ("东莞市", 2024, "confirmed")
    assert parking.area == "改善出行"


def test_sending_the_same_twice_changes_nothing(cast: Cast) -> None:
    made = document(cast)
    assert confirmed(made) == confirmed(made)
    assert Source.objects.count() == Commitment.objects.count()


def test_one_more_source_for_what_is_there(cast: Cast) -> None:
    first = confirmed(document(cast))[0]
    again = document(cast, text=TEXT + "\n", name="再次.txt")
    actions.confirm_claims(actor=cast.office, document=again, claims=[actions.Confirmed(_claims()[0], into=first)])
    assert first.sources.count() == 2


def test_a_reported_result_is_a_source_alone(cast: Cast) -> None:
    made = document(cast)
    claim = replace(_claims()[0], role="actual")
    source = actions.confirm_claims(actor=cast.office, document=made, claims=[actions.Confirmed(claim)])[0]
    assert source.commitment is None
    assert not Commitment.objects.exists()


def test_names_lead_to_indicators_places_and_organisations(cast: Cast) -> None:
    indicator = Indicator.objects.create(name="停车泊位", unit="个")
    Alias.objects.create(indicator=indicator, name="停车位")
    claim = replace(_claims()[0], indicator="停车位", place="长安镇", owner="市城市管理局", co_owners=("市水务局",))
    actions.confirm_claims(actor=cast.office, document=document(cast), claims=[actions.Confirmed(claim)])
    made = Commitment.objects.get()
    assert (made.indicator, made.place, made.lead) == (
        indicator,
        cast.places["441900119"],
        cast.organisations["department"],
    )
    assert list(made.co_owners.all()) == [cast.organisations["stranger"]]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"start": 0, "end": 3}, "对不上"),
        ({"quote": "别的话"}, "对不上"),
        ({"unit": None}, "缺少数值或单位"),
        ({"value": Decimal(10) ** 20}, "过大"),
        ({"end": 10**6}, "对不上"),
    ],
)
def test_what_does_not_fit_the_text_is_refused(cast: Cast, change: dict[str, object], words: str) -> None:
    claim = replace(_claims()[0], **change)  # type: ignore[arg-type]
    with pytest.raises(ActionError, match=words):
        actions.confirm_claims(actor=cast.office, document=document(cast), claims=[actions.Confirmed(claim)])
    assert not Commitment.objects.exists()


def test_a_department_confirms_nothing(cast: Cast) -> None:
    with pytest.raises(Refused):
        actions.confirm_claims(actor=cast.department, document=document(cast), claims=[])


def test_what_was_confirmed_can_be_withdrawn(cast: Cast) -> None:
    first, *_rest = confirmed(document(cast))
    actions.withdraw(actor=cast.office, sources=[first.sources.get()])
    assert not Commitment.objects.filter(pk=first.pk).exists()


def test_the_last_source_of_what_was_worked_on_stays(cast: Cast) -> None:
    first, *_rest = confirmed(document(cast))
    actions.assign(actor=cast.office, commitment=first, version=first.version, lead=cast.organisations["department"])
    with pytest.raises(ActionError, match="入账后已有改动（现为“交办”）"):
        actions.withdraw(actor=cast.office, sources=[first.sources.get()])
    assert Commitment.objects.get(pk=first.pk, state="assigned").sources.count() == 1


def test_what_was_only_edited_is_not_withdrawn_either(cast: Cast) -> None:
    first, *_rest = confirmed(document(cast))
    Commitment.objects.filter(pk=first.pk).update(version=2)
    with pytest.raises(ActionError, match="入账后已有改动"):
        actions.withdraw(actor=cast.office, sources=[first.sources.get()])


def test_a_completed_document_is_reopened(cast: Cast) -> None:
    made = document(cast)
    actions.complete(actor=cast.office, document=made)
    actions.reopen(actor=cast.office, document=made)
    assert made.status == "read"


def test_a_document_is_completed(cast: Cast) -> None:
    made = document(cast)
    actions.complete(actor=cast.office, document=made)
    assert made.status == "confirmed"
