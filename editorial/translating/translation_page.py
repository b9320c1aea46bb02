"""What the page of one translation shows."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from editorial.announcing.shown_draft import ShownDraft
from editorial.desk_texts.typed_texts import TypedPlace, TypedSheet
from editorial.edit_conflicts.page_version import PageVersion
from editorial.review.lookers import lookers, note_looking
from editorial.review.review_answers import has_unsent_text, review_standing
from editorial.translating.shown_strings import shown_fields
from editorial.translating.strings_form import StringsForm
from editorial.translation_memory.finding import said_before
from editorial.translation_orders.translated_texts import TranslatedText
from editorial.translation_strings.carried_strings import carried_strings
from editorial.translation_strings.source_strings import PREFIX, SourceString, source_strings
from editorial.translation_strings.stored_strings import Place, StoredStrings
from editorial.trust.sending_ways import SendingWay, publishes_new_translation, sending_way
from faces.parts.contacts import make_contacts
from faces.parts.viewpoint import Viewpoint
from listings.models import ActivityPage
from regions.languages import direction, own_name
from regions.metadata import unlisted
from regions.people import person_name
from regions.portal_request import PortalRequest


@dataclass(frozen=True)
class TranslationPage:
    """One request for the page of a text."""

    request: PortalRequest
    text: TranslatedText

    @cached_property
    def strings(self) -> list[SourceString]:
        return source_strings(self.text.source)

    @cached_property
    def stored(self) -> StoredStrings:
        stored = StoredStrings.of(self.text.key, self.text.code)
        stored.rows |= carried_strings(self.text.source, self.strings, stored)
        return stored

    @cached_property
    def typed(self) -> TypedSheet:
        return TypedSheet(self.request, TypedPlace(self.text.key, self.text.organisation, self.text.code))

    @cached_property
    def version(self) -> PageVersion:
        version = self.text.version
        return PageVersion.current(version) if version is not None else PageVersion()

    @property
    def url(self) -> str:
        return reverse("translate", args=[self.text.key, self.text.code])

    @property
    def is_mine(self) -> bool:
        translator = self.text.translator
        return translator is not None and translator.pk == self.request.user.pk

    @property
    def is_public_when_sent(self) -> bool:
        """Whether what the person sends is public at once, because the portal trusts them."""
        version, organisation, user = self.text.version, self.text.organisation, self.request.user
        if version is None:
            return organisation is not None and publishes_new_translation(organisation, self.text.code, user)
        return sending_way(version.get_latest_revision_as_object(), user) == SendingWay.TRANSLATION

    def form(self, data: Any = None) -> StringsForm:
        return StringsForm(data, source=self.text.source, strings=self.strings, stored=self.stored, code=self.text.code)

    def opened(self) -> Any:
        """Return what was typed here and not saved, with what is stored of other strings; None for nothing."""
        kept = self.typed.opened()
        if kept is None or not any(name.startswith(PREFIX) for name in kept):
            return None
        filled = kept.copy()
        for name, text in self.form().initial.items():
            filled.setdefault(name, text)
        return filled

    def note_looking(self) -> None:
        if self.text.version is not None:
            note_looking(self.request.user, self.text.version)

    def show(
        self, form: StringsForm, *, status: int = 200, version: PageVersion | None = None, **more: Any
    ) -> HttpResponse:
        """``version``: what the form is made from, where that isn't what it says or what is stored."""
        if version is None:
            version = PageVersion.of_form(form.data) if form.is_bound else self.version
        context = {
            **self._about(form),
            "form": form,
            "fields": shown_fields(self.text, form),
            "leftovers": form.leftovers(),
            "version": version,
            "typed": self.typed,
            **more,
        }
        return render(self.request, "editorial/translating/translate.html", context, status=status)

    def from_memory(self, form: StringsForm) -> set[Place]:
        """Return the places of changed strings that say what the memory says. One statement."""
        changed = [string for string in self.strings if string.place in form.changes]
        typed = {string.typed: str(form.cleaned_data[string.name]) for string in changed}
        known = said_before(typed, self.text.source.language, self.text.code)
        return {string.place for string in changed if string.typed in known}

    def _about(self, form: StringsForm) -> dict[str, Any]:
        text, stored_version = self.text, self.text.version
        standing = review_standing(stored_version.pk) if stored_version is not None else None
        source = text.source
        return {
            "metadata": unlisted(
                _("%(title)s in %(language)s") % {"title": source.title, "language": text.language_name}
            ),
            "text": text,
            "url": self.url,
            "source": source,
            "source_name": own_name(source.language),
            "source_direction": direction(source.language),
            "stored_version": stored_version,
            "latest": stored_version.latest_version() if standing is not None and standing.is_returned else None,
            "standing": standing,
            "has_unsent": stored_version is not None and has_unsent_text(stored_version, standing),
            "is_mine": self.is_mine,
            "is_public_when_sent": self.is_mine and self.is_public_when_sent,
            "translator": text.translator,
            "translator_name": person_name(text.translator),
            "others": self._others(),
            "translated": sum(self.stored.get(string) is not None for string in self.strings),
            "total": len(self.strings),
            **self._looks(),
        }

    def _others(self) -> list[str]:
        version = self.text.version
        if version is None:
            return []
        found = lookers([version.pk], without=self.request.user).get(version.pk, ())
        return [one.name for one in found]

    def _looks(self) -> dict[str, Any]:
        """The card and the contacts as visitors will see them, in the language; of activities alone."""
        if not isinstance(self.text.source, ActivityPage):
            return {}
        version = self.text.version
        draft = ShownDraft(self.text.source if version is None else version.latest_version(), self.text.portal)
        face = draft.face(f"{self.text.portal.slug}/{self.text.code}", self.text.portal, self.text.code)
        with translation.override(self.text.code):
            contacts = make_contacts(
                draft.document, Viewpoint.of(self.text.code, timezone.now(), face.portal.languages)
            )
        return {"card": draft.card(self.request, face, f"{self.url}preview/"), "contacts": contacts}
