"""Writing a second language at the desk, for every kind of page that has one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from wagtail.models import Revision

from editorial.desk_texts.actions.send_text import SendText
from editorial.desk_texts.taking_back import take_back_text
from editorial.desk_texts.telling_sent import tell_sent
from editorial.desk_texts.typed_storing import TooMuchTypedError
from editorial.desk_texts.typed_texts import TypedPlace, TypedSheet
from editorial.edit_conflicts.page_lock import EditConflictError
from editorial.edit_conflicts.page_version import PageVersion
from editorial.review.lookers import note_looking
from editorial.review.review_answers import has_unsent_text, review_standing
from editorial.second_language.actions.save_second_text import SaveSecondText, TranslatorsTextError
from editorial.second_language.languages import LanguageState, language_state
from editorial.second_language.second_text_form import SecondTextForm, missing_texts
from editorial.trust.sending_words import SendingWords, sending_words
from listings.models import FamilyPage, Organisation
from listings.translated_texts.origins import all_strings
from regions.languages import direction, own_name
from regions.metadata import unlisted
from regions.portal_request import PortalRequest

#: The field of the form with the number of the first text's revision that was shown beside it.
FIRST_REVISION = "first_revision"


@dataclass(frozen=True)
class SecondText:
    """The second language ``code`` of a stored source page. The addresses are those of its other pages."""

    source: FamilyPage
    organisation: Organisation
    code: str
    url_name: str
    back_url: str
    check_url: str

    @cached_property
    def state(self) -> LanguageState:
        """Raises ``Http404`` where the text can't stand in this language."""
        found = language_state(self.source, self.organisation, self.url_name, self.code)
        if found is None:
            raise Http404
        return found

    @cached_property
    def first(self) -> FamilyPage:
        """The first text as its writer has it."""
        draft: FamilyPage = self.source.get_latest_revision_as_object()
        return draft

    def first_shown(self, revision_id: str) -> FamilyPage:
        """The first text as a form showed it, by the number of its revision; the latest one where that says nothing."""
        if revision_id == str(self.source.latest_revision_id) or not revision_id.isdecimal():
            return self.first
        revision = Revision.objects.for_instance(self.source).filter(pk=int(revision_id[:18])).first()
        if revision is None:
            return self.first
        shown: FamilyPage = self.source.with_content_json(revision.content)
        return shown

    def first_revision(self, form: SecondTextForm) -> str:
        """The number of the first text's revision beside which a form was filled in; of a new form the latest one."""
        sent = str(form.data.get(FIRST_REVISION, "")) if form.is_bound else ""
        return sent[:18] if sent.isdecimal() else str(self.source.latest_revision_id or "")

    def has_first_changed(self, revision_id: str) -> bool:
        """Whether the first text says something else than in its revision of this number."""
        shown = self.first_shown(revision_id)
        return shown is not self.first and all_strings(shown) != all_strings(self.first)

    @property
    def key(self) -> UUID:
        key: UUID = self.source.translation_key
        return key

    @property
    def latest(self) -> FamilyPage | None:
        """The second text as it was last saved."""
        version: Any = self.state.version
        return version.get_latest_revision_as_object() if version is not None else None

    @property
    def version(self) -> PageVersion:
        return PageVersion.current(self.state.version) if self.state.version is not None else PageVersion()

    def typed(self, request: PortalRequest) -> TypedSheet:
        """What the person has typed and not saved."""
        return TypedSheet(request, TypedPlace(self.key, self.organisation, self.code))

    def form(self, data: Any = None) -> SecondTextForm:
        return SecondTextForm(data, source=self.first, stored=self.latest, code=self.code)

    def again(self) -> SecondText:
        """The same as it is stored now."""
        source = type(self.source).objects.get(pk=self.source.pk)
        return SecondText(source, self.organisation, self.code, self.url_name, self.back_url, self.check_url)


def write(request: PortalRequest, text: SecondText) -> HttpResponse:
    """Show both languages side by side; POST saves the second one, and sends it (``action=send``)."""
    if request.method == "POST":
        return _save(request, text)
    _note_looking(request, text)
    typed = text.typed(request)
    kept = typed.opened() if not text.state.is_translators else None
    if kept is not None and "title" not in kept:  # typed on the translators' page, and kept for that
        kept = None
    return _show(request, text, text.form(kept), typed, is_kept=kept is not None)


def _save(request: PortalRequest, text: SecondText) -> HttpResponse:
    typed, form = text.typed(request), text.form(request.POST)
    if text.state.is_translators:
        return _show(request, text, form, typed, status=409)
    try:
        typed.keep()
    except TooMuchTypedError:
        messages.error(request, _("This is too long. Write less, for example in the description."))
        return _show(request, text, form, typed, status=413)
    if not form.is_valid():
        return _show(request, text, form, typed, status=422)
    try:
        seen = PageVersion.of_form(request.POST)
        first = text.first_shown(request.POST.get(FIRST_REVISION, ""))
        SaveSecondText(text.source, text.state, form, request.user, seen, first).execute()
    except TranslatorsTextError:
        return _show(request, text.again(), form, typed, status=409)
    except EditConflictError as error:
        return _show(request, text.again(), form, typed, status=409, theirs=error.current)
    typed.forget_saved()
    if request.POST.get("action") == "send":
        return _send(request, text.again(), typed)
    messages.success(request, _("Saved. Visitors see it when you have sent it and it has been approved."))
    return redirect(text.state.url)


def _send(request: PortalRequest, text: SecondText, typed: TypedSheet) -> HttpResponse:
    """Send it together with the first text where that has something to send, too; otherwise by itself."""
    version: Any = text.state.version
    missing = missing_texts(version.get_latest_revision_as_object(), text.first)
    if not missing and has_unsent_text(text.source, review_standing(text.source.pk)):
        messages.success(request, _("Saved. It is sent together with the first text: check it, and send both."))
        return redirect(text.check_url)
    try:
        if missing:
            raise ValidationError({name: [words] for name, words in missing})
        sent = SendText(version, request.user, text.version).execute()
    except ValidationError as error:
        form = text.form(dict(_initial(text)))
        form.is_valid()
        for name, words in error.message_dict.items():
            form.add_error(name if name in form.fields else None, words)
        return _show(request, text, form, typed, status=422, version=text.version)
    except EditConflictError as error:
        return _show(request, text.again(), text.form(), typed, status=409, theirs=error.current)
    tell_sent(request, sent)
    return redirect(text.back_url)


def _initial(text: SecondText) -> dict[str, Any]:
    """What the form of the stored text shows, as somebody would send it."""
    form = text.form()
    return {field.name: field.value() or "" for field in form}


def _sending_words(text: SecondText, user: Any) -> SendingWords:
    latest = text.latest
    return sending_words(text.first if latest is None else latest, user, is_for_new=latest is None)


def _show(
    request: PortalRequest,
    text: SecondText,
    form: SecondTextForm,
    typed: TypedSheet,
    *,
    status: int = 200,
    theirs: PageVersion | None = None,
    version: PageVersion | None = None,
    is_kept: bool = False,
) -> HttpResponse:
    """``theirs``: the version that somebody has saved meanwhile; sending the form again replaces it."""
    state, first = text.state, text.first
    if version is None:
        version = theirs or (PageVersion.of_form(form.data) if form.is_bound else text.version)
    first_revision = text.first_revision(form)
    context = {
        "metadata": unlisted(_("%(title)s in %(language)s") % {"title": first.title, "language": state.name}),
        "organisation": text.organisation,
        "text": text,
        "state": state,
        "first": first,
        "first_revision": first_revision,
        "has_first_changed": text.has_first_changed(first_revision),
        "first_name": own_name(first.language),
        "first_direction": direction(first.language),
        "form": form,
        "pairs": list(form.pairs()),
        "version": version,
        "their_form": text.form() if theirs is not None else None,
        "is_kept": is_kept,
        "typed": typed,
        "standing": review_standing(state.version.pk) if state.version is not None else None,
        "may_order": state.version is None and not state.is_translators and text.source.live,
        "sending": None if state.is_translators else _sending_words(text, request.user),
    }
    return render(request, "editorial/second_language/write.html", context, status=status)


def keep(request: PortalRequest, text: SecondText) -> HttpResponse:
    """Keep what is being typed; the page's script asks. Raises ``Http404`` for a language that it can't be."""
    _note_looking(request, text)
    return text.typed(request).answer_to_script()


def _note_looking(request: PortalRequest, text: SecondText) -> None:
    if text.state.version is not None:
        note_looking(request.user, text.state.version)


def preview(request: PortalRequest, text: SecondText) -> HttpResponse:
    """The whole public page in this language, as it would be. Raises ``Http404`` where nothing has been saved."""
    latest = text.latest
    if latest is None:
        raise Http404
    shown: HttpResponse = latest.serve_preview(request, latest.default_preview_mode)
    return shown


def take_back(request: PortalRequest, text: SecondText) -> HttpResponse:
    """End a review of the organisation's own text that nobody has answered yet."""
    take_back_text(request, None if text.state.is_translators else text.state.version, text.version)
    return redirect(text.state.url)
