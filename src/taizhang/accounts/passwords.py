"""The rule that a password mixes kinds of character, beside the validators Django brings."""

from __future__ import annotations

import secrets

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

WANTED_KINDS = 3


class KindsOfCharacterValidator:
    """At least three of: capital letters, small letters, digits, anything else."""

    def validate(self, password: str, user: object = None) -> None:
        """Raise ValidationError if the password has fewer than three kinds."""
        if _kinds(password) < WANTED_KINDS:
            raise ValidationError(self.get_help_text(), code="password_too_plain")

    def get_help_text(self) -> str:
        """The rule in words."""
        return _("密码须包含大写字母、小写字母、数字、符号中的至少三种。")


def _kinds(password: str) -> int:
    tests = (str.isupper, str.islower, str.isdigit, lambda c: not c.isupper() and not c.islower() and not c.isdigit())
    return sum(any(test(character) for character in password) for test in tests)


def generated() -> str:
    """A first password to hand over: easy to read and type, and within the rules.

    >>> password = generated()
    >>> len(password), _kinds(password)
    (14, 4)
    """
    # Without the letters and digits that are taken for each other.
    groups = ["".join(secrets.choice("abcdefghjkmnpqrstuvwxyz") for _ in range(4)) for _ in range(2)]
    return f"{groups[0].capitalize()}-{groups[1]}-{secrets.randbelow(9000) + 1000}"
