"""Rights of translators in the admin, and access to wagtail-localize's own views."""

from typing import Any

import pytest
from django.urls import reverse

from listings.actions.adopt_translation import adopt_translation
from listings.actions.save_translation import SaveTranslation, SaveTranslationError, SaveTranslationPermissionError
from listings.models import ActivityPage
from regions.models import Portal, PortalRole
from tests.listings.admin import is_open, signed_in, url
from tests.listings.factories import translated
from tests.regions.factories import make_member

pytestmark = pytest.mark.django_db


def test_a_translator_opens_a_version_in_their_language(activity: Any, translator: Any) -> None:
    version = translated(activity, "ar", title="مقهى", live=False)
    assert is_open(signed_in(translator).get(url("edit", version.pk)))


@pytest.mark.parametrize("language", ["sv", None])
def test_a_translator_opens_neither_source_nor_other_languages(
    activity: Any, translator: Any, language: str | None
) -> None:
    page = translated(activity, language, title="Språkkafé") if language else activity
    assert not is_open(signed_in(translator).get(url("edit", page.pk)))


def test_a_translator_of_another_portal_opens_nothing(activity: Any, vantaa: Portal) -> None:
    version = translated(activity, "ar", title="مقهى", live=False)
    stranger = make_member(vantaa, PortalRole.TRANSLATOR, languages=["ar"])
    assert not is_open(signed_in(stranger).get(url("edit", version.pk)))


def test_a_translator_does_not_publish(activity: Any, translator: Any) -> None:
    version = translated(activity, "ar", title="مقهى", live=False)
    signed_in(translator).post(url("edit", version.pk), {"action": "publish"})
    assert not ActivityPage.objects.get(pk=version.pk).live


@pytest.mark.parametrize("view", ["copy", "move", "unpublish", "delete"])
def test_a_translator_only_edits(activity: Any, translator: Any, view: str) -> None:
    version = translated(activity, "ar", title="مقهى")
    assert not is_open(signed_in(translator).get(url(view, version.pk)))


# wagtail-localize's own views


def submit_url(page: Any) -> str:
    return reverse("wagtail_localize:submit_page_translation", args=[page.pk])


def test_a_coordinator_orders_translations_of_an_activity(activity: Any, coordinator: Any) -> None:
    assert is_open(signed_in(coordinator).get(submit_url(activity)))


@pytest.mark.parametrize("person", ["editor", "translating_editor"])
def test_an_editor_orders_none(activity: Any, other_activity: Any, person: str, request: Any) -> None:
    """Who knows the language writes the second one at the desk."""
    client = signed_in(request.getfixturevalue(person))
    assert not any(is_open(client.get(submit_url(page))) for page in (activity, other_activity))


def test_a_coordinator_orders_none_in_another_portal(other_activity: Any, coordinator: Any) -> None:
    assert not is_open(signed_in(coordinator).get(submit_url(other_activity)))


def test_an_editor_orders_no_translation_of_the_organisation(organisation: Any, translating_editor: Any) -> None:
    assert not is_open(signed_in(translating_editor).get(submit_url(organisation)))


@pytest.mark.parametrize("person", ["translating_editor", "coordinator"])
def test_translations_of_another_portal_are_not_updated(other_activity: Any, person: str, request: Any) -> None:
    from wagtail_localize.models import TranslationSource

    source, _created = TranslationSource.get_or_create_from_instance(other_activity)
    client = signed_in(request.getfixturevalue(person))
    assert not is_open(client.get(reverse("wagtail_localize:update_translations", args=[source.pk])))


def test_updating_translations_never_publishes(activity: Any, admin: Any) -> None:
    from wagtail_localize.models import TranslationSource

    version = translated(activity, "sv", title="Språkkafé")
    client = signed_in(admin)
    client.post(url("edit", version.pk), {"open": "1"})
    activity.title = "Uusi"
    activity.save_revision().publish()
    source = TranslationSource.objects.get()
    client.post(reverse("wagtail_localize:update_translations", args=[source.pk]), {"publish_translations": "on"})
    assert ActivityPage.objects.get(pk=version.pk).title == "Språkkafé"


def test_the_report_of_all_portals_translations_is_closed(activity: Any, coordinator: Any) -> None:
    assert not is_open(signed_in(coordinator).get(reverse("wagtail_localize:translations_report")))


def test_a_version_is_not_detached_from_its_source(activity: Any, coordinator: Any) -> None:
    from wagtail_localize.models import Translation

    version = translated(activity, "sv", title="Språkkafé")
    client = signed_in(coordinator)
    client.post(url("edit", version.pk), {"open": "1"})
    client.post(reverse("wagtail_localize:stop_translation", args=[Translation.objects.get().pk]))
    assert Translation.objects.get().enabled


# The list of translations


def listed(user: Any) -> str:
    text: str = signed_in(user).get(reverse("listings_translations")).content.decode()
    return text


def test_a_translator_sees_versions_in_their_languages_alone(activity: Any, translator: Any) -> None:
    translated(activity, "ar", title="مقهى")
    translated(activity, "sv", title="Språkkafé")
    text = listed(translator)
    assert ("مقهى" in text, "Språkkafé" in text) == (True, False)


def test_a_translator_sees_nothing_of_other_portals(activity: Any, vantaa: Portal) -> None:
    translated(activity, "ar", title="مقهى")
    assert "مقهى" not in listed(make_member(vantaa, PortalRole.TRANSLATOR, languages=["ar"]))


def test_a_coordinator_sees_all_languages_of_the_portal(activity: Any, coordinator: Any) -> None:
    translated(activity, "ar", title="مقهى")
    translated(activity, "sv", title="Språkkafé")
    text = listed(coordinator)
    assert ("مقهى" in text, "Språkkafé" in text) == (True, True)


def test_editor_does_not_open_the_list_of_translations(editor: Any) -> None:
    assert not is_open(signed_in(editor).get(reverse("listings_translations")))


def test_list_of_translations_is_narrowed_by_language_and_words(activity: Any, coordinator: Any) -> None:
    translated(activity, "ar", title="مقهى")
    translated(activity, "sv", title="Språkkafé")
    address = reverse("listings_translations")
    text = signed_in(coordinator).get(address, {"language": "sv", "q": "kafé"}).content.decode()
    assert ("مقهى" in text, "Språkkafé" in text) == (False, True)


def test_the_report_of_all_portals_is_not_offered_to_others(coordinator: Any, admin: Any) -> None:
    address = reverse("wagtail_localize:translations_report")
    start = reverse("wagtailadmin_home")
    offered = [address in signed_in(person).get(start).content.decode() for person in (coordinator, admin)]
    assert offered == [False, True]


def test_visiting_a_version_from_elsewhere_writes_nothing(activity: Any, translator: Any) -> None:
    from wagtail_localize.models import Translation

    version = translated(activity, "ar", title="مقهى")
    signed_in(translator).get(url("edit", version.pk))
    assert not Translation.objects.exists()


def test_opening_a_version_from_elsewhere_keeps_its_text(activity: Any, translator: Any) -> None:
    from wagtail_localize.models import StringTranslation

    version = translated(activity, "ar", title="مقهى")
    signed_in(translator).post(url("edit", version.pk), {"open": "1"})
    assert StringTranslation.objects.get(context__path="title").data == "مقهى"


# Saving a translation


def test_a_translation_with_gaps_is_not_saved(activity: Any, translator: Any) -> None:
    translation = adopt_translation(translated(activity, "ar", live=False))
    assert translation is not None
    with pytest.raises(SaveTranslationError) as error:
        SaveTranslation(translation, translator).execute()
    assert not isinstance(error.value, SaveTranslationPermissionError)


def test_stranger_gets_the_permission_error_for_a_translation_with_gaps(activity: Any, vantaa: Portal) -> None:
    translation = adopt_translation(translated(activity, "ar", live=False))
    assert translation is not None
    stranger = make_member(vantaa, PortalRole.TRANSLATOR, languages=["ar"])
    with pytest.raises(SaveTranslationPermissionError):
        SaveTranslation(translation, stranger).execute()
