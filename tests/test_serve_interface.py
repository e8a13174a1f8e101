"""Serve: the interface is what its OpenAPI document says, also to requests that nobody would think of."""

from collections.abc import Iterator
from typing import Any

import hypothesis
import pytest
import schemathesis
from schemathesis import GenerationMode
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import positive_data_acceptance

from summarizer.settings import Settings
from tests.served import Served, serving
from tests.test_serve_guard import SMALL, TOKEN

HEADERS = {"Authorization": f"Bearer {TOKEN}"}
"""Written so, schemathesis takes the token away to see what happens then."""


@pytest.fixture(scope="module")
def locked() -> Iterator[Served]:
    """Serve with a token and small limits."""
    with serving(Settings(engine="rules"), token=TOKEN, limits=SMALL) as served:
        yield served


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["fitting", "unfitting"])
def test_the_interface_is_as_its_description_says(locked: Served, mode: GenerationMode) -> None:
    """No answer that the description does not have, no defect, nothing accepted that does not fit, nothing without the token."""
    schema = schemathesis.openapi.from_url(f"{locked.url}/openapi.json", headers=HEADERS)
    operations = [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]
    assert sorted(operation.label for operation in operations) == ["GET /briefings/{id}", "GET /days/{date}", "POST /briefings"]
    for operation in operations:

        @hypothesis.given(case=operation.as_strategy(mode))
        @hypothesis.settings(
            max_examples=8, deadline=None, derandomize=True, suppress_health_check=list(hypothesis.HealthCheck), database=None
        )
        def conforms(case: schemathesis.Case[Any]) -> None:
            # A text may fit its schema and be in a third language.
            case.call_and_validate(headers=HEADERS, excluded_checks=[positive_data_acceptance])

        conforms()
