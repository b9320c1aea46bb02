"""What a version changes in the public one, in words: announcements, organisations, articles, second languages."""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.utils import translation
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Locale

from editorial.articles.pages import StatementPage
from editorial.text_changes.change import Change
from editorial.text_changes.version_changes import changes_between
from listings.models import (
    ActivityContact,
    ActivityDate,
    ActivityException,
    ActivityLanguage,
    ActivityPage,
    ActivitySlot,
    Venue,
)
from regions.models import Municipality, Portal
from tests.editorial.factories import make_article
from tests.listings.admin import signed_in
from tests.listings.factories import concept, make_activity, translated
from tests.review_screen.waiting_texts import change, live, screen_url, send, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]


@pytest.fixture(autouse=True)
def uploads(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


def changed(page: Any, **values: Any) -> dict[str, Change]:
    """What a draft with these values changes in the public page, by name, in Finnish."""
    draft = live(page).get_latest_revision_as_object()
    for name, value in values.items():
        setattr(draft, name, value)
    draft.save_revision(clean=False)
    with translation.override("fi"):
        found = changes_between(live(page), live(page).get_latest_revision_as_object())
    assert len({one.name for one in found}) == len(found)
    return {one.name: one for one in found if one.is_changed}


def sides(found: dict[str, Change]) -> dict[str, tuple[str, str]]:
    return {name: (one.before, one.after) for name, one in found.items()}


def slot(day: int, start: str, end: str | None = None) -> ActivitySlot:
    times = [datetime.time.fromisoformat(time) if time else None for time in (start, end)]
    return ActivitySlot(weekdays=[day], start=times[0], end=times[1])


def test_nothing_changed_is_nothing(activity: Any) -> None:
    assert changed(activity) == {}


def test_times_are_said_as_the_house_says_them(activity: Any) -> None:
    found = changed(activity, slots=[slot(3, "18:00", "19:45")], season_end=datetime.date(2027, 5, 25))
    assert sides(found) == {"slots-0": ("ti 17–19", "ke 18–19.45"), "season_end": ("", "ti 25.5.2027")}


def test_rows_are_added_changed_and_removed(organisation: Any) -> None:
    page = make_activity(organisation, slots=[slot(1, "10:00"), slot(2, "11:00"), slot(3, "12:00")])
    found = changed(page, slots=[slot(2, "11:00"), slot(3, "13:00")])
    assert sides(found) == {"slots-1": ("ke 12", "ke 13"), "slots-was-0": ("ma 10", "")}
    added = changed(page, slots=[slot(1, "10:00"), slot(2, "11:00"), slot(3, "12:00"), slot(4, "09:00")])
    assert sides(added) == {"slots-3": ("", "to 9")}
    assert added["slots-3"].is_added


def test_every_kind_of_row_has_words(activity: Any) -> None:
    found = changed(
        activity,
        dates=[ActivityDate(date=datetime.date(2027, 3, 1), start=datetime.time(17))],
        exceptions=[ActivityException(first=datetime.date(2027, 2, 15), reason="talviloma")],
        spoken_languages=[ActivityLanguage(language="ar", role="support")],
        contacts=[ActivityContact(name="Sanna", phone="040 123 4567")],
    )
    assert [found[name].after for name in ("dates-0", "exceptions-0")] == ["ma 1.3.2027 17", "15.2.2027 · talviloma"]
    assert found["spoken_languages-0"].after.startswith("arabia")
    assert "Sanna · 040 123 4567" in found["contacts-0"].after


def test_codes_are_said_by_their_labels(activity: Any) -> None:
    town = Municipality.objects.get(pk="092")
    venue = Venue.objects.create(
        name="Tikkurilan kirjasto", street="Lummetie 4", postal_code="01300", municipality=town
    )
    found = changed(
        activity,
        venue=venue,
        municipality=town,
        themes=[concept("theme", "work")],
        price_type="fixed",
        price_eur=Decimal("7.50"),
        weeks_of_month=[1, -1],
        schedule_kind="monthly",
        sensitive=True,
        level_language="sv",
    )
    assert found["municipality"].after == "Vantaa"
    assert found["venue"].after == "Tikkurilan kirjasto, Lummetie 4, 01300 Vantaa"
    assert (found["price_eur"].after, found["sensitive"].after) == ("7,50 €", "kyllä")
    assert (found["level_language"].before, found["level_language"].after) == ("suomi", "ruotsi")
    assert not any(word in found["themes"].after for word in ("work", "theme"))


def test_pictures_stand_side_by_side(activity: Any, coordinator: Any) -> None:
    images = [
        get_image_model().objects.create(title=f"Kuva {number}", file=get_test_image_file(f"{number}.png"))
        for number in (1, 2)
    ]
    live_page = live(activity)
    live_page.image, live_page.image_decorative = images[0], True
    live_page.save_revision().publish()
    state = send(activity, None, image=images[1])
    pictures = change(signed_in(coordinator).get(screen_url(state)), "image").select("figure")
    assert [one.select_one("small").text.split(" (")[0] for one in pictures] == ["Kuva 1", "Kuva 2"]
    assert all(one.select_one("img")["src"] for one in pictures)


def test_links_and_headings_of_a_text_are_told(activity: Any) -> None:
    html = '<p>Puhutaan suomea <a href="https://example.org/x">kahvin</a> äärellä.</p>'
    found = changed(activity, description=html)["description"]
    assert ("https://example.org/x" in found.after, found.is_text, found.language) == (True, True, "fi")


def test_no_field_is_forgotten(activity: Any) -> None:
    """A field of tomorrow is shown, too."""
    names = {one.name.partition("-")[0] for one in changes_between(None, live(activity))}
    own = {field.name for field in ActivityPage._meta.local_fields if field.editable} - {"page_ptr"}
    filled = {name for name in own if getattr(activity, name) not in (None, "", [])}
    assert filled - names == set()


def test_new_text_is_shown_whole(organisation: Any, coordinator: Any) -> None:
    state = send(make_activity(organisation, "Ompelukahvila", live=False))
    shown = signed_in(coordinator).get(screen_url(state))
    assert change(shown, "title").select_one("dd").get_text(strip=True) == "Ompelukahvila"
    assert change(shown, "slots-0").select_one("dd").get_text(strip=True) == "ti 17–19"
    assert shown.context["unchanged"] == []
    offered = {one.name for one in shown.context["offered"]}
    assert {"sensitive", "price_type", "schedule_interval"} <= offered
    assert offered.isdisjoint(one.name for one in shown.context["changes"])
    assert change(shown, "sensitive").find_parent("details") is not None
    assert change(shown, "title").select_one("ins") is None


def test_it_is_compared_with_what_is_public_never_with_a_draft(activity: Any, coordinator: Any) -> None:
    draft = live(activity).get_latest_revision_as_object()
    draft.summary = "Luonnos"
    draft.save_revision()
    state = send(activity, None, summary="Lähetetty")
    [found] = signed_in(coordinator).get(screen_url(state)).context["changes"]
    assert (found.name, found.before, found.after) == ("summary", "", "Lähetetty")


def test_second_language_is_read_beside_its_source(activity: Any, coordinator: Any) -> None:
    version = translated(activity, "ar", live=False, title="مقهى", description="<p>نص</p>")
    state = send(version)
    shown = signed_in(coordinator).get(screen_url(state))
    title = change(shown, "title")
    beside = [(one["lang"], one["dir"], one.text) for one in title.select(".k-words")]
    assert beside == [("fi", "ltr", "Kielikahvila"), ("ar", "rtl", "مقهى")]
    assert change(shown, "slots-0") is None
    address = f"{screen_url(state)}look/?show=espoo/ar"
    looked = signed_in(coordinator).get(address)
    assert (looked.status_code, "مقهى" in looked.content.decode()) == (200, True)


def test_organisation_is_read_on_the_same_screen(organisation: Any, coordinator: Any, sanna: Any) -> None:
    state = send(organisation, sanna.user, summary="Siltoja ihmisten välille.", email="uusi@example.org")
    shown = signed_in(coordinator).get(screen_url(state))
    assert {one.name for one in shown.context["changes"]} == {"summary", "email"}
    assert "Siltasanat ry" in words(shown)
    looked = signed_in(coordinator).get(f"{screen_url(state)}look/?show=espoo/fi")
    assert (looked.status_code, "Siltoja ihmisten välille." in looked.content.decode()) == (200, True)
    assert signed_in(coordinator).get(f"{screen_url(state)}look/cards/").status_code == 404


def test_article_is_told_in_its_blocks(espoo: Portal, coordinator: Any) -> None:
    article = make_article(espoo, "Ohjeet", "fi", ("heading", "Näin"), ("text", "<p>Tule mukaan.</p>"))
    body = [
        ("heading", "Näin"),
        ("text", "<p>Tule mukaan tiistaina.</p>"),
        ("quote", {"words": "Hyvä!", "speaker": "A"}),
    ]
    state = send(article, coordinator, body=type(article).body.field.stream_block.normalize(body))
    shown = signed_in(coordinator).get(screen_url(state))
    [found] = shown.context["changes"]
    assert found.name == "body"
    assert "Tule mukaan tiistaina." in found.after
    assert "Hyvä!" in found.after
    assert "{" not in found.after
    text = change(shown, "body")
    assert "Tule mukaan" not in "".join(one.text for one in text.select("ins, del"))
    assert signed_in(coordinator).get(f"{screen_url(state)}look/").status_code == 200


def test_statement_is_read_on_the_same_screen(espoo: Portal, coordinator: Any) -> None:
    page = StatementPage.objects.descendant_of(espoo.homes.get(locale=Locale.objects.get(language_code="fi"))).first()
    assert page is not None
    state = send(page, coordinator, body=StatementPage.body.field.stream_block.normalize([("heading", "Lisäys")]))
    shown = signed_in(coordinator).get(screen_url(state))
    assert (shown.status_code, "Lisäys" in words(shown)) == (200, True)
    assert signed_in(coordinator).get(f"{screen_url(state)}look/").status_code == 200
