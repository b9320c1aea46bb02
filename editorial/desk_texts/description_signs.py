"""The signs inside a line of plain typing: ``**bold**``, ``_italic_``, addresses, ``[words](address)``.

Read in one pass, so that a text takes time in proportion to its length, whatever it consists of. A sign without its
other half means itself, and so does any sign after ``\\``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from editorial.desk_texts.description_addresses import ADDRESS, MAX_ADDRESS, bare_link, ended, typed_target
from editorial.desk_texts.description_blocks import Look, Run

#: What ``\\`` takes the meaning from.
ESCAPABLE = "\\*_[]()#.-•"
_ESCAPED_IN_ADDRESS = re.compile(r"\\([\\()])")
_TOKEN = re.compile(
    rf"\\(?P<escaped>[{re.escape(ESCAPABLE)}])|(?P<address>{ADDRESS})|(?P<stars>\*+)|(?P<lines>_+)"
    r"|(?P<open>\[)|(?P<close>\]\()",
    re.IGNORECASE,
)


@dataclass
class _Token:
    """``sign`` is what it may be (``**``, ``__``, ``_``, ``[``); empty for words."""

    text: str
    sign: str = ""
    may_open: bool = False
    may_close: bool = False
    link: str = ""
    is_address: bool = False


def runs_of(text: str, pages: Collection[int] | None = None) -> list[Run]:
    """Return what the text of a block says. ``pages``: ids that a link may name (None: any)."""
    return list(_styled(_Tokens(text, pages).all()))


class _Tokens:
    def __init__(self, text: str, pages: Collection[int] | None) -> None:
        self._text, self._pages = text, pages
        self._tokens: list[_Token] = []
        self._open: list[int] = []
        self._next_end = 0

    def all(self) -> list[_Token]:
        at = 0
        while match := _TOKEN.search(self._text, at):
            self._words(self._text[at : match.start()])
            at = self._take(match)
        self._words(self._text[at:])
        return self._tokens

    def _words(self, text: str) -> None:
        if text:
            self._tokens.append(_Token(text))

    def _take(self, match: re.Match[str]) -> int:
        """Add what was found; return where to go on."""
        kind, found = match.lastgroup, match.group()
        if kind == "escaped":
            self._words(found[1:])
        elif kind == "address":
            return self._take_address(match)
        elif kind == "open":
            self._open.append(len(self._tokens))
            self._tokens.append(_Token("["))
        elif kind == "close":
            return self._take_link(match)
        else:
            self._tokens.append(self._emphasis(match))
        return match.end()

    def _take_address(self, match: re.Match[str]) -> int:
        address = ended(match.group())
        link = bare_link(address) if address else ""
        words = address if link else match.group()
        self._tokens.append(_Token(words, link=link, is_address=True))
        return match.start() + len(words)

    def _take_link(self, match: re.Match[str]) -> int:
        end = self._end_of_address(match.end())
        target = ""
        if self._open and end - match.end() <= MAX_ADDRESS + 100:
            target = self._allowed(typed_target(_ESCAPED_IN_ADDRESS.sub(r"\1", self._text[match.end() : end])))
        words = self._tokens[self._open[-1] + 1 :] if target else []
        if not target or not "".join(token.text for token in words).strip():
            self._words("](")
            return match.end()
        del self._tokens[self._open[-1] :]
        self._open.clear()
        self._tokens += [replace(token, link=target, is_address=False) for token in words]
        return end + 1

    def _end_of_address(self, start: int) -> int:
        """Return where the next ``)`` is that isn't escaped; far away for none. Each place is looked at once."""
        at = max(start, self._next_end)
        while (at := self._text.find(")", at)) >= 0 and self._is_escaped(at, start):
            at += 1
        self._next_end = at if at >= 0 else len(self._text) + MAX_ADDRESS + 200
        return self._next_end

    def _is_escaped(self, at: int, start: int) -> bool:
        before = 0
        while at - before > start and before < MAX_ADDRESS and self._text[at - before - 1] == "\\":
            before += 1
        return before % 2 == 1

    def _allowed(self, target: str) -> str:
        if target.startswith("page:") and self._pages is not None and int(target[5:]) not in self._pages:
            return ""
        return target

    def _emphasis(self, match: re.Match[str]) -> _Token:
        found = match.group()
        if found not in ("**", "__", "_"):
            return _Token(found)
        before = self._text[match.start() - 1 : match.start()] or " "
        after = self._text[match.end() : match.end() + 1] or " "
        may_open, may_close = not after.isspace(), not before.isspace()
        if found == "_":
            may_open, may_close = may_open and not before.isalnum(), may_close and not after.isalnum()
        return _Token(found, found, may_open, may_close)


def _styled(tokens: list[_Token]) -> Iterator[Run]:
    """Pair the signs, and give the words between them their look."""
    pairs: dict[int, int] = {}
    waiting: dict[str, int] = {}
    for at, token in enumerate(tokens):
        if token.sign in waiting and token.may_close:
            pairs[waiting.pop(token.sign)] = at
        elif token.sign and token.sign not in waiting and token.may_open:
            waiting[token.sign] = at
    ends = set(pairs.values())
    on = {"**": 0, "__": 0, "_": 0}
    for at, token in enumerate(tokens):
        if at in pairs:
            on[token.sign] += 1
        elif at in ends:
            on[token.sign] -= 1
        else:
            yield Run(token.text, Look(on["**"] > 0, on["__"] + on["_"] > 0, token.link))
