"""The page with the desk's form: what is kept of it, and who else has it open."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from editorial.announcing.announcement_form import AnnouncementForm
from editorial.announcing.conflict_page import both_texts, who_saved
from editorial.announcing.form_base import FormBase
from editorial.announcing.models import TypedForm
from editorial.announcing.shown_sections import shown_sections
from editorial.announcing.typed_forms import name_in, only_typed
from editorial.announcing.writer_access import Announced
from editorial.desk_texts import sent_fields
from editorial.desk_texts.hidden_fields import hidden_fields
from editorial.desk_texts.typed_storing import stay_typed
from editorial.desk_texts.typed_words import time_of
from editorial.review.review_answers import review_standing
from regions.metadata import unlisted
from regions.people import person_name
from regions.portal_request import PortalRequest


def show_typed(
    request: PortalRequest,
    announced: Announced,
    form: AnnouncementForm,
    base: FormBase,
    typed: TypedForm | None,
    *,
    theirs: Any = None,
    organisations: Any = (),
    others: Iterable[Any] = (),
) -> HttpResponse:
    """Show the form when it is opened: with what was typed and not saved, and what has been saved meanwhile.

    ``others`` are the people who are writing it, too.
    """
    context: dict[str, Any] = {}
    if typed is not None:
        stay_typed(typed) if not typed.is_thrown_away else None
        context |= {"typed": typed, "typed_time": time_of(typed.typed_at), "is_restored": form.is_bound}
    if form.is_bound:
        form.defer_required_fields()
        form.is_valid()
    if theirs is not None:
        context |= {"differences": both_texts(form, theirs), "is_outdated": True, **who_saved(base, request.user)}
    if announced.listing is None:
        context["begun"] = _begun(request, announced)
    else:
        context["others"] = [person_name(person) for person in others]
    return show_form(request, announced, form, base, typed=typed, organisations=organisations, more=context)


def show_form(
    request: PortalRequest,
    announced: Announced,
    form: AnnouncementForm,
    base: FormBase,
    *,
    typed: TypedForm | None = None,
    organisations: Any = (),
    status: int = 200,
    is_kept: bool = True,
    more: dict[str, Any] | None = None,
) -> HttpResponse:
    form.show_as_typed()
    context = {
        "metadata": unlisted(_("Announce an activity")),
        "announced": announced,
        "form": form,
        "sections": list(shown_sections(form)),
        "version": base.version,
        "organisations": organisations if announced.listing is None else (),
        "hidden": _hidden(request, announced, base, typed),
        "organisation_field": sent_fields.ORGANISATION,
        "is_elsewhere": not is_kept,
        "standing": review_standing(form.instance.pk) if form.instance.pk else None,
        **(more or {}),
    }
    return render(request, "editorial/announcing/form.html", context, status=status)


def _hidden(
    request: PortalRequest, announced: Announced, base: FormBase, typed: TypedForm | None
) -> list[tuple[str, str]]:
    """Fields that people don't see."""
    fields = {
        sent_fields.LISTING_KEY: str(announced.listing_key),
        **hidden_fields(request, typed),
        **base.version.fields,
    }
    if base.version != base.current:
        fields[sent_fields.SEEN_VERSION] = _seen(base, request.POST if request.method == "POST" else {})
    return list(fields.items())


def _seen(base: FormBase, sent: Any) -> str:
    """The version that the person has been shown: with what was typed before, and in the answer to a conflict."""
    if sent and not base.is_seen:
        return str(sent.get(sent_fields.SEEN_VERSION, ""))[:80]
    return "@".join(base.current)


def _begun(request: PortalRequest, announced: Announced) -> list[dict[str, Any]]:
    """Other new activities that the person has begun and not saved."""
    rows = [row for row in only_typed(request.user) if row.listing_key != announced.listing_key]
    return [
        {"key": row.listing_key, "name": name_in(row) or _("without a name"), "time": time_of(row.typed_at)}
        for row in rows
        if not row.is_thrown_away
    ]
