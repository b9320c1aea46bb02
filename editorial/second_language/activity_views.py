"""A second language of an activity, at the desk."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from editorial.announcing.writer_access import Announced, for_writer
from editorial.desk_texts.absent_writers import tells_absent, waits_for_absent
from editorial.second_language import writing
from editorial.second_language.absent_forms import absent_second_text
from editorial.second_language.writing import SecondText
from regions.portal_request import PortalRequest


def _text(announced: Announced, code: str) -> SecondText | None:
    """None where the activity hasn't been saved yet."""
    source = announced.source_page()
    if source is None:
        return None
    return SecondText(
        source=source,
        organisation=announced.organisation,
        code=code,
        url_name="activity_language",
        back_url=reverse("edit_announcement", args=[announced.listing_key]),
        check_url=reverse("check_announcement", args=[announced.listing_key]),
    )


def _save_first(request: PortalRequest, announced: Announced) -> HttpResponse:
    messages.error(request, _("Save the first text. Then you can write it in another language."))
    return redirect("edit_announcement", announced.listing_key)


@waits_for_absent(absent_second_text)
@for_writer("GET", "HEAD", "POST")
def write(request: PortalRequest, announced: Announced, code: str) -> HttpResponse:
    text = _text(announced, code)
    return writing.write(request, text) if text is not None else _save_first(request, announced)


@tells_absent(absent_second_text)
@for_writer("POST")
def keep(request: PortalRequest, announced: Announced, code: str) -> HttpResponse:
    text = _text(announced, code)
    return writing.keep(request, text) if text is not None else _save_first(request, announced)


@for_writer("GET", "HEAD")
def preview(request: PortalRequest, announced: Announced, code: str) -> HttpResponse:
    text = _text(announced, code)
    return writing.preview(request, text) if text is not None else _save_first(request, announced)


@for_writer("POST")
def take_back(request: PortalRequest, announced: Announced, code: str) -> HttpResponse:
    text = _text(announced, code)
    return writing.take_back(request, text) if text is not None else _save_first(request, announced)
