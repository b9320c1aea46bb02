"""Every way of saving a translation writes down what it was made from."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse
from wagtail_localize.models import StringTranslation, TranslationSource

from listings.actions.adopt_translation import adopt_translation, readopt_translations
from listings.actions.save_translation import SaveTranslation
from listings.models import ActivityPage
from listings.translated_texts.origins import note_made_from, outdated_names, standings
from listings.translated_texts.retranslating import note_retranslated
from listings.translated_texts.text_state import Origin, TextState
from listings.translated_texts.text_strings import text_strings
from listings.translated_texts.wordings import note_respelling
from regions.models import Portal
from tests.listings.admin import signed_in
from tests.regions.factories import make_user
from tests.search.factories import draft_activity, edit, locale, make_activity, make_organisation, make_translation

FIRST, SECOND = "<p>Juomme kahvia.</p>", "<p>Lapset voivat tulla mukaan.</p>"
ARABIC = "<p>نشرب القهوة.</p><p>يمكن للأطفال الحضور.</p>"


@pytest.fixture
def source(espoo: Portal) -> ActivityPage:
    return make_activity(make_organisation(espoo), summary="Kahvia.", description=FIRST + SECOND, audience="Kaikille.")


@pytest.fixture
def version(source: ActivityPage) -> ActivityPage:
    texts = {"title": "مقهى", "summary": "قهوة.", "description": ARABIC, "audience": "للجميع."}
    page = make_translation(source, "ar", publish=False, **texts).get_latest_revision_as_object()
    note_made_from(page, source)
    page.save_revision().publish()
    return ActivityPage.objects.get(pk=page.pk)


def latest(page: Any) -> Any:
    return type(page).objects.get(pk=page.pk).get_latest_revision_as_object()


def translate_missing(translation: Any, text: str) -> list[str]:
    """Translate what the translators' editor says is missing; return the strings."""
    segments = translation.source.stringsegment_set.annotate_translation(translation.target_locale)
    missing = [segment for segment in segments.order_by("order") if not segment.translation]
    for segment in missing:
        StringTranslation.objects.create(
            translation_of=segment.string, context=segment.context, locale=translation.target_locale, data=text
        )
    return [segment.string.data for segment in missing]


def test_translators_editor(source: ActivityPage, version: ActivityPage) -> None:
    """What the original no longer says isn't there as its translation; a complete one is made from all of it."""
    edit(source, summary="Teetä.", description=FIRST + "<p>Lapset eivät voi tulla.</p>", audience="")
    translation = adopt_translation(version)
    assert translation is not None
    assert translate_missing(translation, "جديد") == ["Teetä.", "Lapset eivät voi tulla."]
    SaveTranslation(translation, publish=True).execute(skip_permission_checks=True)
    saved, original = ActivityPage.objects.get(pk=version.pk), ActivityPage.objects.get(pk=source.pk)
    assert outdated_names(saved, original) == []
    assert (saved.title, saved.summary, saved.audience) == ("مقهى", "جديد", "")
    assert text_strings(saved, "description")[0] == text_strings(version, "description")[0]


def test_adopting_again_after_a_change(source: ActivityPage, version: ActivityPage) -> None:
    translation = adopt_translation(version)
    edit(source, summary="Teetä.")
    assert adopt_translation(version, again=True) == translation
    assert translate_missing(translation, "شاي") == ["Teetä."]


def test_adopting_a_family_again_after_a_change(source: ActivityPage, version: ActivityPage) -> None:
    translation = adopt_translation(version)
    edit(source, summary="Teetä.")
    StringTranslation.objects.all().delete()
    readopt_translations(ActivityPage.objects.get(pk=source.pk))
    assert translate_missing(translation, "شاي") == ["Teetä."]


def test_adopted_text_of_unknown_origin_is_assumed(source: ActivityPage) -> None:
    page = make_translation(source, "ar", title="مقهى", description="", summary="", audience="")
    origins = TextState.of(page).made_from
    assert [(name, origin.is_assumed) for name, origin in origins.items()] == [("title", True)]
    edit(source, title="Toinen")
    assert outdated_names(page, ActivityPage.objects.get(pk=source.pk)) == ["title"]


def test_the_original_is_public_or_sent_never_the_first_autosave(espoo: Portal) -> None:
    organisation = make_organisation(espoo)
    page = draft_activity(organisation, "Keskener")
    edit(page, publish=False, title="Kielikahvila")
    stored = ActivityPage.objects.get(pk=page.pk)
    assert (stored.title, stored.original().title) == ("Keskener", "Kielikahvila")
    translation = adopt_translation(make_translation(stored, "ar", publish=False, title="مقهى"))
    assert translation is not None
    assert translation.source.as_instance().title == "Kielikahvila"
    stored.get_latest_revision().publish()
    edit(ActivityPage.objects.get(pk=page.pk), publish=False, title="Luonnos")
    public = ActivityPage.objects.get(pk=page.pk)
    assert public.original().title == "Kielikahvila"
    assert TranslationSource.objects.get().object_repr == "Kielikahvila"


def test_reviewers_spelling_carries_translations_over(source: ActivityPage, version: ActivityPage) -> None:
    wrong = edit(source, publish=False, summary="Kahvii.")
    sent = latest(wrong)
    arabic = latest(version)
    note_made_from(arabic, sent, ["summary"])
    arabic.save_revision().publish()
    corrected = latest(wrong)
    corrected.summary = "Kahvia!"
    note_respelling(corrected, sent)
    corrected.save_revision().publish()
    pages = [ActivityPage.objects.get(pk=page.pk) for page in (version, source)]
    assert not standings(*pages)["summary"].is_outdated


def test_localizes_ordering_and_updating_take_the_original(espoo: Portal) -> None:
    client = signed_in(make_user(is_superuser=True))
    page = draft_activity(make_organisation(espoo), "Keskener")
    edit(page, publish=False, title="Kielikahvila")
    order = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    client.post(order, {"locales": [locale("ar").pk], "include_subtree": ""})
    assert TranslationSource.objects.get().as_instance().title == "Kielikahvila"
    edit(ActivityPage.objects.get(pk=page.pk), title="Julkinen")
    edit(ActivityPage.objects.get(pk=page.pk), publish=False, title="Luonnos")
    update = reverse("wagtail_localize:update_translations", args=[TranslationSource.objects.get().pk])
    client.post(update, {})
    assert TranslationSource.objects.get().as_instance().title == "Julkinen"


NEW_SECOND = "<p>Lapset eivät voi tulla.</p>"


@pytest.mark.parametrize(
    ("original", "written", "left"),
    [
        (FIRST + NEW_SECOND, "<p>نشرب القهوة!</p><p>يمكن للأطفال الحضور.</p>", (0, None)),
        (FIRST + NEW_SECOND, "<p>نشرب القهوة.</p><p>لا يمكن للأطفال الحضور.</p>", ()),
        (FIRST + NEW_SECOND, "<p>شاي.</p><p>لا.</p>", ()),
        (FIRST + SECOND + NEW_SECOND, ARABIC + "<p>لا.</p>", ()),
        (FIRST + SECOND + NEW_SECOND, "<p>نشرب القهوة!</p><p>يمكن للأطفال الحضور.</p>", (0, 1, None)),
        (FIRST + SECOND + NEW_SECOND, "<p>يمكن للأطفال الحضور.</p><p>شاي.</p>", None),
        (SECOND + FIRST, "<p>نشرب القهوة!</p><p>يمكن للأطفال الحضور.</p>", (1, 0)),
    ],
)
def test_a_corrected_word_makes_its_own_paragraph_new(
    source: ActivityPage, version: ActivityPage, original: str, written: str, left: Any
) -> None:
    """``left``: the places of paragraphs that still hold; empty where all do, None where nobody knows them."""
    source.description, before = original, {"description": text_strings(version, "description")}
    version.description = written
    note_retranslated(version, source, before)
    found = standings(version, source)["description"]
    assert found.is_outdated is (left != ())
    assert found.keeps_nothing if left is None else found.places == left
    assert TextState.of(version).made_from["title"].text == text_strings(version, "title")


@pytest.mark.parametrize(
    ("text", "is_assumed"), [(("A", "B!"), False), (("B", "A"), True), (("A",), True), (("A", "B", "C"), True)]
)
def test_pairs_stay_with_one_corrected_string(text: tuple[str, ...], is_assumed: bool) -> None:
    """Of a text in which more was changed nobody knows which string belongs to which."""
    assert Origin(("a", "b"), ("A", "B")).with_text(text) == Origin(("a", "b"), text, is_assumed)
