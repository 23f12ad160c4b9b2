"""The second factor, from scanning to losing the phone."""

from __future__ import annotations

import re

import pytest
from django.test import Client, override_settings
from django.urls import reverse
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from taizhang.accounts.models import User
from tests.cast import PASSWORD, Cast

SIGN_IN = "/accounts/sign-in/"
SET_UP = "/accounts/self/second-factor/set-up/"
GIVE = "/accounts/self/second-factor/"


def _digits(person: User, *, later: int = 0) -> str:
    device = TOTPDevice.objects.get(user=person)
    return f"{totp(device.bin_key, step=device.step, t0=device.t0 - later * device.step):06d}"


@pytest.fixture
def codes(cast: Cast) -> list[str]:
    """The town clerk's paper codes, once the second factor is on."""
    client = cast.client("town")
    assert "<svg" in client.get(SET_UP).content.decode()
    page = client.post(SET_UP, {"digits": _digits(cast.town)}).content.decode()
    return re.findall(r"<code>(\d{8})</code>", page)


def _half_signed_in() -> Client:
    client = Client()
    client.post(SIGN_IN, {"username": "town", "password": PASSWORD})
    return client


def test_wrong_digits_do_not_turn_it_on(cast: Cast) -> None:
    client = cast.client("town")
    client.get(SET_UP)
    right = _digits(cast.town)
    assert client.post(SET_UP, {"digits": f"{(int(right) + 1) % 10**6:06d}"}).status_code == 422
    assert not TOTPDevice.objects.filter(confirmed=True).exists()


@pytest.mark.usefixtures("codes")
def test_nothing_opens_before_the_digits_are_given(cast: Cast) -> None:
    client = _half_signed_in()
    assert client.get("/places/?q=长安").headers["Location"].startswith(f"{GIVE}?next=%2Fplaces%2F")
    assert client.get(SET_UP).headers["Location"].startswith(GIVE)
    answer = client.post(GIVE, {"digits": _digits(cast.town, later=1), "next": "/places/"})
    assert answer.headers["Location"] == "/places/"
    assert client.get("/places/").status_code == 200


@pytest.mark.usefixtures("codes")
def test_digits_are_good_once(cast: Cast) -> None:
    digits = _digits(cast.town, later=1)
    assert _half_signed_in().post(GIVE, {"digits": digits}).status_code == 302
    assert _half_signed_in().post(GIVE, {"digits": digits}).status_code == 422


def test_a_paper_code_is_good_once(codes: list[str]) -> None:
    assert len(codes) == 10
    assert _half_signed_in().post(GIVE, {"digits": codes[0]}).status_code == 302
    assert _half_signed_in().post(GIVE, {"digits": codes[0]}).status_code == 422


def test_guessing_is_slowed_down(cast: Cast, codes: list[str]) -> None:
    client = _half_signed_in()
    for _ in range(3):
        client.post(GIVE, {"digits": "000000"})
    assert client.post(GIVE, {"digits": _digits(cast.town, later=1)}).status_code == 422


def test_a_lost_one_is_reset_by_the_security_administrator(cast: Cast, codes: list[str]) -> None:
    cast.client("security").post(reverse("accounts:person-second-factor", args=[cast.town.pk]))
    assert _half_signed_in().get("/").status_code == 200


@pytest.mark.usefixtures("codes")
def test_it_is_not_given_up_without_its_digits(cast: Cast) -> None:
    client = _half_signed_in()
    client.post(GIVE, {"digits": _digits(cast.town, later=1)})
    client.post("/accounts/self/second-factor/drop/", {"digits": "nonsense"})
    assert TOTPDevice.objects.filter(user=cast.town).exists()


def test_it_is_given_up_with_its_digits(cast: Cast, codes: list[str]) -> None:
    client = _half_signed_in()
    client.post(GIVE, {"digits": codes[0]})
    client.post("/accounts/self/second-factor/drop/", {"digits": codes[1]})
    assert not TOTPDevice.objects.filter(user=cast.town).exists()


@override_settings(SECOND_FACTOR_ROLES=frozenset({"town"}))
def test_a_role_may_demand_it(cast: Cast) -> None:
    client = _half_signed_in()
    assert client.get("/").headers["Location"] == SET_UP
    client.get(SET_UP)
    client.post(SET_UP, {"digits": _digits(cast.town)})
    assert client.get("/").status_code == 200
