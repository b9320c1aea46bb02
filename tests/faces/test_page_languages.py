"""Every public page is in the language of its address, and marks texts in other languages."""

from pathlib import Path
from typing import Any

import grimp
import polib
import pytest
from django.utils.translation import override

from editorial.mails.mail_kinds import kinds
from kototori.development.messages import used_messages
from listings.enums import OrganisationRole, OrganisationStatus
from regions.models import PortalRole
from tests.faces.visiting import change, finder, listing, read, visit

COMPLETE = ("fi", "sv", "en", "ru", "ar")
NATIONAL = (*COMPLETE, "uk", "so", "fa", "et")
RIGHT_TO_LEFT = {"ar", "fa"}
ORGANISATIONS = {"fi": "/fi/jarjestot/", "sv": "/sv/organisationer/"}

#: Beginnings of the paths of files whose messages visitors meet, and those who program against the interface.
PUBLIC = (
    "templates/portal",
    "templates/faces",
    "templates/regions/home",
    "templates/regions/blocks",
    "templates/regions/unknown_host",
    "templates/editorial",
    "templates/account",
    "templates/regions/no_admin",
    "editorial/accounts",
    "templates/400",
    "templates/403",
    "templates/404",
    "templates/500",
    "templates/no_portal",
    "site/faces",
    "search/query",
    "editorial/joining/join_",
    "editorial/joining/link_views",
    "listings/business_ids",
    "regions/api",
    "listings/api",
)
#: Of these, what only the admin says, the names of page types and of a portal's pages in it; and mails, which have
#: fewer languages.
NOT_PUBLIC = (
    "site/faces/models",
    "site/faces/portal_parts",
    "editorial/accounts/account_mails",
    "templates/editorial/admin",
)

#: Of the modules behind the pages where people sign in, join and write: the words of mails and names of columns, and
#: of the forms of articles, which the admin has.
NOT_ON_PAGES = ("_mails", ".mail_message", ".models", "articles.pages", "articles.blocks", "articles.forms")

PORTAL_LANGUAGES = [("kototori", code) for code in NATIONAL] + [("espoo", code) for code in COMPLETE]


@pytest.mark.parametrize(("portal", "language"), PORTAL_LANGUAGES)
def test_pages_have_their_language_and_direction(demo_pool: None, portal: str, language: str) -> None:
    activity = f"{finder(language)}{listing('L032').pk}/"
    organisations = ORGANISATIONS.get(language, f"/{language}/organisations/")
    for path in (f"/{language}/", finder(language), activity, organisations):
        page = read(portal, path)
        assert page.html is not None
        assert page.html["lang"] == language
        assert page.html["dir"] == ("rtl" if language in RIGHT_TO_LEFT else "ltr")


def test_language_that_the_portal_lacks_is_not_found(demo_pool: None) -> None:
    assert visit("espoo", "/so/activities/").status_code == 404


def is_public(file: str) -> bool:
    return file.startswith(PUBLIC) and not file.startswith(NOT_PUBLIC)


@pytest.fixture(scope="module")
def files_behind_pages() -> frozenset[str]:
    """The modules of ``editorial`` that its pages on portals' hosts import, as paths: not the admin's."""
    graph = grimp.build_graph("editorial")
    urls = [name for name in graph.modules if name.endswith("urls")]
    waiting = [name for name in urls if not name.endswith(("admin_urls", "people_urls"))]
    found: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += graph.find_modules_directly_imported_by(name)
    return frozenset(f"{name.replace('.', '/')}.py" for name in found if not name.endswith(NOT_ON_PAGES))


@pytest.mark.parametrize("language", NATIONAL)
def test_every_public_message_is_translated(checkout: Path, language: str, files_behind_pages: frozenset[str]) -> None:
    assert "editorial/people/actions/invite.py" in files_behind_pages
    used = {
        message.singular
        for message, files in used_messages(checkout).items()
        if any(is_public(file) or file in files_behind_pages for file in files)
    }
    assert sorted(used - translated(checkout, language)) == []


@pytest.mark.parametrize("language", NATIONAL)
def test_roles_states_and_mails_that_people_refuse_have_names(checkout: Path, language: str) -> None:
    labels: list[Any] = [*OrganisationRole.labels, *OrganisationStatus.labels, *PortalRole.labels]
    labels += [kind.label for _name, kind in kinds.items() if kind.label and not kind.is_needed]
    with override(None):
        names = {str(label) for label in labels}
    assert sorted(names - translated(checkout, language)) == []


def translated(checkout: Path, language: str) -> set[str]:
    catalogue = polib.pofile(str(checkout / "locale" / language / "LC_MESSAGES" / "django.po"))
    return {entry.msgid for entry in catalogue if entry.translated()}


def test_language_menu_links_to_the_same_search(demo_pool: None) -> None:
    page = read("espoo", "/fi/toiminta/?theme=sport&price=free")
    links = {link["hreflang"]: link["href"] for link in page.select("nav.languages a")}
    assert links == {code: f"{finder(code)}?theme=sport&price=free" for code in COMPLETE}


def test_language_menu_links_to_the_same_activity(demo_pool: None) -> None:
    key = listing("L032").pk
    page = read("espoo", f"/fi/toiminta/{key}/")
    links = {link["hreflang"]: link["href"] for link in page.select("nav.languages a")}
    assert links["ar"] == f"/ar/activities/{key}/"
    assert read("espoo", str(links["sv"])).h1 is not None


def test_language_menu_names_each_language_in_itself(demo_pool: None) -> None:
    page = read("espoo", "/fi/")
    arabic = page.select_one("nav.languages a[hreflang=ar]")
    assert arabic is not None
    assert (arabic["lang"], arabic["dir"]) == ("ar", "rtl")
    assert arabic.get_text().startswith("العرب")


def test_text_in_the_readers_language_is_shown_without_a_mark(demo_pool: None) -> None:
    page = read("espoo", f"/ar/activities/{listing('L032').pk}/")
    assert page.h1 is not None
    assert not page.h1.has_attr("lang")
    assert not page.select(".head .only-in")


def test_text_in_another_language_has_lang_dir_and_a_mark(demo_pool: None) -> None:
    document = listing("L041")
    assert list(document.texts) == ["fi"]
    page = read("espoo", f"/ar/activities/{document.pk}/")
    assert page.h1 is not None
    assert (page.h1["lang"], page.h1["dir"]) == ("fi", "ltr")
    assert page.h1.get_text() == document.texts["fi"]["title"]
    assert [mark.get_text() for mark in page.select(".head .only-in")] == ["بالفنلندية فقط"]
    prose = page.select_one(".prose")
    assert prose is not None
    assert (prose["lang"], prose["dir"]) == ("fi", "ltr")


def test_card_marks_a_title_in_another_language(demo_pool: None) -> None:
    page = read("espoo", "/sv/verksamhet/?organisation=" + str(listing("L041").organisation_id))
    link = page.select_one(f'.card a[href="/sv/verksamhet/{listing("L041").pk}/"]')
    assert link is not None
    assert link["lang"] == "fi"
    card = link.find_parent(class_="card")
    assert card is not None
    assert "Bara på finska" in card.get_text()


def test_machine_translation_is_marked(demo_pool: None) -> None:
    texts = listing("L032").texts
    texts["ar"]["machine_translated"] = True
    change("L032", texts=texts)
    marks = read("espoo", f"/ar/activities/{listing('L032').pk}/").select(".head .only-in")
    assert [mark.get_text() for mark in marks] == ["ترجمة آلية"]


def test_foreign_names_are_isolated_in_right_to_left_text(demo_pool: None) -> None:
    page = read("espoo", f"/ar/activities/{listing('L032').pk}/")
    organiser = page.select_one(".by bdi")
    assert organiser is not None
    assert organiser["dir"] == "ltr"
    for contact in page.select(".side a[href^=mailto] bdi"):
        assert contact["dir"] == "ltr"
