"""A place of a text is called as the desk's form asks it, wherever it is spoken of."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import translation

from editorial.announcing.question_words import QUESTIONS
from editorial.own_organisations.organisation_form import own_organisation_form_class
from editorial.second_language.second_text_form import SecondTextForm
from editorial.text_changes.place_labels import place_label
from editorial.text_changes.version_changes import changes_between
from listings.models import ActivitySlot
from tests.listings.factories import make_activity, make_organisation, translated

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]


def labels(page: Any, before: Any = None) -> dict[str, str]:
    with translation.override("fi"):
        return {change.name: change.label for change in changes_between(before, page)}


def asked(form: Any) -> dict[str, str]:
    with translation.override("fi"):
        return {name: str(field.label).rstrip(" ?") for name, field in form.items()}


def test_questions_and_rows_of_an_activity(espoo: Any) -> None:
    page = make_activity(make_organisation(espoo), slots=[ActivitySlot(weekdays=[day]) for day in (1, 2)])
    found = labels(page)
    with translation.override("fi"):
        assert found["title"] == str(QUESTIONS["title"].label).rstrip(" ?")
        assert place_label(page, "slots-1-end") == "Aika 2: Päättyy"
        assert place_label(page, "tagged_items") != "tagged_items"
    assert (found["slots-0"], found["slots-1"]) == ("Aika 1", "Aika 2")
    fewer = type(page).objects.get(pk=page.pk)
    fewer.slots = [ActivitySlot(weekdays=[2])]
    assert labels(fewer, page)["slots-was-0"] == "Minä päivinä ja mihin aikaan"


def test_fields_of_an_organisation(espoo: Any) -> None:
    page = make_organisation(espoo)
    form, found = asked(own_organisation_form_class().base_fields), labels(page)
    both = form.keys() & found.keys()
    assert {"title", "municipality"} <= both
    assert {name: found[name] for name in both} == {name: form[name] for name in both}


def test_texts_of_a_second_language(espoo: Any) -> None:
    source = make_activity(make_organisation(espoo), summary="Puhutaan suomea.")
    version = translated(source, "sv", live=False, title="Språkcafé", summary="Vi talar.")
    with translation.override("fi"):
        form, found = asked(SecondTextForm(source=source, stored=version, code="sv").fields), labels(version)
    assert {name: found[name] for name in found} == {name: form[name] for name in found}
    assert {"title", "summary"} <= found.keys()
