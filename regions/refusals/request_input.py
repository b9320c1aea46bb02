"""What a request of the admin may carry. What nobody can have meant is refused before any work, with a sentence.

Wagtail trusts what its own scripts send: there a missing count, a number beyond the database's or a NUL ends in a
server error. ``check_address`` and ``check_form`` look at what came, ``as_refusal`` knows the few exceptions that say
that the input was at fault. Everything else stays a server error, and is logged.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import BadRequest, ValidationError
from django.db import DataError
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDictKeyError
from django.utils.translation import gettext as _

#: Rows of one list in a form, blocks of one text, and tags of a page.
MAX_ROWS = 200
MAX_TAGS = 30
#: The largest id that PostgreSQL stores.
MAX_ID = 2**63 - 1
#: Where pages of a list end.
MAX_POSITION = 1_000_000

_LINE = re.compile(r"[\0\ud800-\udfff]")
_COUNTERS = ("-TOTAL_FORMS", "-INITIAL_FORMS", "-count")
_BLOCK_ORDER = re.compile(r"-\d+-order$")
_POSITIONS = frozenset({"p", "page", "offset", "limit", "page_size"})
_TAGS = "tags"
#: Fields whose absence a view doesn't notice.
_REQUIRED = {"wagtailadmin_choose_page_external_link": ("external-link-chooser-url",)}
#: Namespaces of the admin's own API, and views that only look objects up by the ids in the address.
_API = "wagtailadmin_api:"
_LOOKUPS = frozenset({"chosen", "chosen_multiple"})
#: How words of a search in that API go together.
_OPERATOR = "search_operator"
_OPERATORS = ("", "and", "or")
_CHOICES_OF_OPERATOR = {"name": _OPERATOR, "choices": "and, or"}
_EXTRA = "workflow-action-extra-data"


class MalformedInputError(BadRequest):
    """The input can't be read. The message says what is wrong with it, for people."""


def is_storable(text: str) -> bool:
    """Whether PostgreSQL can keep a text: without NUL, and without halves of surrogate pairs."""
    return _LINE.search(text) is None


def drop_broken_cookies(request: HttpRequest) -> None:
    """Leave out cookies with characters that no cookie of ours has: they are nobody's session."""
    for name in [name for name, value in request.COOKIES.items() if not is_storable(name + value)]:
        del request.COOKIES[name]


def check_address(request: HttpRequest, arguments: Mapping[str, Any]) -> None:
    """Check path, query and the numbers in both. Raises ``MalformedInputError``."""
    if not is_storable(request.path_info):
        raise MalformedInputError(_("The address contains characters that no address has."))
    if any(isinstance(value, int) and value > MAX_ID for value in arguments.values()):
        raise MalformedInputError(_("The address contains a number that is too large."))
    _check_texts(request.GET)
    for name in _POSITIONS & request.GET.keys():
        if any(_is_beyond(value, MAX_POSITION) for value in request.GET.getlist(name)):
            raise MalformedInputError(_("“%s” is too large.") % name)
    ids = request.GET.getlist("id")
    if any(_is_beyond(value, MAX_ID) for value in ids):
        raise MalformedInputError(_("“%s” is too large.") % "id")
    if view_of(request).startswith(_API) and not all(map(_is_number, ids)):
        raise MalformedInputError(_("“%s” is not a number.") % "id")
    if view_of(request).startswith(_API) and request.GET.get(_OPERATOR, "or") not in _OPERATORS:
        raise MalformedInputError(_("“%(name)s” is one of: %(choices)s.") % _CHOICES_OF_OPERATOR)


def view_of(request: HttpRequest) -> str:
    """The name of the view that the address leads to, with its namespaces."""
    return request.resolver_match.view_name if request.resolver_match else ""


def _is_number(value: str) -> bool:
    return value.isascii() and value.isdecimal()


def _is_beyond(value: str, limit: int) -> bool:
    """Whether a text is a whole number beyond a limit. Long ones aren't converted: that costs time."""
    digits = value.strip().lstrip("+-0")
    return digits.isdecimal() and (len(digits) > len(str(limit)) or int(digits) > limit)


def check_form(data: QueryDict, view: str = "") -> None:
    """Check the fields of a form: their characters, and how much they ask for. Raises ``MalformedInputError``.

    ``view`` is the name of the view that gets the form.
    """
    for name in _REQUIRED.get(view, ()):
        if name not in data:
            raise MalformedInputError(_("The form is incomplete: %s is missing.") % name)
    _check_texts(data)
    _check_counters(data)
    for prefix in {name.removesuffix("-TOTAL_FORMS") for name in data if name.endswith("-TOTAL_FORMS")}:
        _check_row_ids(prefix, data)
    if any(len(re.split(r"," if "," in value else r"\s+", value)) > MAX_TAGS for value in data.getlist(_TAGS)):
        raise MalformedInputError(_("A page has at most %d tags.") % MAX_TAGS)
    if _EXTRA in data:
        _check_extra(str(data[_EXTRA]))


def _check_texts(values: QueryDict) -> None:
    for name, texts in values.lists():
        if not is_storable(name) or not all(map(is_storable, _texts(texts))):
            message = _("“%s” contains a character that no text can have (NUL, or half of a pair).")
            raise MalformedInputError(message % (name if is_storable(name) else "?"))


def _texts(values: Iterable[Any]) -> Iterable[str]:
    return (value for value in values if isinstance(value, str))


def _check_counters(data: QueryDict) -> None:
    for name in data:
        if not name.endswith(_COUNTERS) and not _is_block_order(name, data):
            continue
        value = str(data[name])
        if not _is_number(value):
            raise MalformedInputError(_("“%s” is not a number.") % name)
        if _is_beyond(value, MAX_ROWS):
            raise MalformedInputError(
                _("“%(name)s”: at most %(count)d are possible.") % {"name": name, "count": MAX_ROWS}
            )


def _is_block_order(name: str, data: QueryDict) -> bool:
    """Whether a field says where a block stands among others; lists of rows may have a field of that name, too."""
    found = _BLOCK_ORDER.search(name)
    return found is not None and f"{name[: found.start()]}-count" in data


def _check_row_ids(prefix: str, data: QueryDict) -> None:
    for number in range(int(str(data[f"{prefix}-TOTAL_FORMS"]))):
        value = data.get(f"{prefix}-{number}-id", "")
        if value and (not _is_number(value) or _is_beyond(value, MAX_ID)):
            raise MalformedInputError(_("“%s” is not a number.") % f"{prefix}-{number}-id")


def _check_extra(text: str) -> None:
    """Check the data of Wagtail's dialog for an answer with a comment."""
    data = read_json(text)
    if not isinstance(data, dict) or not set(data) <= {"comment"} or not all(isinstance(v, str) for v in data.values()):
        raise MalformedInputError(_("“%s” is not what the dialog sends.") % _EXTRA)


def read_json(text: str) -> Any:
    """Read JSON whose texts can be stored. Raises ``MalformedInputError``."""
    try:
        data = json.loads(text)
        written = json.dumps(data, ensure_ascii=False)
    except (ValueError, RecursionError) as error:
        raise MalformedInputError(_("A field isn't in the form in which the page sends it (JSON).")) from error
    # JSON escapes a NUL; a backslash that somebody typed is doubled there.
    if not is_storable(written.replace("\\\\", "").replace("\\u0000", "\0")):
        raise MalformedInputError(_("A text contains a character that no text can have (NUL, or half of a pair)."))
    return data


def as_refusal(error: Exception, view: str = "") -> MalformedInputError | None:
    """The refusal that an exception of a view stands for; None for one that may be our own fault.

    A field that a form must carry is missing (``MultiValueDictKeyError``); PostgreSQL says that a value doesn't fit its
    column (``DataError``); a chooser gets an id that its model can't have (``ValueError``, ``ValidationError``); the
    admin's own API, which only reads, gets a value that is none of its field's (``ValidationError``).
    """
    if isinstance(error, MalformedInputError):
        return error
    if isinstance(error, MultiValueDictKeyError):
        return MalformedInputError(_("The form is incomplete: %s is missing.") % error.args[0])
    if isinstance(error, DataError):
        return MalformedInputError(_("A value is too long, too large, or not of its field's kind."))
    if view.rpartition(":")[2] in _LOOKUPS and isinstance(error, ValueError | ValidationError):
        return MalformedInputError(_("There is nothing with this id."))
    if view.startswith(_API) and isinstance(error, ValidationError):
        return MalformedInputError(" ".join(error.messages))
    return None
