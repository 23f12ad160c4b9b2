"""Pages of keys: made by the office for its own, shown once, revoked."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from taizhang.exchange.actions.keys import LONGEST, Wanted, make_key
from taizhang.exchange.models import ApiKey
from taizhang.journal.models import Entry
from taizhang.policy.errors import ActionError, Refused
from tests.cast import Cast
from tests.exchange.makers import key_for
from tests.exchange.test_api import bearer


def filled(cast: Cast, **changes: Any) -> dict[str, Any]:
    """The form as an office fills it in."""
    return {
        "name": "统计平台",
        "organisation": cast.organisation("department").pk,
        "role": "department",
        "resources": ["commitments", "totals"],
        "expires_on": (ApiKey.today() + timedelta(days=90)).isoformat(),
        "per_minute": "60",
    } | changes


def test_a_key_is_made_shown_once_and_works(cast: Cast) -> None:
    client = cast.client("office")
    page = client.post("/exchange/keys/new/", filled(cast))
    key = ApiKey.objects.get()
    secret = page.context["secret"]
    assert page.content.decode().count(secret) == 2
    assert "no-store" in page.headers["Cache-Control"]
    assert bearer(secret).get("/api/v1/commitments").status_code == 200
    for other in ("/exchange/keys/", f"/exchange/keys/{key.pk}/"):
        shown = client.get(other).content.decode()
        assert secret not in shown
        assert key.beginning in shown
    assert secret not in str(list(Entry.objects.values()))
    assert key.digest not in str(list(Entry.objects.values_list("after", flat=True)))


def test_it_is_revoked_at_once_and_once_only(cast: Cast) -> None:
    key, secret = key_for(cast, "office")
    client = cast.client("office")
    for _time in range(2):
        assert client.post(f"/exchange/keys/{key.pk}/revoke/").status_code == 302
    assert bearer(secret).get("/api/v1/places").status_code == 401
    assert Entry.objects.filter(action="exchange.manage_keys", after__has_key="revoked_at").count() >= 1
    assert "已停用" in client.get(f"/exchange/keys/{key.pk}/").content.decode()


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"role": "system"}, "role"),
        ({"role": "village", "resources": ["documents", "nothing"]}, "resources"),
        ({"resources": []}, "resources"),
        ({"expires_on": "2020-01-01"}, "有效期须在今天之后"),
        ({"expires_on": "2999-01-01"}, "有效期须在今天之后"),
        ({"per_minute": "0"}, "per_minute"),
        ({"name": ""}, "name"),
    ],
)
def test_what_makes_no_key_is_said(cast: Cast, changes: dict[str, Any], words: str) -> None:
    page = cast.client("office").post("/exchange/keys/new/", filled(cast, **changes))
    assert page.status_code == 422
    errors = page.context["form"].errors
    assert words in errors or words in str(errors)
    assert not ApiKey.objects.exists()


def test_an_office_makes_keys_for_its_own_place_only(cast: Cast) -> None:
    page = cast.client("office").post(
        "/exchange/keys/new/", filled(cast, organisation=cast.organisation("elsewhere").pk)
    )
    assert page.status_code == 422
    wanted = Wanted("x", cast.organisation("elsewhere"), "department", ["totals"], ApiKey.today())
    with pytest.raises(Refused):
        make_key(actor=cast.office, wanted=wanted)
    with pytest.raises(Refused):
        make_key(
            actor=cast.department,
            wanted=Wanted("x", cast.organisation("department"), "department", ["totals"], ApiKey.today()),
        )


def test_no_key_lasts_for_ever_or_sees_as_an_administrator(cast: Cast) -> None:
    own = cast.organisation("office")
    for role, resources, days in (
        ("auditor", ["places"], 1),
        ("village", ["slips", "lights", "x"], 1),
        ("office", ["places"], LONGEST + 1),
    ):
        with pytest.raises(ActionError):
            make_key(actor=cast.office, wanted=Wanted("x", own, role, resources, ApiKey.today() + timedelta(days=days)))


def test_the_page_of_the_interface_names_every_field(cast: Cast) -> None:
    page = cast.client("town").get("/exchange/api/").content.decode()
    for field in ("quote_start", "locked_at", "as_of", "addressee_name"):
        assert f"<code>{field}</code>" in page
