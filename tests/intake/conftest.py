"""What the tests of the intake share: a document just read, and a colleague in the same office."""

from __future__ import annotations

import pytest
from django.test import Client

from taizhang.ledger.models import Document
from taizhang.policy.roles import Role
from tests.cast import Cast, person
from tests.intake.workspace import handed_in


@pytest.fixture
def document(cast: Cast) -> Document:
    """The sample text, uploaded by the office and read."""
    return handed_in(cast.office, cast.places["4419"])


@pytest.fixture
def colleague(cast: Cast) -> Client:
    """A second clerk of the office in a browser of their own."""
    cast.people["second"] = person("second", Role.OFFICE, cast.organisations["office"])
    return cast.client("second")
