"""Faults of a query, with messages for the person or program that sent it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ParameterError:
    """One fault: the parameter's name in the address, and a message that says how to correct it."""

    parameter: str
    message: str


class InvalidQuery(ValueError):
    """A query that is refused; ``errors`` has all its faults, at least one."""

    def __init__(self, errors: list[ParameterError]) -> None:
        super().__init__("; ".join(f"{error.parameter}: {error.message}" for error in errors))
        self.errors = errors


class ValueFault(ValueError):
    """One value that is refused; its text becomes the message of a ``ParameterError``."""
