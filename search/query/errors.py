"""What is wrong with a query, said so that the asker can mend it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ParameterError:
    """One fault: the parameter as it stands in the address, and a sentence that says what to do about it."""

    parameter: str
    message: str


class InvalidQuery(ValueError):
    """A query that can't be answered; ``errors`` has every fault found in it, never none."""

    def __init__(self, errors: list[ParameterError]) -> None:
        super().__init__("; ".join(f"{error.parameter}: {error.message}" for error in errors))
        self.errors = errors


class ValueFault(ValueError):
    """One value that can't be read; its text is the message of a ``ParameterError``."""
