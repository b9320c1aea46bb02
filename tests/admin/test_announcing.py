"""An organisation's editor adds an activity from the dashboard and from the list of activities."""

from typing import Any

import pytest

from listings.new_activity_links import new_activity_links_for
from tests.listings.admin import signed_in
from tests.listings.factories import make_editor, make_organisation

pytestmark = pytest.mark.django_db


def test_link_opens_the_form_below_the_editors_organisation(organisation: Any, neighbour: Any, editor: Any) -> None:
    (way,) = new_activity_links_for(editor)
    client = signed_in(editor)
    assert client.get(way.url).context["form"].parent_page.pk == organisation.pk
    assert all(way.url in client.get(address).content.decode() for address in ("/admin/", "/admin/listings/pool/"))


def test_each_organisation_has_a_link_with_its_name(espoo: Any, organisation: Any, editor: Any) -> None:
    other = make_organisation(espoo, "Aamukahvi ry")
    make_editor(other, "other@example.org").organisation_memberships.update(user=editor)
    editor = type(editor).objects.get(pk=editor.pk)
    assert [way.organisation for way in new_activity_links_for(editor)] == ["Aamukahvi ry", "Siltasanat ry"]
    assert ": Aamukahvi ry" in signed_in(editor).get("/admin/").content.decode()


@pytest.mark.parametrize("role", ["coordinator", "translator", "admin"])
def test_other_roles_have_no_link(role: str, organisation: Any, request: Any) -> None:
    assert new_activity_links_for(request.getfixturevalue(role)) == []
