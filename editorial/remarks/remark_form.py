"""A reviewer's remarks as they are typed beside the shown differences: part of the one form that answers."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.forms import Textarea
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from editorial.desk_texts.description_field import MAX_TYPED
from editorial.remarks.remarked_places import can_be_remarked, takes_suggestion
from editorial.remarks.typed_texts import typed_text
from editorial.text_changes.text_places import TextPlace
from regions.languages import direction
from regions.written.clean_text import clean_text

#: Names of the inputs begin so; the rest is the name of the place.
REMARK, SUGGESTION = "remark-", "suggestion-"
#: Characters of one remark, and remarks of one answer.
MOST_CHARACTERS, MOST_REMARKS = 2_000, 50
_LONGEST_NAME = 100


@dataclass(frozen=True)
class SentRemark:
    """What a reviewer says of one place: a text, another wording, or both. An empty wording is none.

    ``said_of`` is what stands there, in words of the text's language; of a text that takes suggestions as one types it.
    """

    name: str
    text: str = ""
    suggestion: str = ""
    said_of: str = ""


@dataclass(frozen=True)
class RemarkField:
    """The inputs at one place, with what stands in them. ``suggestion`` is what is there now until it is changed."""

    name: str
    text: str
    suggestion: str
    takes_suggestion: bool
    language: str
    faults: tuple[str, ...] = ()
    is_open: bool = False

    @property
    def rows(self) -> int:
        """Lines that the suggestion's input shows."""
        if TextPlace.of(self.name).string:
            return max(2, len(self.suggestion) // 70 + 1)
        return 10 if self.name == "description" else 2

    @property
    def fault_ids(self) -> str:
        return " ".join(f"{self.remark_name}_{number}" for number in range(1, len(self.faults) + 1))

    @property
    def remark_name(self) -> str:
        return f"{REMARK}{self.name}"

    @property
    def suggestion_name(self) -> str:
        return f"{SUGGESTION}{self.name}"

    @property
    def remark_input(self) -> SafeString:
        return self._input(self.remark_name, self.text, rows=2, dir="auto")

    @property
    def suggestion_input(self) -> SafeString:
        spoken = {"lang": self.language, "dir": direction(self.language)}
        return self._input(self.suggestion_name, self.suggestion, rows=self.rows, **spoken)

    def _input(self, name: str, value: str, **attributes: Any) -> SafeString:
        fault = {"aria-invalid": "true", "aria-describedby": self.fault_ids} if self.faults else {}
        return Textarea({"id": f"id_{name}", "cols": False, **attributes, **fault}).render(name, value)


class RemarkForm:
    """``page`` is the version that is reviewed, ``data`` the sent form. What has a fault stays as it was typed.

    ``say`` returns what stands at each place that was shown, in words of the text's language, by its name; it is
    called where something was said. Of a page that isn't written at the desk nothing can be said.
    """

    def __init__(
        self, page: Any, data: Mapping[str, Any] | None = None, say: Callable[[], Mapping[str, str]] = dict
    ) -> None:
        self.page, self.data, self._say = page, data or {}, say

    @cached_property
    def sent(self) -> list[SentRemark]:
        """What was said, in the form's order; also what has a fault."""
        found = [remark for name in self._names if (remark := self._read(name)).text or remark.suggestion]
        words = self._say() if found else {}
        return [remark if remark.said_of else replace(remark, said_of=words.get(remark.name, "")) for remark in found]

    @cached_property
    def faults(self) -> dict[str, tuple[str, ...]]:
        """Sentences by the name of the place; by an empty name those on all of them."""
        found = {remark.name: faults for remark in self.sent if (faults := tuple(self._faults_of(remark)))}
        if len(self.sent) > MOST_REMARKS:
            found[""] = (_("These are too many remarks: at most %(most)d.") % {"most": MOST_REMARKS},)
        return found

    def is_valid(self) -> bool:
        return not self.faults

    @property
    def first_fault(self) -> str:
        """The first sentence; empty where nothing is wrong."""
        return next((faults[0] for faults in self.faults.values()), "")

    def speaks_of(self, names: Collection[str]) -> bool:
        """Whether something was said of one of these places."""
        return any(remark.name in names for remark in self.sent)

    def field(self, name: str) -> RemarkField | None:
        """Return the inputs at a place; None where nothing can be said of it."""
        if not can_be_remarked(self.page, name):
            return None
        takes = takes_suggestion(self.page, name)
        sent = self.data.get(f"{SUGGESTION}{name}")
        return RemarkField(
            name=name,
            text=str(self.data.get(f"{REMARK}{name}", "")),
            suggestion=(typed_text(self.page, name) if sent is None else str(sent)) if takes else "",
            takes_suggestion=takes,
            language=self.page.language,
            faults=self.faults.get(name, ()),
            is_open=self.speaks_of({name}),
        )

    @property
    def _names(self) -> list[str]:
        found = [
            key.removeprefix(start) for key in self.data for start in (REMARK, SUGGESTION) if key.startswith(start)
        ]
        known = dict.fromkeys(name for name in found if len(name) <= _LONGEST_NAME)
        return [name for name in known if can_be_remarked(self.page, name)]

    def _read(self, name: str) -> SentRemark:
        text = _plain(self.data.get(f"{REMARK}{name}", ""))
        if not takes_suggestion(self.page, name):
            return SentRemark(name, text)
        now, suggestion = typed_text(self.page, name), _plain(self.data.get(f"{SUGGESTION}{name}", ""))
        return SentRemark(name, text, suggestion if suggestion != _plain(now) else "", now)

    def _faults_of(self, remark: SentRemark) -> list[str]:
        said = _("This is too long: at most %(most)d characters.")
        found = [said % {"most": MOST_CHARACTERS}] if len(remark.text) > MOST_CHARACTERS else []
        most = self._longest(remark.name) if remark.suggestion else None
        if most is not None and len(remark.suggestion) > most:
            found.append(_("The suggested wording is too long: at most %(most)d characters.") % {"most": most})
        return found

    def _longest(self, name: str) -> int | None:
        field = TextPlace.of(name).name
        if field == "description":
            return MAX_TYPED
        most: int | None = getattr(self.page._meta.get_field(field), "max_length", None)
        return most


def _plain(text: Any) -> str:
    """What was typed, with plain ends of lines and without what nobody types."""
    return clean_text(str(text).replace("\r\n", "\n").replace("\r", "\n"), lines=True).strip()
