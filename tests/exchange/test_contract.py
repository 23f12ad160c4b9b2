"""The API keeps the contract that it publishes: Schemathesis asks whatever the description allows, and what it does not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, given, settings
from openapi_spec_validator import validate
from schemathesis import GenerationMode

from taizhang.exchange.resources import RESOURCES
from tests.cast import Cast
from tests.exchange.makers import key_for, played

ADDRESS = "/api/v1/openapi.json"
EXAMPLES = 12


@pytest.fixture
def _connected() -> Iterator[None]:
    """Requests come outside Django's own client, and must not end the connection that the test's transaction is in."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_description_is_valid_in_both_languages(language: str) -> None:
    described = Client()
    described.cookies["taizhang_language"] = language
    found = described.get(ADDRESS).json()
    validate(found)
    assert found["openapi"] == "3.1.0"
    assert len(found["paths"]) == 3 * len(RESOURCES) + 1
    said = found["components"]["schemas"]["Commitments"]["properties"]["target"]["description"]
    assert said == {"zh-hans": "目标值", "en": "Target value"}[language]


@pytest.mark.slow
@pytest.mark.usefixtures("_connected")
@pytest.mark.parametrize("mode", list(GenerationMode))
def test_every_operation_keeps_the_contract(cast: Cast, mode: GenerationMode) -> None:
    """No fault of the server, no status, header or body that the description does not have, no unkeyed answer."""
    played(cast)
    _key, secret = key_for(cast, "office", per_minute=6000)
    schema = schemathesis.openapi.from_wsgi(ADDRESS, get_wsgi_application())
    asked = [_keeps(each.ok(), secret, mode) for each in schema.get_all_operations()]
    assert len(asked) == 3 * len(RESOURCES) + 1


def _keeps(operation: Any, secret: str, mode: GenerationMode) -> str:
    @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck), database=None)
    @given(operation.as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:
        case.call_and_validate(headers={"Authorization": f"Bearer {secret}", "Accept-Encoding": "identity"})

    ask()
    return str(operation.label)
