"""wagtail-localize: its editor is for the portal's coordinators, all else for superusers. Translators are at the desk.

Rights at the desk are in ``tests.translating.test_rights``, ordering in ``tests.translating.test_admin_pages``.
"""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from wagtail_localize import wagtail_hooks
from wagtail_localize.models import StringSegment, StringTranslation, Translation, TranslationSource

from listings.actions.adopt_translation import adopt_translation
from listings.actions.save_translation import SaveTranslation, SaveTranslationError, SaveTranslationPermissionError
from listings.models import ActivityPage
from regions.models import Portal
from tests.listings.admin import is_open, signed_in, url
from tests.listings.factories import also_translating, make_activity, translated
from tests.people.visiting import at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]

#: The views of the editor, which coordinators have.
EDITOR = {
    "javascript_catalog",
    "edit_string_translation",
    "edit_override",
    "machine_translate",
    "preview_translation",
    "stop_translation",
}


def closed_addresses(version: Any, translation: Translation) -> dict[str, str]:
    """The addresses of all that is for superusers."""
    snippet = {"app_label": "listings", "model_name": "venue"}
    arguments: dict[str, dict[str, Any]] = {
        "submit_page_translation": {"page_id": version.source_page().pk},
        "submit_snippet_translation": snippet | {"pk": "1"},
        "update_translations": {"translation_source_id": translation.source_id},
        "download_pofile": {"translation_id": translation.pk},
        "upload_pofile": {"translation_id": translation.pk},
        "convert_to_alias": {"page_id": version.pk},
        "translations_report": {},
        "translations_report_results": {},
        "snippets_api_listing": snippet,
        "snippets_api_detail": snippet | {"pk": "1"},
    }
    return {name: reverse(f"wagtail_localize:{name}", kwargs=values) for name, values in arguments.items()}


@pytest.fixture
def version(activity: Any) -> Any:
    """An Arabic version that localize manages."""
    page = translated(activity, "ar", title="مقهى", live=False)
    adopt_translation(page)
    return page


@pytest.fixture
def addresses(version: Any) -> dict[str, str]:
    return closed_addresses(version, Translation.objects.get())


def test_every_view_of_localize_is_the_editors_or_for_superusers(addresses: dict[str, str]) -> None:
    (below,) = wagtail_hooks.register_admin_urls()
    assert {pattern.name for pattern in below.url_patterns} == EDITOR | addresses.keys()


@pytest.mark.parametrize(
    ("person", "status"), [("coordinator", 404), ("coordinating_editor", 404), ("editor", 403), ("translator", 403)]
)
def test_all_but_the_editor_is_for_superusers(
    addresses: dict[str, str], person: str, status: int, request: Any
) -> None:
    """Whatever right to localize's models somebody has been given by hand."""
    user = request.getfixturevalue(person)
    user.user_permissions.set(Permission.objects.filter(content_type__app_label="wagtail_localize"))
    client = signed_in(user)
    for method in ("get", "post", "put"):
        answers = {name: getattr(client, method)(address).status_code for name, address in addresses.items()}
        assert set(answers.values()) == {status}, (method, answers)
    assert Translation.objects.count() == 1


def test_superusers_have_it(addresses: dict[str, str], admin: Any) -> None:
    client = signed_in(admin)
    for name in ("submit_page_translation", "update_translations", "download_pofile", "translations_report"):
        assert is_open(client.get(addresses[name])), name


def test_nothing_that_coordinators_see_leads_there(
    addresses: dict[str, str], activity: Any, version: Any, coordinator: Any
) -> None:
    client = signed_in(coordinator)
    for address in (url("edit", activity.pk), url("history", activity.pk), reverse("wagtailadmin_home")):
        shown = client.get(address).content.decode()
        assert [name for name, closed in addresses.items() if closed in shown] == [], address
    editor = client.get(url("edit", version.pk)).content.decode()
    assert 'class="k-editor-alone"' in editor  # hides what localize's script makes of its addresses


def test_who_coordinates_elsewhere_translates_at_the_desk_alone(
    version: Any, vantaa_coordinator: Any, espoo: Portal
) -> None:
    both = also_translating(vantaa_coordinator, espoo)
    client = signed_in(both)
    for view in ("edit", "history", "view_draft", "copy", "move", "unpublish", "delete"):
        assert client.get(url(view, version.pk)).status_code == 404, view
        assert client.post(url(view, version.pk), {"action": "submit"}).status_code == 404, view
    segment = StringSegment.objects.filter(context__path="title").first()
    assert segment is not None
    text = reverse("wagtail_localize:edit_string_translation", args=[Translation.objects.get().pk, segment.pk])
    assert client.put(text, "value=x", content_type="application/x-www-form-urlencoded").status_code == 404
    assert at("espoo", both).get(f"/en/desk/translations/{version.translation_key}/ar/").status_code == 200


def test_updating_translations_never_publishes(activity: Any, admin: Any) -> None:
    version = translated(activity, "sv", title="Språkkafé")
    client = signed_in(admin)
    client.post(url("edit", version.pk), {"open": "1"})
    activity.title = "Uusi"
    activity.save_revision().publish()
    source = TranslationSource.objects.get()
    client.post(reverse("wagtail_localize:update_translations", args=[source.pk]), {"publish_translations": "on"})
    assert ActivityPage.objects.get(pk=version.pk).title == "Språkkafé"


@pytest.mark.parametrize("person", ["coordinator", "admin"])
def test_a_version_is_not_detached_from_its_source(version: Any, person: str, request: Any) -> None:
    client = signed_in(request.getfixturevalue(person))
    client.post(reverse("wagtail_localize:stop_translation", args=[Translation.objects.get().pk]))
    assert Translation.objects.get().enabled


# The list of versions


def listed(user: Any) -> str:
    text: str = signed_in(user).get(reverse("listings_translations")).content.decode()
    return text


def test_a_coordinator_sees_all_languages_of_the_portal_and_nothing_of_others(
    activity: Any, other_activity: Any, coordinator: Any
) -> None:
    translated(activity, "ar", title="مقهى")
    translated(activity, "sv", title="Språkkafé")
    translated(other_activity, "ar", title="أريكة")
    text = listed(coordinator)
    assert [title in text for title in ("مقهى", "Språkkafé", "أريكة")] == [True, True, False]


@pytest.mark.parametrize("person", ["editor", "translator"])
def test_others_do_not_open_the_list_of_versions(person: str, request: Any) -> None:
    assert signed_in(request.getfixturevalue(person)).get(reverse("listings_translations")).status_code == 403


def test_list_of_versions_is_narrowed_by_language_and_words(activity: Any, coordinator: Any) -> None:
    translated(activity, "ar", title="مقهى")
    translated(activity, "sv", title="Språkkafé")
    address = reverse("listings_translations")
    text = signed_in(coordinator).get(address, {"language": "sv", "q": "kafé"}).content.decode()
    assert ("مقهى" in text, "Språkkafé" in text) == (False, True)


# Opening and saving a version in the editor


def test_visiting_a_version_from_elsewhere_writes_nothing(activity: Any, coordinator: Any) -> None:
    version = translated(activity, "ar", title="مقهى")
    signed_in(coordinator).get(url("edit", version.pk))
    assert not Translation.objects.exists()


def test_opening_a_version_from_elsewhere_keeps_its_text(activity: Any, coordinator: Any) -> None:
    version = translated(activity, "ar", title="مقهى")
    signed_in(coordinator).post(url("edit", version.pk), {"open": "1"})
    assert StringTranslation.objects.get(context__path="title").data == "مقهى"


def test_a_translation_with_gaps_is_not_saved(organisation: Any, coordinator: Any) -> None:
    page = make_activity(organisation, description="<p>Teksti.</p>")
    translation = adopt_translation(translated(page, "ar", live=False))
    assert translation is not None
    with pytest.raises(SaveTranslationError) as error:
        SaveTranslation(translation, coordinator).execute()
    assert not isinstance(error.value, SaveTranslationPermissionError)


def test_stranger_gets_the_permission_error_for_a_translation_with_gaps(activity: Any, vantaa_coordinator: Any) -> None:
    translation = adopt_translation(translated(activity, "ar", live=False))
    assert translation is not None
    with pytest.raises(SaveTranslationPermissionError):
        SaveTranslation(translation, vantaa_coordinator).execute()
