"""The open API: what it answers, to whom, and how it refuses."""

from __future__ import annotations

import json
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import override_settings
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from taizhang import clock
from taizhang.accounts.scope import within
from taizhang.exchange.actions.keys import revoke_key
from taizhang.exchange.models import ApiKey
from taizhang.exchange.resources import RESOURCES
from taizhang.journal.models import Entry
from taizhang.ledger.models import Commitment
from taizhang.progress.models import Version
from tests.cast import Cast
from tests.examples import EXAMPLES
from tests.exchange.makers import key_for, played
from tests.ledger.makers import SYSTEM, commitment

ROOT = "/api/v1"
#: Seen by what they belong to: periods by the reports asked in them, sources by their commitments, rankings as a whole.
BY_MORE = {"periods", "sources", "rankings"}


def bearer(secret: str) -> Client:
    """A program with a key."""
    return Client(headers={"Authorization": f"Bearer {secret}"})


def rows(client: Client, path: str) -> list[dict[str, Any]]:
    """Every row, page after page."""
    found: list[dict[str, Any]] = []
    url: str | None = f"{ROOT}/{path}"
    while url:
        answer = client.get(url)
        assert answer.status_code == 200, answer.content.decode()
        page = answer.json()
        found += page["data"]
        url = page["next"]
    return found


def test_a_key_reads_commitments_with_their_sources(cast: Cast) -> None:
    played(cast)
    _key, secret = key_for(cast, "office")
    found = {each["title"]: each for each in rows(bearer(secret), "commitments?kind=figure&limit=2")}
    stakes = found["公共充电桩"]
    assert (stakes["target"], stakes["unit"], stakes["place_code"]) == ("5000", "个", "4419")
    (source,) = stakes["sources"]
    text = Commitment.objects.get(pk=stakes["id"]).sources.get().document.text
    assert text[source["start"] : source["end"]] == source["figure"] == "5000个"
    assert text[source["quote_start"] : source["quote_end"]] == source["quote"]
    assert stakes["plan"] == [{"due": "2024-12-31", "value": "5000"}]


def test_observations_are_versions_that_stand(cast: Cast) -> None:
    played(cast)
    client = cast.client("office")
    standing = {(each["place_name"], each["on"]): each for each in rows(client, "observations")}
    assert standing["虎门镇", "2024-01-31"]["value"] == "4400"
    assert standing["虎门镇", "2024-01-31"]["version"] == 2
    assert standing["虎门镇", "2024-01-31"]["correction"] == "剔除重复统计"
    assert standing["长安镇", "2024-02-29"]["value"] == "7000"
    every = rows(client, "observations?versions=all")
    assert len(every) == Version.objects.count() == len(standing) + 1


def test_what_was_known_on_a_day(cast: Cast) -> None:
    whole = played(cast)
    client = cast.client("office")
    before = rows(client, "observations?as_of=2024-03-02&place=441900121")
    assert [each["value"] for each in before] == ["4500.5"]
    assert rows(client, "observations?as_of=2024-02-02") == []
    asked = f"{ROOT}/commitments/{whole.pk}/known?on=2024-01-31&as_of="
    assert client.get(f"{asked}2024-03-02").json()["value"] == "7500.5"
    assert client.get(f"{asked}2024-03-03").json()["value"] == "7400"
    assert client.get(f"{asked}0001-01-01").json()["value"] is None
    assert client.get(f"{asked}9999-12-31").json()["value"] == "7400"


def test_totals_lights_slips_and_deliveries(cast: Cast) -> None:
    whole = played(cast)
    client = cast.client("office")
    total = {each["on"]: each for each in rows(client, f"totals?commitment={whole.pk}")}
    assert total["2024-01-31"]["value"] == "7400"
    assert (total["2024-02-29"]["reported"], total["2024-02-29"]["expected"]) == (1, 2)
    assert all(each["why"] for each in rows(client, "lights"))
    current = rows(client, "lights?current=true")
    assert len({each["commitment_id"] for each in current}) == len(current)
    (slip,) = rows(client, "slips")
    assert slip["code"].startswith("督办〔2024〕1号") or "〔2024〕1号" in slip["code"]
    assert [each["commitment_id"] for each in slip["commitments"]]
    (delivered,) = rows(client, "deliveries")
    assert delivered["quantity"] == "1"
    shares = rows(client, f"shares?whole={whole.pk}")
    assert sum(Decimal(each["target"]) for each in shares) == 80_000


def test_a_key_sees_what_its_role_sees_and_no_more(cast: Cast) -> None:
    """What the scope of the action leaves out is in no list and has no address."""
    played(cast)
    for part in ("town", "village", "stranger", "elsewhere", "leader"):
        key, secret = key_for(cast, part)
        client, person = bearer(secret), cast.client(part)
        for name, resource in RESOURCES.items():
            if name not in key.resources:
                assert [each.get(f"{ROOT}/{name}").status_code for each in (client, person)] == [403, 403], (part, name)
                continue
            path = "observations?versions=all" if name == "observations" else name
            found = {each[resource.key] for each in rows(client, path)}
            assert found == {each[resource.key] for each in rows(person, path)}, (part, name)
            if hasattr(resource.model, "scope_places"):
                reached = within(cast.people[part], resource.action, resource.model._default_manager.all())
                assert found <= set(reached.values_list("pk", flat=True)) or name in BY_MORE, (part, name)
            hidden = set(resource.model._default_manager.values_list("pk", flat=True)) - found
            for pk in sorted(hidden)[:2]:
                assert client.get(f"{ROOT}/{name}/{pk}").status_code == 404, (part, name)


def test_a_town_cannot_reach_another_town(cast: Cast) -> None:
    whole = played(cast)
    _key, secret = key_for(cast, "town")
    client = bearer(secret)
    for name in ("observations", "totals", "positions", "lights", "slips", "shares", "commitments", "sources"):
        for each in rows(client, f"{name}?place=441900121"):
            pytest.fail(f"{name} shows {each}")
    assert rows(client, "observations?versions=all")
    assert client.get(f"{ROOT}/commitments/{whole.pk}/known?on=2024-01-31&as_of=2024-12-31").status_code == 404


def test_a_key_reads_only_what_it_was_given(cast: Cast) -> None:
    played(cast)
    _key, secret = key_for(cast, "office", resources=["totals"])
    client = bearer(secret)
    assert client.get(f"{ROOT}/totals").status_code == 200
    refused = client.get(f"{ROOT}/observations")
    assert refused.status_code == 403
    assert "observations" in refused.json()["detail"]
    assert client.get(f"{ROOT}/commitments/1/known").status_code == 403


def test_without_a_key_nothing_is_said(cast: Cast) -> None:
    for client in (
        Client(),
        bearer("tzk_" + "x" * 43),
        bearer("nonsense"),
        Client(headers={"Authorization": "Basic x"}),
    ):
        answer = client.get(f"{ROOT}/commitments")
        assert answer.status_code == 401
        assert answer.headers["Content-Type"] == "application/problem+json"
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")
        assert not answer.cookies


def test_a_key_out_of_use_opens_nothing(cast: Cast) -> None:
    key, secret = key_for(cast, "office")
    assert bearer(secret).get(f"{ROOT}/places").status_code == 200
    ApiKey.objects.filter(pk=key.pk).update(expires_on=ApiKey.today() - timedelta(days=1))
    assert bearer(secret).get(f"{ROOT}/places").status_code == 401
    key, secret = key_for(cast, "office")
    revoke_key(actor=SYSTEM, key=key)
    assert bearer(secret).get(f"{ROOT}/places").status_code == 401
    _key, secret = key_for(cast, "office")
    cast.organisation("office").active = False
    cast.organisation("office").save()
    assert bearer(secret).get(f"{ROOT}/places").status_code == 401


def test_a_key_leaves_no_session_and_no_cookie(cast: Cast) -> None:
    _key, secret = key_for(cast, "office")
    answer = bearer(secret).get(f"{ROOT}/places")
    assert not answer.cookies


def test_its_use_is_noted_once_a_day(cast: Cast) -> None:
    key, secret = key_for(cast, "office")
    before = Entry.objects.count()
    for _time in range(3):
        bearer(secret).get(f"{ROOT}/places")
    assert Entry.objects.filter(action="exchange.use_key").count() == 1
    assert Entry.objects.count() == before + 1
    key.refresh_from_db()
    assert key.last_used is not None


def test_too_many_requests_are_told_to_wait(cast: Cast) -> None:
    _key, secret = key_for(cast, "office", per_minute=2)
    client = bearer(secret)
    answers = [client.get(f"{ROOT}/places?limit=1") for _time in range(5)]
    assert 429 in [each.status_code for each in answers]
    refused = next(each for each in answers if each.status_code == 429)
    assert 0 < int(refused.headers["Retry-After"]) <= 60


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("yaer=2024", ["yaer"]),
        ("year=2024&year=2025", ["year"]),
        ("year=二〇二四", ["year"]),
        ("year=０", ["year"]),
        ("limit=0", ["limit"]),
        ("limit=501", ["limit"]),
        ("after=-1", ["after"]),
        ("after=99999999999999999999", ["after"]),
        ("place=44190", ["place"]),
        ("place=%00", ["place"]),
        ("due_from=2024-02-30", ["due_from"]),
        ("due_to=2024/02/03", ["due_to"]),
        ("state=gone&kind=x", ["state", "kind"]),
    ],
)
def test_what_is_not_understood_is_refused_in_words(cast: Cast, query: str, names: list[str]) -> None:
    answer = cast.client("office").get(f"{ROOT}/commitments?{query}")
    assert answer.status_code == 400
    problem = answer.json()
    assert [each["parameter"] for each in problem["errors"]] == names
    assert all(each["detail"] for each in problem["errors"])
    assert problem["status"] == 400


def test_what_exists_nowhere_and_what_may_not_be_done(cast: Cast) -> None:
    client = cast.client("office")
    for path, status in (("nothing", 404), ("positions/99999999999999999999999", 404), ("places/x", 404), ("", 404)):
        answer = client.get(f"{ROOT}/{path}")
        assert (answer.status_code, answer.headers["Content-Type"]) == (status, "application/problem+json")
    for method in ("post", "put", "patch", "delete", "options"):
        answer = getattr(client, method)(f"{ROOT}/places")
        assert (answer.status_code, answer.headers["Allow"]) == (405, "GET, HEAD")
    assert client.head(f"{ROOT}/places").status_code == 200


def test_nothing_is_sent_again_where_nothing_changed(cast: Cast) -> None:
    played(cast)
    client = cast.client("office")
    first = client.get(f"{ROOT}/totals")
    again = client.get(f"{ROOT}/totals", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    commitment(cast, title="绿道")
    changed = client.get(f"{ROOT}/commitments", headers={"If-None-Match": first.headers["ETag"]})
    assert changed.status_code == 200


def test_the_last_change_is_told(cast: Cast) -> None:
    with clock.at(date(2024, 1, 10)):
        key_for(cast, "office")
    client = cast.client("office")
    first = client.get(f"{ROOT}/places")
    assert first.headers["Last-Modified"] == "Wed, 10 Jan 2024 04:00:00 GMT"
    again = client.get(f"{ROOT}/places", headers={"If-Modified-Since": first.headers["Last-Modified"]})
    assert again.status_code == 304
    with override_settings(CLOCK_DAY=date(2024, 5, 1)):
        assert "Last-Modified" not in client.get(f"{ROOT}/places").headers


def test_a_frozen_ranking_is_read_by_whom_it_compares(cast: Cast) -> None:
    (pk,) = EXAMPLES["exchange.ranking"].own(cast, "town").values()
    (row,) = rows(cast.client("town"), "rankings")
    assert (row["id"], row["place_name"], row["scheme_name"], row["on"]) == (pk, "长安镇", "月度比拼", "2024-01-31")
    assert rows(cast.client("other_town"), "rankings") == []
    assert len(rows(cast.client("office"), "rankings?from=2024-01-01&place=4419")) == 1


def test_pages_never_overlap_and_miss_nothing(cast: Cast) -> None:
    for number in range(25):
        commitment(cast, title=f"停车位{number}")
    client = cast.client("office")
    found = [each["id"] for each in rows(client, "commitments?limit=4")]
    assert found == sorted(Commitment.objects.values_list("pk", flat=True))


def test_a_page_takes_few_queries_whatever_is_on_it(cast: Cast, django_assert_max_num_queries: Any) -> None:
    """One of them counts how often the reader asks. On PostgreSQL the keys that hang on the reader's places and organisations are asked for first (decision 0012)."""
    played(cast)
    client, keys = cast.client("office"), 3 if connection.vendor == "postgresql" else 0
    for name, resource in RESOURCES.items():
        client.get(f"{ROOT}/{name}")
        with django_assert_max_num_queries(6 + keys + len(resource.nested)):
            client.get(f"{ROOT}/{name}")


def test_who_has_to_change_the_password_first_is_told_so(cast: Cast) -> None:
    cast.town.must_change_password = True
    cast.town.save()
    answer = cast.client("town").get(f"{ROOT}/commitments")
    assert (answer.status_code, answer.json()["type"]) == (403, "urn:taizhang:problem:sign-in-unfinished")


NASTY = st.text(st.characters(codec="utf-8"), max_size=30)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(sorted(RESOURCES)), st.dictionaries(NASTY, NASTY, max_size=3), st.data())
def test_no_question_is_a_fault(cast: Cast, name: str, query: dict[str, str], data: st.DataObject) -> None:
    names = [each.name for each in RESOURCES[name].filters] + ["after", "limit"]
    query |= {data.draw(st.sampled_from(names)): data.draw(NASTY | st.integers().map(str))}
    answer = cast.client("office").get(f"{ROOT}/{name}", query)
    assert answer.status_code in {200, 400}
    json.loads(answer.content)
