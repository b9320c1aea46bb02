"""Documents hold of a translation only what its original still says."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.utils import timezone

from listings.models import ActivityPage, OrganisationPage
from listings.translated_texts.origins import note_made_from
from regions.models import Portal
from search.documents.listing import build_listings
from search.documents.organisation import build_organisations
from tests.search.factories import edit, make_activity, make_organisation, make_translation

FIRST, SECOND = "<p>Juomme kahvia.</p>", "<p>Lapset voivat tulla mukaan.</p>"
ARABIC_FIRST, ARABIC_SECOND = "<p>نشرب القهوة.</p>", "<p>يمكن للأطفال الحضور.</p>"
TODAY = timezone.localdate().isoformat()


@pytest.fixture
def source(espoo: Portal) -> ActivityPage:
    organisation = make_organisation(espoo)
    texts = {"summary": "Kahvia ja puhetta.", "description": FIRST + SECOND, "audience": "Kaikille."}
    return make_activity(organisation, **texts)


def translated(source: Any, *, is_said: bool = True, **texts: str) -> Any:
    """An Arabic version, which says what it was made from or not."""
    given = {"title": "مقهى", "summary": "قهوة.", "description": ARABIC_FIRST + ARABIC_SECOND, "audience": "للجميع."}
    page = make_translation(source, "ar", publish=False, **(given | texts))
    version = page.get_latest_revision_as_object()
    if is_said:
        note_made_from(version, source)
    version.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def texts_of(source: Any, language: str = "ar") -> dict[str, Any]:
    document = build_listings([source.translation_key])[source.translation_key]
    assert document is not None
    texts: dict[str, Any] = document.columns["texts"][language]
    return texts


def test_a_translation_that_says_all(source: ActivityPage) -> None:
    version = translated(source)
    shown = texts_of(source)
    assert (shown["title"], shown["description"], shown["outdated"]) == (version.title, version.description, {})


def test_a_changed_text_is_left_out(source: ActivityPage) -> None:
    translated(source)
    edit(source, summary="Lapset eivät voi tulla mukaan.")
    shown = texts_of(source)
    assert (shown["summary"], shown["outdated"]) == ("", {"summary": TODAY})
    assert shown["title"] == "مقهى"


def test_changed_paragraph_is_the_original(source: ActivityPage) -> None:
    translated(source)
    edit(source, description=FIRST + "<p>Lapset eivät voi tulla.</p>")
    shown = texts_of(source)
    assert shown["description"] == ARABIC_FIRST + '<p lang="fi" dir="ltr">Lapset eivät voi tulla.</p>'
    assert shown["outdated"] == {"description": TODAY}


@pytest.mark.parametrize(
    ("description", "shown"),
    [
        (SECOND + FIRST, ARABIC_SECOND + ARABIC_FIRST),
        (FIRST, ARABIC_FIRST),
        (FIRST + "<p>Uutta.</p>" + SECOND, ARABIC_FIRST + '<p lang="fi" dir="ltr">Uutta.</p>' + ARABIC_SECOND),
        ("", ""),
    ],
)
def test_moved_removed_and_added_paragraphs(source: ActivityPage, description: str, shown: str) -> None:
    translated(source)
    edit(source, description=description)
    texts = texts_of(source)
    assert texts["description"] == shown
    assert list(texts["outdated"]) == ["description"]


def test_paragraphs_that_arent_one_to_one_go_together(source: ActivityPage) -> None:
    translated(source, description=ARABIC_FIRST)
    edit(source, description=FIRST + "<p>Lapset eivät voi tulla.</p>")
    assert texts_of(source)["description"] == ""


def test_text_of_unknown_origin_is_outdated_with_the_next_change(source: ActivityPage) -> None:
    translated(source, is_said=False)
    assert texts_of(source)["outdated"] == {}
    edit(source, description=FIRST + "<p>Lapset eivät voi tulla.</p>")
    shown = texts_of(source)
    assert (shown["description"], shown["outdated"]) == ("", {"description": TODAY})


def test_texts_from_before_anything_was_said(source: ActivityPage) -> None:
    """Rows and revisions of an earlier release, and what is edited after them."""
    version = translated(source)
    ActivityPage.objects.filter(pk=version.pk).update(text_state={})
    revision = version.latest_revision
    revision.content = {name: value for name, value in revision.content.items() if name != "text_state"}
    revision.save()
    assert texts_of(source)["outdated"] == {}
    edit(source, summary="Lapset eivät voi tulla mukaan.")
    assert texts_of(source)["outdated"] == {"summary": TODAY}
    edit(ActivityPage.objects.get(pk=version.pk), title="مقهى اللغة")
    shown = texts_of(source)
    assert (shown["title"], shown["outdated"]) == ("مقهى اللغة", {"summary": TODAY})


def test_draft_from_before_anything_was_said(source: ActivityPage) -> None:
    """Nobody knows the original of its own words, so publishing them doesn't declare them up to date."""
    version = edit(translated(source), publish=False, summary="قهوة وكلام.")
    revision = version.latest_revision
    revision.content = {name: value for name, value in revision.content.items() if name != "text_state"}
    revision.save()
    edit(source, summary="Lapset eivät voi tulla mukaan.")
    ActivityPage.objects.get(pk=version.pk).get_latest_revision_as_object().save_revision().publish()
    assert ActivityPage.objects.get(pk=version.pk).summary == "قهوة وكلام."
    assert texts_of(source)["outdated"] == {"summary": TODAY}


def test_saving_without_a_change_makes_nothing_outdated(source: ActivityPage) -> None:
    translated(source)
    before = texts_of(source)
    edit(source, floor="2")
    stored = f'<p data-block-key="k1a2b">{FIRST[3:-4]}</p><p data-block-key="k3c4d">{SECOND[3:-4]}</p>'
    edit(ActivityPage.objects.get(pk=source.pk), description=stored)
    assert texts_of(source) == before


def test_a_correction_of_the_translation_makes_nothing_new(source: ActivityPage) -> None:
    version = translated(source)
    edit(source, summary="Lapset eivät voi tulla mukaan.")
    edit(ActivityPage.objects.get(pk=version.pk), summary="قهوة وكلام.")
    assert texts_of(source)["outdated"] == {"summary": TODAY}


def test_the_day_is_that_of_the_texts_own_change(source: ActivityPage) -> None:
    translated(source)
    edit(source, summary="Lapset eivät voi tulla mukaan.")
    row = ActivityPage.objects.get(pk=source.pk)
    day = datetime.date(2026, 2, 3).isoformat()
    ActivityPage.objects.filter(pk=row.pk).update(text_state={**row.text_state, "changed_on": {"summary": day}})
    edit(ActivityPage.objects.get(pk=source.pk), title="Toinen nimi")
    assert texts_of(source)["outdated"] == {"title": TODAY, "summary": day}


def test_language_counts_as_long_as_something_is_shown_in_it(source: ActivityPage) -> None:
    translated(source)

    def languages() -> list[str]:
        document = build_listings([source.translation_key])[source.translation_key]
        assert document is not None
        return [code for code in document.columns["codes"] if code.startswith("text_in:")]

    edit(source, title="Toinen nimi")
    assert languages() == ["text_in:ar", "text_in:fi"]
    edit(source, description="<p>Kaikki on toisin.</p>")
    assert languages() == ["text_in:fi"]


def test_summary_that_is_the_descriptions_beginning(source: ActivityPage) -> None:
    translated(source, summary="")
    assert texts_of(source)["summary"] == "نشرب القهوة."
    edit(source, description="<p>Juomme teetä.</p>" + SECOND)
    shown = texts_of(source)
    assert (shown["summary"], sorted(shown["outdated"])) == ("", ["description", "summary"])


def test_names_of_organisations(espoo: Portal) -> None:
    organisation = make_organisation(espoo)
    activity = make_activity(organisation)
    version = make_translation(organisation, "ar", title="جسور")
    note_made_from(version, organisation)
    version.save_revision().publish()
    edit(organisation, title="Sanasillat ry")
    built = build_organisations([organisation.translation_key])[organisation.translation_key]
    assert built is not None
    assert built.columns["texts"]["ar"]["title"] == ""
    assert built.columns["sort_titles"]["ar"] == built.columns["sort_titles"]["fi"]
    listing = build_listings([activity.translation_key])[activity.translation_key]
    assert listing is not None
    assert listing.columns["facts"]["organisation"]["names"] == {"fi": "Sanasillat ry"}
    assert OrganisationPage.objects.get(pk=version.pk).title == "جسور"


def test_the_same_content_builds_the_same_document(source: ActivityPage) -> None:
    translated(source)
    edit(source, summary="Lapset eivät voi tulla mukaan.", description=FIRST)
    first, second = (build_listings([source.translation_key])[source.translation_key] for _ in range(2))
    assert first == second
