"""The language menu stays on the same thing, in the same search, whatever face somebody reads."""

from __future__ import annotations

import pytest

from tests.faces.visiting import listing, read, visit

PLACES = [
    ("/fi/", "/sv/", "/ar/"),
    ("/fi/toiminta/?q=kahvi&price=free", "/sv/verksamhet/?q=kahvi&price=free", "/ar/activities/?q=kahvi&price=free"),
    ("/fi/toiminta/?view=week&theme=sport", "/sv/verksamhet/?view=week&theme=sport", ""),
    ("/fi/toiminta/{activity}/", "/sv/verksamhet/{activity}/", "/ar/activities/{activity}/"),
    ("/fi/jarjestot/?q=silta", "/sv/organisationer/?q=silta", "/ar/organisations/?q=silta"),
    ("/fi/jarjestot/{organisation}/", "/sv/organisationer/{organisation}/", "/ar/organisations/{organisation}/"),
    ("/fi/toiminta/aihe/language/", "/sv/verksamhet/tema/language/", "/ar/activities/theme/language/"),
    ("/fi/ajankohtaista/?kind=guidance", "/sv/aktuellt/?kind=guidance", "/ar/news/?kind=guidance"),
    ("/fi/tietosuoja/", "/sv/dataskydd/", "/ar/privacy/"),
]


@pytest.mark.parametrize(("own", "swedish", "arabic"), PLACES, ids=[own for own, *_others in PLACES])
def test_menu_stays_on_the_same_thing(demo_pool: None, own: str, swedish: str, arabic: str) -> None:
    document = listing("L032")
    here, there, far = (
        path.format(activity=document.pk, organisation=document.organisation_id) for path in (own, swedish, arabic)
    )
    links = {str(link["hreflang"]): str(link["href"]) for link in read("espoo", here).select("nav.languages a")}
    assert (links["sv"], links["ar"]) == (there, far or links["ar"])
    assert visit("espoo", links["ar"]).status_code == 200
