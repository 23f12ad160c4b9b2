"""URLs of the accounts."""

from __future__ import annotations

from django.urls import path

from taizhang.accounts.views import own, signing
from taizhang.policy.access import PUBLIC, SIGNED_IN, Access

app_name = "accounts"
urlpatterns = [
    path("sign-in/", signing.sign_in, name="sign-in"),
    path("sign-out/", signing.sign_out, name="sign-out"),
    path("self/", own.own, name="self"),
    path("self/password/", own.password, name="password"),
    path("self/sessions/<str:key>/end/", own.end_session, name="end-session"),
]
access = {
    "sign-in": PUBLIC,
    "sign-out": Access("signed-in", methods=("POST",)),
    "self": SIGNED_IN,
    "password": Access("signed-in", methods=("GET", "POST")),
    "end-session": Access("accounts.edit_self", of="accounts.session", methods=("POST",)),
}
