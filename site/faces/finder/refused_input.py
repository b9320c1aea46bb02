"""What was wrong with a question, with everything that was typed still there (DESIGN, rule 3)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from faces.finder.finder_query import OWN_PARAMETERS
from faces.parts.parameter_labels import parameter_name
from search.query import BY_NAME, ParameterError

#: Values of one parameter that are shown again; more than that nobody typed.
_MOST_VALUES = 10
_LONGEST_VALUE = 300


@dataclass(frozen=True)
class FaultyField:
    """A field to mend: what it is called, what was typed, what is wrong with it."""

    name: str
    label: str
    typed: str
    messages: tuple[str, ...]


@dataclass(frozen=True)
class FaultsView:
    """``q`` has its own field in the form; ``kept`` are the parameters that travel on unseen."""

    typed: str
    faulty: tuple[FaultyField, ...]
    kept: tuple[tuple[str, str], ...]

    @property
    def q_messages(self) -> tuple[str, ...]:
        return next((field.messages for field in self.faulty if field.name == "q"), ())


def make_faults(errors: Sequence[ParameterError], given: Mapping[str, Sequence[str]]) -> FaultsView:
    messages: dict[str, list[str]] = {}
    for error in errors:
        messages.setdefault(error.parameter, []).append(error.message)
    faulty = tuple(
        FaultyField(name, parameter_name(name), _shown(given.get(name, ())), tuple(said))
        for name, said in messages.items()
    )
    kept = tuple(
        (name, value[:_LONGEST_VALUE])
        for name, values in given.items()
        if (name in BY_NAME or name in OWN_PARAMETERS) and name not in messages and name not in ("q", "page")
        for value in values[:_MOST_VALUES]
    )
    return FaultsView(_shown(given.get("q", ())), faulty, kept)


def _shown(values: Sequence[str]) -> str:
    """The typed values on one line, without characters that no field can hold."""
    line = " ".join(values[:_MOST_VALUES])
    return "".join(character for character in line if character.isprintable())[:_LONGEST_VALUE]
