"""wagtail-localize's own views behind checks of the page; they check a permission on the model only.

These views have the same URLs and are found first (``wagtail_hooks``).
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
from wagtail_localize.views import convert, edit_translation, report, snippets_api, submit_translations
from wagtail_localize.views.update_translations import UpdateTranslationsView

from listings.models import FamilyPage
from regions.permissions import is_national_admin


def may_order_translations(user: Any, page: Any) -> bool:
    """Whether the user may edit the page and add a page where its translation will be."""
    if isinstance(page, FamilyPage):
        parent = page.get_parent()
        return bool(
            page.is_source
            and page.permissions_for_user(user).can_edit()
            and parent.permissions_for_user(user).can_add_subpage()
        )
    return bool(page.permissions_for_user(user).can_edit())


class SubmitPageTranslation(submit_translations.SubmitPageTranslationView):
    """Ordering translations, for people who may edit the source and add pages beside it.

    Of a family only one page at a time is ordered.
    """

    def get_object(self) -> Any:
        page = super().get_object()
        if not may_order_translations(self.request.user, page):
            raise PermissionDenied
        return page.original() if isinstance(page, FamilyPage) else page

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

    def form_valid(self, form: Any) -> HttpResponse:
        if not isinstance(self.object, FamilyPage):
            self._check_targets(form.cleaned_data["locales"])
        response: HttpResponse = super().form_valid(form)
        return response

    def _check_targets(self, locales: Any) -> None:
        """Check the right to add pages below the translated parent; a parent is never created for a child."""
        parent = self.object.get_parent()
        for locale in locales:
            target = parent if parent.is_root() else parent.get_translation_or_none(locale)
            if target is None or not target.permissions_for_user(self.request.user).can_add_subpage():
                raise PermissionDenied


class UpdateTranslations(UpdateTranslationsView):
    """Updating translations after a change of the source. It never publishes them: that needs a review."""

    def get_object(self) -> Any:
        source = super().get_object()
        page = source.get_source_instance()
        if not isinstance(page, Page) or not may_order_translations(self.request.user, page):
            raise PermissionDenied
        if isinstance(page, FamilyPage):
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


def translations_report(request: HttpRequest, *, results_only: bool = False) -> HttpResponse:
    """Show the report to national administrators: it lists the translations of all portals."""
    _require_national_admin(request)
    response: HttpResponse = report.TranslationsReportView.as_view(results_only=results_only)(request)
    return response


def snippets(request: HttpRequest, actions: dict[str, str], **kwargs: Any) -> HttpResponse:
    """Show the view to national administrators: it would list every snippet of a model to any user of the admin."""
    _require_national_admin(request)
    response: HttpResponse = snippets_api.SnippetViewSet.as_view(actions)(request, **kwargs)
    return response


def _require_national_admin(request: HttpRequest) -> None:
    if not is_national_admin(request.user):
        raise PermissionDenied
