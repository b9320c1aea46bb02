"""Translating one text: its page, keeping what is typed, saving, sending, looking at it, taking it back."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import override

from editorial.desk_texts.absent_writers import tells_absent, waits_for_absent
from editorial.desk_texts.taking_back import take_back_text
from editorial.desk_texts.telling_sent import tell_sent
from editorial.desk_texts.typed_storing import TooMuchTypedError
from editorial.edit_conflicts.page_lock import EditConflictError
from editorial.edit_conflicts.page_version import PageVersion
from editorial.translating.absent_forms import absent_translation
from editorial.translating.actions.save_strings import NotTakenError, SaveStrings
from editorial.translating.actions.send_translation import SendTranslation
from editorial.translating.shown_strings import string_notices, string_terms
from editorial.translating.strings_form import StringsForm, with_suggestion
from editorial.translating.translation_page import TranslationPage
from editorial.translation_orders.translated_texts import TranslatedText
from editorial.translation_orders.translator_access import for_translator, text_for
from regions.portal_request import PortalRequest


@waits_for_absent(absent_translation)
@for_translator("GET", "HEAD", "POST")
def translate(request: PortalRequest, text: TranslatedText) -> HttpResponse:
    """Show the original and the translation side by side; POST saves, and sends it (``action=send``)."""
    page = TranslationPage(request, text)
    if request.method == "POST":
        return _save(page)
    page.note_looking()
    kept = page.opened() if page.is_mine else None
    return page.show(page.form(kept), is_kept=kept is not None)


def _save(page: TranslationPage) -> HttpResponse:
    request = page.request
    suggested = with_suggestion(request.POST)
    if suggested is not None:
        request.POST = suggested
    form = page.form(request.POST)
    try:
        page.typed.keep()
    except TooMuchTypedError:
        messages.error(request, _("This is too long. Write less, for example in the description."))
        return page.show(form, status=413)
    if suggested is not None:
        return page.show(form)
    is_valid = form.is_valid()
    try:
        seen = PageVersion.of_form(request.POST)
        SaveStrings(page.text, form.changes, request.user, seen, from_memory=page.from_memory(form)).execute()
    except NotTakenError:
        return _again(page).show(form, status=409, is_not_taken=True)
    except EditConflictError as error:
        now = _again(page)
        return now.show(form, status=409, version=error.current, theirs=now.stored)
    if not is_valid or form.leftovers():
        now = _again(page)
        return now.show(_same_form(now), status=422, version=now.version)
    page.typed.forget_saved()
    if request.POST.get("action") == "send":
        return _send(_again(page))
    messages.success(request, _("Saved. Visitors see it when you have sent it and it has been approved."))
    return redirect(page.url)


def _again(page: TranslationPage) -> TranslationPage:
    """The same page as it is stored now."""
    return TranslationPage(page.request, text_for(page.request.user, page.text.key, page.text.code))


def _same_form(page: TranslationPage) -> StringsForm:
    form = page.form(page.request.POST)
    form.is_valid()
    return form


def _send(page: TranslationPage) -> HttpResponse:
    try:
        sent = SendTranslation(page.text, page.request.user, page.version).execute()
    except ValidationError as error:
        form = page.form(page.form().initial)
        form.is_valid()
        names = {name: string.name for string in reversed(form.strings) for name in (string.text, string.field)}
        for name, words in error.message_dict.items():
            form.add_error(names.get(name), words)
        return page.show(form, status=422, version=page.version)
    except EditConflictError as error:
        return page.show(page.form(), status=409, version=error.current, theirs=page.stored)
    tell_sent(page.request, sent)
    return redirect("translations")


@tells_absent(absent_translation)
@for_translator("POST")
def keep(request: PortalRequest, text: TranslatedText) -> HttpResponse:
    """Keep what is being typed, and say what is worth a look in it; the page's script asks."""
    page = TranslationPage(request, text)
    page.note_looking()
    form = page.form(request.POST)
    return page.typed.answer_to_script(notices=string_notices(form, string_terms(text, form), text.code))


@for_translator("GET", "HEAD")
def preview(request: PortalRequest, text: TranslatedText) -> HttpResponse:
    """The whole public page in this language, as it would be."""
    if text.version is None:
        messages.error(request, _("Translate the name first, and save. Then you can look at the page."))
        return redirect("translate", text.key, text.code)
    latest = text.version.get_latest_revision_as_object()
    if text.organisation is None:
        request.portal = text.portal
    with override(text.code):
        shown: HttpResponse = latest.serve_preview(request, latest.default_preview_mode)
        return shown.render() if isinstance(shown, TemplateResponse) and not shown.is_rendered else shown


@for_translator("POST")
def take_back(request: PortalRequest, text: TranslatedText) -> HttpResponse:
    """End a review that nobody has answered yet."""
    page = TranslationPage(request, text)
    take_back_text(request, text.version, page.version)
    return redirect(page.url)
