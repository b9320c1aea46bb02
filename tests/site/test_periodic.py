"""Jobs and steps run in the order of registration, and a failing one doesn't stop the others."""

from functools import partial

from regions.periodic import Job, Outcome, Step, run_all
from regions.registry import Registry


def _fails() -> int:
    raise ValueError("no mail server")


def test_jobs_run_in_the_order_of_registration() -> None:
    registry: Registry[Job] = Registry("job")
    calls: list[str] = []
    for name in ("second", "first"):
        registry.register(name, partial(calls.append, name))

    run_all(registry)

    assert calls == ["second", "first"]


def test_failing_step_does_not_stop_the_next() -> None:
    registry: Registry[Step] = Registry("step")
    registry.register("digest", _fails)
    registry.register("index", lambda: 3)

    assert run_all(registry) == [Outcome("digest", error="ValueError: no mail server"), Outcome("index", done=3)]
