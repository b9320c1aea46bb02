"""The admin is in Finnish, also where Wagtail's own catalogues have no translation."""

import gettext
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import polib
import pytest
from bs4 import BeautifulSoup
from bs4.element import Comment
from django.contrib.humanize.templatetags.humanize import naturaltime
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone, translation

from kototori import ADMIN_LOCALE
from kototori.catalogues import compile_all
from kototori.development.messages import Message, update_catalogue
from kototori.development.untranslated import PACKAGES, untranslated
from regions.models import Portal
from tests.admin.test_leaks import make_image
from tests.listings.admin import form_of, signed_in, url
from tests.listings.factories import translated

FOLDER = ADMIN_LOCALE / "fi" / "LC_MESSAGES"
PLACEHOLDER = re.compile(r"%\(\w+\)(?:\.\d)?[sdrf]|%[sd]|\{\w*\}")
#: A language's own name, a number that Wagtail keeps hidden, and a button for Enter alone that it names in English in
#: its template of the page chooser.
ALLOWED = {"English", "None", "Search"}


def entries(domain: str) -> list[Any]:
    return list(polib.pofile(str(FOLDER / f"{domain}.po")))


# The catalogue


def test_no_message_is_untranslated() -> None:
    assert untranslated("fi") == []


def test_untranslated_messages_of_packages_are_found() -> None:
    lacking = {one.message for one in untranslated("fi", None)}
    assert "Search all pages…" in lacking
    assert "Save draft" not in lacking


def test_command_lists_untranslated_messages(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("list_untranslated", "sv")
    assert "messages without a translation" in capsys.readouterr().out


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_placeholders_are_kept(domain: str) -> None:
    for entry in entries(domain):
        known = set(PLACEHOLDER.findall(entry.msgid)) | set(PLACEHOLDER.findall(entry.msgid_plural or ""))
        for text in entry.msgstr_plural.values():
            assert set(PLACEHOLDER.findall(text)) <= known, entry.msgid
        if not entry.msgid_plural:
            assert sorted(PLACEHOLDER.findall(entry.msgstr)) == sorted(PLACEHOLDER.findall(entry.msgid)), entry.msgid


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_tags_and_spaces_at_the_ends_are_kept(domain: str) -> None:
    for entry in entries(domain):
        if entry.msgid_plural or entry.msgid == "Locale: ":
            continue
        tags = [sorted(re.findall(r"</?[a-z]+", text)) for text in (entry.msgid, entry.msgstr)]
        assert tags[0] == tags[1], entry.msgid
        ends = [(text[:1].isspace(), text[-1:].isspace()) for text in (entry.msgid, entry.msgstr)]
        assert ends[0] == ends[1], entry.msgid


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_every_message_is_one_that_the_packages_have(domain: str) -> None:
    """Messages that an upgrade has removed must be removed here, too."""
    site_packages = Path(polib.__file__).parent
    known = {
        entry.msgid
        for package, folder in PACKAGES.items()
        if (source := site_packages / package.replace(".", "/") / folder / "en/LC_MESSAGES" / f"{domain}.po").exists()
        for entry in polib.pofile(str(source))
    }
    locales = site_packages / "wagtail/locales/locale/en/LC_MESSAGES/django.po"
    known |= {entry.msgid for entry in polib.pofile(str(locales))}
    assert [entry.msgid for entry in entries(domain) if entry.msgid not in known] == []


def test_plural_forms_are_kept() -> None:
    compile_all(ADMIN_LOCALE)
    with (FOLDER / "django.mo").open("rb") as compiled:
        catalogue = gettext.GNUTranslations(compiled)
    singular, plural = "%(num_child_objects)d child page", "%(num_child_objects)d child pages"
    assert [catalogue.ngettext(singular, plural, number) for number in (0, 1, 2)] == [
        "%(num_child_objects)d alasivua",
        "%(num_child_objects)d alasivu",
        "%(num_child_objects)d alasivua",
    ]


def test_our_own_messages_win_and_collecting_them_leaves_wagtails_alone(tmp_path: Path) -> None:
    before = (FOLDER / "django.po").read_text(encoding="utf-8")
    path = tmp_path / "django.po"
    path.write_text(before, encoding="utf-8")
    update_catalogue(path, {Message("Only ours"): {"search/x.py"}})
    assert "Search all pages" not in path.read_text(encoding="utf-8")  # what would happen if it lay among ours
    with translation.override("fi"):
        assert translation.gettext("Search all pages…") == "Hae sivuja…"


def test_times_that_have_passed_are_in_finnish() -> None:
    """Wagtail says "… ago" with the words of django.contrib.humanize, which must be installed for that."""
    now = timezone.now()
    with translation.override("fi"):
        said = [naturaltime(now - timedelta(seconds=seconds)).replace("\xa0", " ") for seconds in (41, 180)]
    assert said == ["41 sekuntia sitten", "3 minuuttia sitten"]


def test_sentences_around_a_models_name_need_no_other_form_of_it() -> None:
    with translation.override("fi"):
        text = translation.gettext("The %(model_name)s could not be saved due to errors.")
    assert text % {"model_name": "portaali"} == "Lomakkeessa on virheitä, joten portaali jäi tallentamatta."


# The screens


@pytest.fixture
def messages() -> set[str]:
    """English messages of the packages that Finnish has other words for."""
    site_packages = Path(polib.__file__).parent
    english = {
        entry.msgid
        for package, folder in PACKAGES.items()
        if (source := site_packages / package.replace(".", "/") / folder / "en/LC_MESSAGES/django.po").exists()
        for entry in polib.pofile(str(source))
    }
    with translation.override("fi"):
        return {text for text in english if len(text) > 2 and translation.gettext(text) != text} - ALLOWED


def texts_of(html: str) -> set[str]:
    """A page's texts, and its attributes that are shown or read out."""
    page = BeautifulSoup(html, "html.parser")
    for code in page(["script", "style"]):
        code.decompose()
    texts = {str(text).strip() for text in page.find_all(string=True) if not isinstance(text, Comment)}
    for name in ("aria-label", "title", "placeholder", "alt"):
        texts |= {str(element[name]).strip() for element in page.select(f"[{name}]")}
    texts |= {str(button.get("value", "")) for button in page.select("input[type=submit], input[type=button]")}
    return texts


@pytest.fixture
def screens(
    organisation: Any, activity: Any, espoo: Portal, coordinating_editor: Any, coordinator: Any
) -> dict[str, list[str]]:
    """The main addresses of each role, with a text in review, a translation, an image and a history behind them."""
    version = translated(activity, "ar", title="مقهى اللغة")
    client = signed_in(coordinating_editor)
    data = form_of(client, url("edit", activity.pk), title="Uusi nimi")
    client.post(url("edit", activity.pk), data | {"action-submit": "1"})
    image = make_image(espoo, "Kahvikuppi")
    first, last = activity.revisions.order_by("pk").first().pk, activity.revisions.order_by("pk").last().pk
    common = ["/admin/", "/admin/account/", "/admin/listings/pool/"]
    pages = [
        "/admin/pages/",
        reverse("wagtailadmin_explore", args=[organisation.pk]),
        reverse("wagtailadmin_explore", args=[organisation.pk]) + "?q=nimi",
        url("edit", activity.pk),
        url("add", "listings", "activitypage", organisation.pk),
        url("history", activity.pk),
        url("workflow_history", activity.pk),
        url("revisions_compare", activity.pk, first, last),
        url("usage", activity.pk),
        reverse("wagtailadmin_choose_page"),
        reverse("wagtailimages_chooser:choose"),
        reverse("wagtailimages:index"),
        reverse("wagtailimages:add"),
        reverse("wagtailsnippetchoosers_listings_venue:choose"),
    ]
    return {
        "coordinating_editor": [*common, *pages],
        "coordinator": [
            *common,
            *pages,
            *(url(name, activity.pk) for name in ("delete", "move", "unpublish")),
            reverse("wagtailimages:edit", args=[image.pk]),
            reverse("wagtaildocs:index"),
            "/admin/snippets/listings/venue/",
            "/admin/snippets/listings/venue/add/",
            "/admin/brand/",
            "/admin/listings/translations/",
            url("edit", version.pk),
            url("history", version.pk),
            reverse("order_translations", args=[activity.pk]),
        ],
        "translator": ["/admin/"],
        "": ["/admin/login/", "/admin/password_reset/", "/admin/nowhere/"],
    }


@pytest.mark.django_db
@pytest.mark.parametrize("role", ["coordinating_editor", "coordinator", "translator", ""])
def test_no_screen_has_english_messages(
    role: str, screens: dict[str, list[str]], messages: set[str], request: Any, client: Any
) -> None:
    browser = signed_in(request.getfixturevalue(role)) if role else client
    english: dict[str, set[str]] = {}
    for address in screens[role]:
        answer = browser.get(address, follow=True, headers={"host": "kototori.localhost:8000"})
        assert answer.status_code == (403 if role == "translator" else 200), address
        is_json = answer.headers["Content-Type"].startswith("application/json")
        catalogue = texts_of(answer.json().get("html", "") if is_json else answer.content.decode()) & messages
        if catalogue:
            english[address] = catalogue
    assert english == {}
