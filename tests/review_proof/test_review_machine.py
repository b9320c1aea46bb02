"""What is public has been approved, in any order of steps by several people. `make prove` takes many more steps."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from regions.models import Portal, PortalRole
from tests.regions.factories import make_member
from tests.review_proof.review_machine import ReviewMachine
from tests.shares import TIMES

pytestmark = pytest.mark.django_db

#: Runs and the steps of each.
RUNS, STEPS = 40, 25


@pytest.fixture
def people(
    espoo: Portal, organisation: Any, coordinator: Any, vantaa_coordinator: Any, sanna: Any, veikko: Any
) -> dict[str, Any]:
    return {
        "sanna": sanna.user,
        "veikko": veikko.user,
        "coordinator": coordinator,
        "second_coordinator": make_member(espoo, PortalRole.COORDINATOR, name="second@example.org"),
        "vantaa_coordinator": vantaa_coordinator,
    }


@pytest.mark.exhaustive
def test_nothing_is_public_that_nobody_has_approved(
    people: dict[str, Any], organisation: Any, espoo: Portal, vantaa: Portal
) -> None:
    run_state_machine_as_test(
        lambda: ReviewMachine(  # type: ignore[arg-type]
            people, organisation, [espoo, vantaa]
        ),
        settings=settings(
            max_examples=RUNS * TIMES,
            stateful_step_count=STEPS,
            deadline=None,
            phases=[Phase.explicit, Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
