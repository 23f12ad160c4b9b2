"""URLs of the accounts."""

from __future__ import annotations

from django.urls import path

from taizhang.accounts.views import notices, organisations, own, people, policy, second_factor, signing
from taizhang.policy.access import PUBLIC, SIGNED_IN, Access

app_name = "accounts"
urlpatterns = [
    path("sign-in/", signing.sign_in, name="sign-in"),
    path("sign-out/", signing.sign_out, name="sign-out"),
    path("self/", own.own, name="self"),
    path("self/password/", own.password, name="password"),
    path("self/mail/", own.mail, name="mail"),
    path("self/calendar/open/", own.open_calendar, name="calendar-open"),
    path("self/calendar/close/", own.close_calendar, name="calendar-close"),
    path("self/second-factor/", second_factor.give, name="second-factor"),
    path("self/second-factor/set-up/", second_factor.set_up, name="second-factor-set-up"),
    path("self/second-factor/drop/", second_factor.drop, name="second-factor-drop"),
    path("notices/", notices.index, name="notices"),
    path("notices/read/", notices.read_all, name="notices-read"),
    path("notices/<int:pk>/", notices.follow, name="notice"),
    path("people/", people.index, name="people"),
    path("people/new/", people.create, name="person-new"),
    path("people/<int:pk>/", people.detail, name="person"),
    path("people/<int:pk>/edit/", people.edit, name="person-edit"),
    path("people/<int:pk>/admit/", people.admit, name="person-admit"),
    path("people/<int:pk>/password/", people.reset_password, name="person-password"),
    path("people/<int:pk>/second-factor/", people.reset_second_factor, name="person-second-factor"),
    path("people/<int:pk>/roles/", people.give_role, name="role-give"),
    path("roles/<int:pk>/end/", people.end_role, name="role-end"),
    path("organisations/", organisations.index, name="organisations"),
    path("organisations/new/", organisations.create, name="organisation-new"),
    path("organisations/<int:pk>/", organisations.detail, name="organisation"),
    path("organisations/<int:pk>/edit/", organisations.edit, name="organisation-edit"),
    path("organisations/<int:pk>/close/", organisations.close, name="organisation-close"),
    path("policy/", policy.policy, name="policy"),
    path("self/sessions/<slug:handle>/end/", own.end_session, name="end-session"),
]
access = {
    "sign-in": PUBLIC,
    "sign-out": Access("signed-in", methods=("POST",)),
    "self": SIGNED_IN,
    "password": Access("signed-in", methods=("GET", "POST")),
    "mail": Access("accounts.edit_self", methods=("POST",)),
    "calendar-open": Access("accounts.edit_self", methods=("POST",)),
    "calendar-close": Access("accounts.edit_self", methods=("POST",)),
    "second-factor": Access("signed-in", methods=("GET", "POST")),
    "second-factor-set-up": Access("signed-in", methods=("GET", "POST")),
    "second-factor-drop": Access("signed-in", methods=("POST",)),
    "notices": SIGNED_IN,
    "notices-read": Access("signed-in", methods=("POST",)),
    "notice": Access("accounts.edit_self", of="accounts.notice", file=True),
    "people": Access("accounts.view_people"),
    "person-new": Access("accounts.manage_people", methods=("GET", "POST")),
    "person": Access("accounts.view_people", of="accounts.person"),
    "person-edit": Access("accounts.manage_people", of="accounts.person", methods=("GET", "POST")),
    "person-admit": Access("accounts.manage_people", of="accounts.person", methods=("POST",)),
    "person-password": Access("accounts.manage_people", of="accounts.person", methods=("POST",)),
    "person-second-factor": Access("accounts.assign_roles", of="accounts.person", methods=("POST",)),
    "role-give": Access("accounts.assign_roles", of="accounts.person", methods=("POST",)),
    "role-end": Access("accounts.assign_roles", of="accounts.membership", methods=("POST",)),
    "organisations": Access("accounts.view_people"),
    "organisation-new": Access("accounts.manage_organisations", methods=("GET", "POST")),
    "organisation": Access("accounts.view_people", of="accounts.organisation"),
    "organisation-edit": Access("accounts.manage_organisations", of="accounts.organisation", methods=("GET", "POST")),
    "organisation-close": Access("accounts.manage_organisations", of="accounts.organisation", methods=("POST",)),
    "policy": Access("accounts.view_policy"),
    "end-session": Access("accounts.edit_self", of="accounts.session", methods=("POST",)),
}
