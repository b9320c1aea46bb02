"""Jobs and steps run in order, and one that fails doesn't stop the others."""

from functools import partial

import pytest

from regions.periodic import AlreadyRegisteredError, Outcome, Registry


def _fails() -> None:
    raise ValueError("no mail server")


def _nothing() -> None:
    return None


def test_entries_run_in_the_order_of_registering() -> None:
    registry = Registry()
    ran: list[str] = []
    for name in ("second", "first"):
        registry.register(name, partial(ran.append, name))

    registry.run()

    assert ran == ["second", "first"]


def test_a_failing_entry_does_not_stop_the_next() -> None:
    registry = Registry()
    registry.register("digest", _fails)
    registry.register("index", lambda: 3)

    assert registry.run() == [Outcome("digest", error="ValueError: no mail server"), Outcome("index", done=3)]


def test_registering_the_same_function_again_changes_nothing() -> None:
    registry = Registry()
    registry.register("index", _nothing)
    registry.register("index", _nothing)

    assert registry.names() == ["index"]


def test_a_taken_name_is_refused() -> None:
    registry = Registry()
    registry.register("index", _nothing)

    with pytest.raises(AlreadyRegisteredError, match="index"):
        registry.register("index", _fails)
