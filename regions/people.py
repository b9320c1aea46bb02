"""People in words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

#: The user name of the account that stands for everybody whose account was erased. Nobody can sign in with it.
DELETED_PERSON_NAME = "deleted-person"
#: What stands in stored text where an erased person's name or address was.
DELETED_PERSON_WORDS = "poistettu henkilö"


def person_name(user: Any) -> str:
    """Return a person's full name, else the name they sign in with; empty without a person.

    For erased people it says so, in the active language.
    """
    if user is None:
        return ""
    if user.get_username() == DELETED_PERSON_NAME:
        return _("deleted person")
    return str(user.get_full_name() or user.get_username())
