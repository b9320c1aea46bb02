"""Checks of a PO file before wagtail-localize imports it: what it can't read is told, and work has a limit."""

from __future__ import annotations

import tempfile
from typing import Any

import polib
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import Translation
from wagtail_localize.views import edit_translation

from listings.localize_strings import max_length
from regions.refusals.request_input import MalformedInputError, is_storable

#: Bytes of a file, and its texts. The longest page of the demo has some sixty texts.
MAX_BYTES = 500_000
MAX_ENTRIES = 1_000
#: The header by which a file belongs to a translation.
_TRANSLATION_ID = "X-WagtailLocalize-TranslationID"


def upload(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Import a PO file. Raises ``MalformedInputError``, and then no text of it is kept."""
    translation = get_object_or_404(Translation, id=translation_id)
    page = translation.get_target_instance()
    if not isinstance(page, Page) or not page.permissions_for_user(request.user).can_edit():
        raise PermissionDenied
    if request.method == "POST":
        _check(request.FILES.get("file"), translation, request.user)
    response: HttpResponse = edit_translation.upload_pofile(request, translation_id)
    return response


def _check(file: Any, translation: Translation, user: Any) -> None:
    if file is None:
        raise MalformedInputError(_("Choose the PO file that you want to import."))
    if file.size > MAX_BYTES:
        raise MalformedInputError(_("The PO file is too large: at most %d kB are possible.") % (MAX_BYTES // 1000))
    content = file.read()
    file.seek(0)
    if content.count(b"msgid") > MAX_ENTRIES:
        raise MalformedInputError(_("The PO file has too many texts: at most %d are possible.") % MAX_ENTRIES)
    po = _parse(content)
    if po.metadata.get(_TRANSLATION_ID) != str(translation.uuid):
        raise MalformedInputError(
            _("The PO file belongs to another translation. Download this translation's file, and fill that in.")
        )
    for entry in po:
        if not all(map(is_storable, (entry.msgid, entry.msgstr, entry.msgctxt or ""))):
            raise MalformedInputError(_("A text of the PO file contains a character that no text can have."))
        if len(entry.msgstr) > max_length(translation, entry.msgctxt or ""):
            raise MalformedInputError(_("A text of the PO file is too long: “%s…”") % entry.msgstr[:60])
    _check_changes(po, translation, user)


def _check_changes(po: polib.POFile, translation: Translation, user: Any) -> None:
    """Refuse a file that would overwrite what others have translated since it was downloaded."""
    try:
        made_at = parse_datetime(po.metadata.get("POT-Creation-Date", ""))
    except ValueError:
        made_at = None
    if made_at is None or timezone.is_naive(made_at):
        raise MalformedInputError(_("The PO file doesn't say when it was made. Download it again, and fill that in."))
    segments = translation.source.stringsegment_set.all()
    texts = segments.get_translations(translation.target_locale).select_related("translation_of", "context")
    changed = texts.filter(updated_at__gt=made_at).exclude(last_translated_by=user)
    stored = {(text.translation_of.data, text.context.path): text.data for text in changed}
    for entry in po:
        theirs = stored.get((entry.msgid, entry.msgctxt))
        if theirs is not None and entry.msgstr not in ("", theirs):
            message = _("Somebody has changed “%s” since you downloaded the file. Download it again.")
            raise MalformedInputError(message % theirs[:60])


def _parse(content: bytes) -> polib.POFile:
    """Read a file. Its name is given to polib, which would open a file that the text of another one names."""
    with tempfile.NamedTemporaryFile(suffix=".po") as copy:
        copy.write(content)
        copy.flush()
        try:
            return polib.pofile(copy.name)
        except (OSError, ValueError, LookupError) as error:  # polib's own fault is an OSError
            raise MalformedInputError(_("This is no PO file that can be read. Nothing of it was imported.")) from error
