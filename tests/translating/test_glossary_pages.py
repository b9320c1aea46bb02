"""The glossary on the page of a translation, and its pages in the admin for the portal's coordinators."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from wagtail_localize.models import StringTranslation

from editorial.glossary.models import GlossaryTerm, GlossaryWording
from regions.models import Portal
from tests.announcing.form_data import filled
from tests.listings.admin import is_open, signed_in
from tests.listings.factories import make_activity
from tests.people.visiting import at
from tests.translating.orders import desk, names, sent, take

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]

SAID = "Words of the glossary"


def make_term(portal: Portal, term: str = "kielikahvila", wording: str = "مقهى لغوي") -> GlossaryTerm:
    row = GlossaryTerm.objects.create(portal=portal, language="fi", term=term)
    GlossaryWording.objects.create(term=row, language="ar", wording=wording)
    return row


def test_terms_stand_beside_their_strings_and_a_missed_wording_is_said(
    activity: Any, translator: Any, espoo: Portal, vantaa: Portal
) -> None:
    make_term(espoo)
    make_term(vantaa, "kielikahvila", "هناك")
    take(activity, translator)
    client = at("espoo", translator)
    shown = client.get(desk(activity)).text
    assert ("مقهى لغوي" in shown, "هناك" in shown, SAID in shown) == (True, False, False)
    assert sent(client, activity, {"title": "نادٍ"}).status_code == 302
    assert SAID in client.get(desk(activity)).text
    sent(client, activity, {"title": "المقهى اللغوي"})
    assert SAID not in client.get(desk(activity)).text


def test_what_is_worth_a_look_is_told_while_one_types(activity: Any, translator: Any, espoo: Portal) -> None:
    make_term(espoo)
    take(activity, translator)
    client = at("espoo", translator)
    form = filled(client.get(desk(activity)))
    name = names(activity)["title"][0]
    told = client.post(desk(activity, "typed/"), {**form, name: ["نادٍ 12"]}).json()
    assert (told["kept"], len(told["notices"][name])) == (True, 2)
    assert all(not said for other, said in told["notices"].items() if other != name)
    assert not StringTranslation.objects.exists()


def test_what_is_translated_is_folded_while_others_wait(organisation: Any, translator: Any) -> None:
    page = make_activity(organisation, description="<p>Tule klo 17.</p><p>Oma.</p>")
    take(page, translator)
    client = at("espoo", translator)
    assert '<details class="folded">' not in client.get(desk(page)).text
    sent(client, page, {"title": "مقهى", "description": ["تعال."]})
    shown = client.get(desk(page)).text
    assert shown.count('<details class="folded">') == 1, "not the one that lacks a number"
    sent(client, page, {"description": ["تعال 17.", "خاص."]})
    assert '<details class="folded">' not in client.get(desk(page)).text, "all of it is read again"


def test_a_coordinator_keeps_the_portals_terms(coordinator: Any, espoo: Portal) -> None:
    client = signed_in(coordinator)
    listed, add = reverse("glossary_of", args=["espoo"]), reverse("add_glossary_term", args=["espoo"])
    assert add in client.get(reverse("glossary")).content.decode()
    form = {"term": "kielikahvila", "language": "fi", "note": "", "wording_ar": "مقهى لغوي", "wording_fi": "itse"}
    assert client.post(add, form)["Location"] == listed
    term = GlossaryTerm.objects.get()
    assert (term.portal, list(term.wordings.values_list("language", "wording"))) == (espoo, [("ar", "مقهى لغوي")])
    assert client.post(add, {**form, "term": "Kielikahvila"}).status_code == 422
    assert client.post(add, {"term": "x", "language": "fi"}).status_code == 422
    change = reverse("change_glossary_term", args=[term.pk])
    client.post(change, {**form, "wording_ar": "", "wording_sv": "språkcafé"})
    assert list(term.wordings.values_list("language", "wording")) == [("sv", "språkcafé")]
    assert "språkcafé" in client.get(listed, {"q": "SPRÅK"}).content.decode()
    assert "språkcafé" not in client.get(listed, {"q": "muuta"}).content.decode()
    client.post(reverse("delete_glossary_term", args=[term.pk]))
    assert not GlossaryTerm.objects.exists()


@pytest.mark.parametrize("person", ["vantaa_coordinator", "translator", "editor"])
def test_others_neither_see_nor_change_it(person: str, espoo: Portal, request: Any) -> None:
    term = make_term(espoo)
    client = signed_in(request.getfixturevalue(person))
    paths = [reverse(name, args=["espoo"]) for name in ("glossary_of", "add_glossary_term")]
    paths += [reverse(name, args=[term.pk]) for name in ("change_glossary_term", "delete_glossary_term")]
    for path in paths:
        assert not is_open(client.get(path))
        client.post(path, {"term": "vieras", "language": "fi", "wording_ar": "x"})
    assert list(GlossaryTerm.objects.values_list("term", flat=True)) == ["kielikahvila"]
