"""wagtail-localize's own views with the rules of families and of reviews, which hold for superusers, too.

These views have the same URLs and are found first (``wagtail_hooks``). Who may ask for them says ``admin_guards``.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from wagtail.models import Page
from wagtail_localize.models import Translation, TranslationSource
from wagtail_localize.views import convert, edit_translation, submit_translations
from wagtail_localize.views.update_translations import UpdateTranslationsView

from listings.models import FamilyPage


class SubmitPageTranslation(submit_translations.SubmitPageTranslationView):
    """Ordering translations of a source. Of a family only one page at a time is ordered."""

    def get_object(self) -> Any:
        page = super().get_object()
        if not isinstance(page, FamilyPage):
            return page
        if not page.is_source:
            raise PermissionDenied
        return page.original()

    def get_form(self) -> Any:
        form = super().get_form()
        if isinstance(self.object, FamilyPage):
            form.fields["include_subtree"] = forms.BooleanField(
                required=False, disabled=True, initial=False, widget=forms.HiddenInput
            )
        else:
            # Other pages stand below their translated parent, so only its languages are offered.
            locales = form.fields["locales"]
            parents = self.object.get_parent().get_translations(inclusive=True).values("locale")
            locales.queryset = locales.queryset.filter(pk__in=parents)
        return form


class UpdateTranslations(UpdateTranslationsView):
    """Updating translations after a change of the source. It never publishes them: that needs a review."""

    def get_object(self) -> Any:
        source = super().get_object()
        page = source.get_source_instance()
        if isinstance(page, FamilyPage):
            if not page.is_source:
                raise PermissionDenied
            source.update_from_db = partial(TranslationSource.update_or_create_from_instance, page.original())
        return source

    def get_form(self) -> Any:
        form = super().get_form()
        form.fields["publish_translations"] = forms.BooleanField(
            required=False, disabled=True, initial=False, widget=forms.HiddenInput
        )
        return form


def stop_translation(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Refuse: a version that is detached from its source would show facts in its form that nobody reads."""
    translation = get_object_or_404(Translation, id=translation_id)
    if isinstance(translation.get_target_instance(), FamilyPage):
        raise PermissionDenied
    response: HttpResponse = edit_translation.stop_translation(request, translation_id)
    return response


def convert_to_alias(request: HttpRequest, page_id: int) -> HttpResponse:
    if isinstance(get_object_or_404(Page, id=page_id).specific, FamilyPage):
        raise PermissionDenied
    response: HttpResponse = convert.convert_to_alias(request, page_id)
    return response
