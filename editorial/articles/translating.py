"""Saving an article's translation in wagtail-localize's editor: it becomes a revision, which is reviewed."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from wagtail.admin import messages

from editorial.articles.article_texts import note_translated
from editorial.articles.pages import ArticlePage
from listings.actions.adopt_translation import translation_of
from listings.actions.errors import ActionError, ActionPermissionError
from listings.actions.save_translation import SaveTranslation


class SaveArticleTranslation(SaveTranslation):
    """Saves a complete translation of an article, and what it is made from."""

    def note_origins(self, page: Any) -> None:
        note_translated(page, self.translation.source.as_instance())


def save_translation(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Save a translation as a revision, and publish it or send it to review. None leaves the request to Localize.

    Localize's own publishing writes the live row, and fills gaps with the source's text.
    """
    if not isinstance(page, ArticlePage) or request.method != "POST":
        return None
    action = request.POST.get("action")
    translation = translation_of(page) if action in {"publish", "submit"} else None
    if translation is None:
        return None
    try:
        revision = SaveArticleTranslation(translation, request.user, publish=action == "publish").execute()
    except ActionPermissionError as error:
        raise PermissionDenied from error
    except ActionError as error:
        messages.error(request, str(error))
        return redirect("wagtailadmin_pages:edit", page.pk)
    if action == "publish":
        messages.success(request, _("The translation is published."))
    else:
        _send_to_review(request, revision.as_object())
    return redirect("wagtailadmin_pages:edit", page.pk)


def _send_to_review(request: HttpRequest, version: Any) -> None:
    workflow = version.get_workflow()
    if workflow is None or version.workflow_in_progress:
        messages.success(request, _("The translation is saved."))
        return
    workflow.start(version, request.user)
    messages.success(request, _("The translation is being reviewed."))
