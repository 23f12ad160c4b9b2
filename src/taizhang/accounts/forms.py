"""Forms of the accounts."""

from __future__ import annotations

from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.utils.translation import gettext_lazy as _


class SignInForm(AuthenticationForm):
    """User name and password."""

    error_messages = {
        "invalid_login": _("用户名或密码不对。请核对后再试；忘记密码请联系本单位的系统管理员。"),
        "inactive": _("这个账号已停用。"),
    }


class PasswordForm(PasswordChangeForm):
    """The old password and, twice, the new one."""
