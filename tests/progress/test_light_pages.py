"""Pages of lights: the record with its reasons, the rules, a person's confidence; the ledger's list shows and filters them."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from taizhang import clock
from taizhang.ledger.models import Commitment
from taizhang.progress.models import Position, RuleSet
from tests.cast import Cast
from tests.progress.makers import locked, opened, report_of, split_target


def _behind(cast: Cast) -> Commitment:
    whole = split_target(cast)
    with clock.at(date(2024, 7, 3)):
        june = opened(cast, 6)
        locked(report_of(cast, "town", june), 20_000)
        locked(report_of(cast, "other_town", june), 3_000)
    return whole


def test_the_record_says_why_by_which_rule_of_which_figure(cast: Cast) -> None:
    whole = _behind(cast)
    page = cast.client("leader").get(reverse("progress:lights", args=[whole.pk])).content.decode()
    for words in ("滞后", "2024-06-30", "standard v1", "2.3万个"):
        assert words in page
    shown = cast.client("office").get(reverse("ledger:commitment", args=[whole.pk])).content.decode()
    assert 'class="light yellow"' in shown
    assert "个百分点" in shown


def test_the_ledger_shows_what_was_reached_and_filters_by_light(cast: Cast) -> None:
    _behind(cast)
    client = cast.client("office")
    assert "严重滞后" in client.get("/ledger/").content.decode()
    red = client.get("/ledger/", {"light": "red"}).content.decode()
    assert "虎门镇" in red.split('id="list-results"')[1]
    assert "长安镇人民政府" not in red.split('id="list-results"')[1]
    assert "2.3万个" in client.get("/ledger/", {"light": "yellow"}).content.decode()


def test_a_person_says_how_sure_one_is_and_why(cast: Cast) -> None:
    whole = _behind(cast)
    address = reverse("progress:confidence", args=[whole.pk])
    client = cast.client("office")
    assert client.post(address, {"confidence": "low", "words": ""}).status_code == 422
    assert client.post(address, {"confidence": "low", "words": "用地未落实"}).status_code == 302
    position = Position.objects.get(pk=whole.pk)
    assert (position.confidence, position.confidence_by) == ("low", cast.office)
    assert "用地未落实" in client.get(reverse("ledger:commitment", args=[whole.pk])).content.decode()
    assert cast.client("town").post(address, {"confidence": "high", "words": "没问题"}).status_code in {403, 404}


def test_the_office_changes_the_rules_from_today_on(cast: Cast) -> None:
    client = cast.client("office")
    address = reverse("progress:change-rules")
    page = client.get(address)
    form = page.context["form"]
    asked = {name: form[name].value() for name in form.fields} | {"yellow_from": "5", "reason": "年中从严"}
    assert client.post(address, asked | {"valid_from": "2020-01-01"}).status_code == 422
    assert client.post(address, asked | {"red_above": "1"}).status_code == 422
    assert client.post(address, asked).status_code == 302
    assert RuleSet.objects.latest("number").content["yellow_from"] == "5"
    assert "落后 5 至 30 个百分点" in client.get(reverse("progress:rules")).content.decode()
    assert cast.client("town").post(address, asked).status_code == 403
