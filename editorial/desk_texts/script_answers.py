"""What the script of a form is told while somebody types: never a page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import JsonResponse, QueryDict
from django.utils.translation import gettext as _

from editorial.desk_texts.models import TypedRow
from editorial.desk_texts.text_limits import TooLongError, check_texts
from editorial.desk_texts.typed_storing import OtherWindowError, TooMuchTypedError
from editorial.desk_texts.typed_words import time_of
from regions.refusals.request_input import MalformedInputError


def answer(status: int, **values: Any) -> JsonResponse:
    response = JsonResponse(values, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


def not_kept(status: int, said: str) -> JsonResponse:
    return answer(status, kept=False, said=said)


def kept_or_not(data: QueryDict, keep: Callable[[], TypedRow], **more: Any) -> JsonResponse:
    """Keep a form, and say when (``{"kept": true, "said": "Kept at 22.41."}``, with ``more``); or why it isn't kept.

    That is 409 (another window keeps something else), 413 or 400.
    """
    try:
        check_texts(data)
        row = keep()
    except (TooMuchTypedError, TooLongError):
        return not_kept(413, _("Not kept: this is too long. Write less, for example in the description."))
    except MalformedInputError as error:
        return not_kept(400, str(error))
    except OtherWindowError as other:
        said = _("Not kept: in another window you typed something else at %s.") % time_of(other.row.typed_at)
        return answer(409, kept=False, said=said, force=_("Keep this one instead"))
    said = " ".join(filter(None, [_("Kept at %s.") % time_of(row.typed_at), more.pop("newer", "")]))
    return answer(200, kept=True, said=said, **more)
