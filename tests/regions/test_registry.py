"""What every registry does, whatever is registered in it."""

import pytest

from regions.registry import AlreadyRegisteredError, Registry


@pytest.fixture
def registry() -> Registry[str]:
    registry: Registry[str] = Registry("colour")
    registry.register("sky", "blue", order=200)
    registry.register("grass", "green", order=100)
    return registry


def test_lower_order_comes_first(registry: Registry[str]) -> None:
    assert registry.items() == [("grass", "green"), ("sky", "blue")]


def test_equal_order_keeps_the_order_of_registration(registry: Registry[str]) -> None:
    registry.register("sea", "grey", order=200)
    registry.register("earth", "brown", order=200)
    assert registry.names() == ["grass", "sky", "sea", "earth"]


def test_same_entry_again_changes_nothing(registry: Registry[str]) -> None:
    registry.register("sky", "blue", order=200)
    assert registry.entries() == ["green", "blue"]


@pytest.mark.parametrize(("entry", "order"), [("grey", 200), ("blue", 300)])
def test_other_entry_under_a_taken_name_is_refused(registry: Registry[str], entry: str, order: int) -> None:
    with pytest.raises(AlreadyRegisteredError, match="colour is registered as 'sky'"):
        registry.register("sky", entry, order=order)
    assert registry.get("sky") == "blue"


def test_unknown_name_has_no_entry(registry: Registry[str]) -> None:
    assert registry.get("snow") is None


def test_replacement_ends_with_its_block(registry: Registry[str]) -> None:
    with registry.replaced("sky", "grey"), registry.replaced("snow", "white"):
        assert (registry.get("sky"), registry.get("snow")) == ("grey", "white")
    assert (registry.get("sky"), registry.get("snow")) == ("blue", None)
