"""Names that people write in one field."""

from __future__ import annotations

#: Characters of a first or last name that an account keeps.
MAX_NAME = 150


def split_name(name: str) -> tuple[str, str]:
    """Return (first, last) name: the last word is the last name. One word, or a shared inbox, is a first name.

    A name with a comma, such as "Siltasanat ry, toimisto", isn't a person's and stays whole.
    """
    name = " ".join(name.split())
    if "," in name or " " not in name:
        return name[:MAX_NAME], ""
    first, _space, last = name.rpartition(" ")
    return first[:MAX_NAME], last[:MAX_NAME]
