"""Asking for a translation from the desk: by who writes the text."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from editorial.announcing.writer_access import Announced, for_writer
from editorial.own_organisations.organisation_access import OwnOrganisation, for_own_organisation
from editorial.translation_orders.actions.order_translations import OrderTranslations
from editorial.translation_orders.translated_texts import public_text
from regions.languages import own_name
from regions.portal_request import PortalRequest


@for_writer("POST")
def order_of_activity(request: PortalRequest, announced: Announced, code: str) -> HttpResponse:
    _order(request, announced.listing_key, code)
    return redirect("activity_language", announced.listing_key, code)


@for_own_organisation("POST")
def order_of_organisation(request: PortalRequest, own: OwnOrganisation, code: str) -> HttpResponse:
    _order(request, own.organisation.pk, code)
    return redirect("organisation_language", own.organisation.pk, code)


def _order(request: PortalRequest, key: UUID, code: str) -> None:
    text = public_text(key, code)
    if text is None:
        messages.error(request, _("Only a text that visitors see can be translated. Publish the first text, then ask."))
    elif text.version is not None and text.order is None:
        messages.error(request, _("You have written this text in this language yourself. Go on with it here."))
    else:
        OrderTranslations([(text.key, text.code)], request.user).execute()
        said = _("Asked. The translators of your portal see it in their list: %(language)s.")
        messages.success(request, said % {"language": own_name(code)})
