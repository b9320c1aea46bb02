"""View model of a form whose input was refused: what is wrong, with everything that was typed still in its fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from faces.parts.parameter_labels import FINDER_PARAMETERS, parameter_label
from search.query import BY_NAME, ParameterError

#: Values of one parameter that are shown again, and characters of each; nobody types more than that.
_MAX_VALUES = 10
_MAX_VALUE_LENGTH = 300


@dataclass(frozen=True)
class RefusedField:
    """A field to correct: its label, what was typed, what is wrong with it."""

    name: str
    label: str
    typed: str
    messages: tuple[str, ...]


@dataclass(frozen=True)
class RefusedInputView:
    """``typed``: the words for ``q``, which has a field of its own. ``kept``: the parameters in hidden fields."""

    typed: str
    faulty: tuple[RefusedField, ...]
    kept: tuple[tuple[str, str], ...]

    @property
    def q_messages(self) -> tuple[str, ...]:
        return next((field.messages for field in self.faulty if field.name == "q"), ())


def make_refused_input(errors: Sequence[ParameterError], parameters: Mapping[str, Sequence[str]]) -> RefusedInputView:
    messages: dict[str, list[str]] = {}
    for error in errors:
        messages.setdefault(error.parameter, []).append(error.message)
    faulty = tuple(
        RefusedField(name, parameter_label(name), _one_line(parameters.get(name, ())), tuple(texts))
        for name, texts in messages.items()
    )
    kept = tuple(
        (name, value[:_MAX_VALUE_LENGTH])
        for name, values in parameters.items()
        if (name in BY_NAME or name in FINDER_PARAMETERS) and name not in messages and name not in ("q", "page")
        for value in values[:_MAX_VALUES]
    )
    return RefusedInputView(_one_line(parameters.get("q", ())), faulty, kept)


def _one_line(values: Sequence[str]) -> str:
    """The values on one line, without characters that a field can't hold."""
    line = " ".join(values[:_MAX_VALUES])
    return "".join(character for character in line if character.isprintable())[:_MAX_VALUE_LENGTH]
