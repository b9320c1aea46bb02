"""Jobs and steps run in order, and one that fails doesn't stop the others."""

from functools import partial

from regions.periodic import Job, Outcome, Step, run_all
from regions.registry import Registry


def _fails() -> int:
    raise ValueError("no mail server")


def test_entries_run_in_the_order_of_registering() -> None:
    registry: Registry[Job] = Registry("job")
    ran: list[str] = []
    for name in ("second", "first"):
        registry.register(name, partial(ran.append, name))

    run_all(registry)

    assert ran == ["second", "first"]


def test_a_failing_entry_does_not_stop_the_next() -> None:
    registry: Registry[Step] = Registry("step")
    registry.register("digest", _fails)
    registry.register("index", lambda: 3)

    assert run_all(registry) == [Outcome("digest", error="ValueError: no mail server"), Outcome("index", done=3)]
