"""Addresses in a description: which are links, and where those lead."""

from __future__ import annotations

import re
from collections.abc import Iterator

from regions.rich_text import link_address, web_address

#: Characters of an address; a longer one is no link.
MAX_ADDRESS = 2000
#: Two underscores are a sign of emphasis, and in no address.
_MAIL = r"[^\W_](?:(?:(?!__)[\w.+-]){0,62}[^\W_.+-])?@[^\W_](?:[^\W_]|-){0,62}(?:\.[^\W_](?:[^\W_]|-){0,62}){1,8}"
#: Not in the middle of a word, and not after what belongs to an address. Bounded, so that no text takes long.
ADDRESS = (
    r"(?<![^\W_])(?<![@/.:+\-\\])"
    rf"(?:(?:https?://|www\.)(?:(?!__)[^\s<>\"\[\]\\*]){{1,{MAX_ADDRESS - 20}}}|{_MAIL})"
)
_ADDRESS = re.compile(ADDRESS, re.IGNORECASE)
_MAIL_ONLY = re.compile(_MAIL)
_PHONE = re.compile(r"\+?\d[\d \-]{3,20}\d")
_PAGE = re.compile(r"page:[0-9]{1,9}")
#: What ends the sentence, and not the address.
_AFTER = ".,;:!?'’”»…_"


def ended(address: str) -> str:
    """Return what was found without the signs after it."""
    while address and (address[-1] in _AFTER or (address[-1] == ")" and address.count("(") < address.count(")"))):
        address = address[:-1]
    return address


def bare_link(text: str) -> str:
    """Return where a text leads that is an address as a whole, else nothing."""
    match = _ADDRESS.match(text)
    return _target(text) if match and ended(match.group()) == text else ""


def _target(address: str) -> str:
    lower = address.lower()
    if lower.startswith("www."):
        address = f"https://{address}"
    elif not lower.startswith(("http://", "https://")):
        return f"mailto:{address}"
    return web_address(address)


def linked_pieces(text: str) -> Iterator[tuple[str, str]]:
    """Yield the text in pieces, each with where it leads (or nothing)."""
    at = 0
    for match in _ADDRESS.finditer(text):
        address = ended(match.group())
        target = _target(address) if address else ""
        if target:
            yield text[at : match.start()], ""
            yield address, target
            at = match.start() + len(address)
    yield text[at:], ""


def typed_target(typed: str) -> str:
    """Return where ``[words](typed)`` leads; nothing for what isn't understood as an address."""
    typed = typed.strip()
    if _PAGE.fullmatch(typed):
        return typed
    if _PHONE.fullmatch(typed):
        return "tel:" + re.sub(r"[ \-]", "", typed)
    if _MAIL_ONLY.fullmatch(typed):
        return f"mailto:{typed}"
    if typed.lower().startswith("www.") and bare_link(typed):
        return f"https://{typed}"
    return stored_target(typed)


def stored_target(address: str) -> str:
    """Return an address of a stored link if readers may be led there, else nothing."""
    address = re.sub(r"[\t\n\r\v\f\x1c-\x1e\x85\u2028\u2029]", "", address).strip()
    return address if len(address) <= MAX_ADDRESS and link_address(address) else ""
