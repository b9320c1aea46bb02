"""Language versions of an activity: they have the same parent, and a translation has only texts of its own."""

from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation

from listings.models import ActivityPage, FamilyRuleError, Listing
from regions.models import PortalHomePage
from tests.listings.admin import signed_in
from tests.listings.factories import locale, make_activity, published, translated

pytestmark = pytest.mark.django_db


def submit(client: Any, page: Any, *languages: str) -> Any:
    """Order translations through wagtail-localize's own view."""
    url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
    return client.post(url, {"locales": [locale(language).pk for language in languages]})


def translate_all(page: Any, language: str, word: str) -> Translation:
    """Translate every string of the page as a person does."""
    translation = Translation.objects.get(source__object_id=page.translation_key, target_locale__language_code=language)
    for segment in translation.source.stringsegment_set.all():
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            locale=translation.target_locale,
            context=segment.context,
            defaults={"data": f"{word} {segment.context.path}", "translation_type": "manual"},
        )
    return translation


def test_localize_puts_a_translation_beside_its_source(activity: Any, admin: Any) -> None:
    submit(signed_in(admin), activity, "ar")
    version = ActivityPage.objects.get(translation_key=activity.translation_key, locale=locale("ar"))
    assert version.get_parent().pk == activity.get_parent().pk


def test_ordering_a_translation_makes_no_alias_and_no_home(activity: Any, admin: Any) -> None:
    homes = PortalHomePage.objects.count()
    submit(signed_in(admin), activity, "so")
    assert (Page.objects.filter(alias_of__isnull=False).count(), PortalHomePage.objects.count()) == (0, homes)


def test_an_ordered_translation_is_not_public(activity: Any, admin: Any) -> None:
    submit(signed_in(admin), activity, "ar")
    assert not ActivityPage.objects.get(translation_key=activity.translation_key, locale=locale("ar")).live


def test_localize_opens_a_translation_beside_its_source(activity: Any, admin: Any) -> None:
    client = signed_in(admin)
    submit(client, activity, "ar")
    version = ActivityPage.objects.get(translation_key=activity.translation_key, locale=locale("ar"))
    answer = client.get(reverse("wagtailadmin_pages:edit", args=[version.pk]))
    assert "wagtail_localize/admin/edit_translation.html" in [template.name for template in answer.templates]


def test_an_activity_written_in_arabic_has_an_arabic_source(organisation: Any) -> None:
    page = make_activity(organisation, "مقهى اللغة", language="ar")
    assert Listing.objects.get(pk=page.translation_key).source_language == "ar"


def test_one_record_stands_for_all_languages(activity: Any) -> None:
    translated(activity, "sv", title="Språkkafé")
    assert Listing.objects.filter(pk=activity.translation_key).count() == 1


def test_a_version_has_no_rows_of_facts(activity: Any) -> None:
    version = translated(activity, "sv", title="Språkkafé")
    assert (version.slots.count(), version.themes.count(), version.contacts.count()) == (0, 0, 0)


def test_there_is_one_version_per_language(activity: Any) -> None:
    translated(activity, "sv", title="Språkkafé")
    with pytest.raises(FamilyRuleError):
        activity.copy_for_translation(Locale.objects.get(language_code="sv"))


def test_a_translation_is_not_translated_further(activity: Any) -> None:
    version = translated(activity, "sv", title="Språkkafé")
    with pytest.raises(FamilyRuleError):
        version.copy_for_translation(locale("en"))


def test_a_draft_that_localize_saves_leaves_the_public_text_alone(activity: Any, admin: Any) -> None:
    version = translated(activity, "sv", title="Språkkafé")
    signed_in(admin).post(reverse("wagtailadmin_pages:edit", args=[version.pk]), {"open": "1"})
    translate_all(activity, "sv", "Utkast").save_target(user=admin, publish=False)
    row = ActivityPage.objects.get(pk=version.pk)
    assert (row.title, row.live) == ("Språkkafé", True)


def test_the_draft_that_localize_saved_is_the_latest_revision(activity: Any, admin: Any) -> None:
    version = translated(activity, "sv", title="Språkkafé")
    signed_in(admin).post(reverse("wagtailadmin_pages:edit", args=[version.pk]), {"open": "1"})
    translate_all(activity, "sv", "Utkast").save_target(user=admin, publish=False)
    assert ActivityPage.objects.get(pk=version.pk).get_latest_revision_as_object().title == "Utkast title"


def test_approving_the_draft_makes_it_public(activity: Any, admin: Any) -> None:
    version = translated(activity, "sv", title="Språkkafé")
    signed_in(admin).post(reverse("wagtailadmin_pages:edit", args=[version.pk]), {"open": "1"})
    translate_all(activity, "sv", "Utkast").save_target(user=admin, publish=False)
    ActivityPage.objects.get(pk=version.pk).get_latest_revision().publish()
    assert ActivityPage.objects.get(pk=version.pk).title == "Utkast title"


def test_submitting_a_translation_leaves_what_is_public(activity: Any, admin: Any) -> None:
    client = signed_in(admin)
    version = translated(activity, "sv", title="Språkkafé")
    client.post(reverse("wagtailadmin_pages:edit", args=[version.pk]), {"open": "1"})
    translate_all(activity, "sv", "Utkast")
    client.post(reverse("wagtailadmin_pages:edit", args=[version.pk]), {"action": "submit"})
    row = ActivityPage.objects.get(pk=version.pk)
    assert (row.title, row.get_latest_revision_as_object().title) == ("Språkkafé", "Utkast title")


def test_publishing_in_localize_refuses_gaps(activity: Any, admin: Any) -> None:
    client = signed_in(admin)
    submit(client, activity, "ar")
    version = ActivityPage.objects.get(translation_key=activity.translation_key, locale=locale("ar"))
    client.post(reverse("wagtailadmin_pages:edit", args=[version.pk]), {"action": "publish"})
    assert not ActivityPage.objects.get(pk=version.pk).live


def test_publishing_a_complete_translation_makes_it_public(activity: Any, admin: Any) -> None:
    client = signed_in(admin)
    submit(client, activity, "ar")
    translate_all(activity, "ar", "عربي")
    version = ActivityPage.objects.get(translation_key=activity.translation_key, locale=locale("ar"))
    client.post(reverse("wagtailadmin_pages:edit", args=[version.pk]), {"action": "publish"})
    row = ActivityPage.objects.get(pk=version.pk)
    assert (row.live, row.title) == (True, "عربي title")


def test_publishing_a_translation_changes_no_fact_of_the_source(activity: Any, admin: Any) -> None:
    client = signed_in(admin)
    submit(client, activity, "ar")
    translate_all(activity, "ar", "عربي")
    activity.floor = "6"
    before = published(activity).serializable_data()
    version = ActivityPage.objects.get(translation_key=activity.translation_key, locale=locale("ar"))
    client.post(reverse("wagtailadmin_pages:edit", args=[version.pk]), {"action": "publish"})
    assert ActivityPage.objects.get(pk=activity.pk).serializable_data() == before


def test_text_written_by_a_person_survives_localize(activity: Any, admin: Any) -> None:
    version = translated(activity, "sv", title="Språkkafé", description="<p>Vi pratar finska.</p>")
    signed_in(admin).post(reverse("wagtailadmin_pages:edit", args=[version.pk]), {"open": "1"})
    translation = Translation.objects.get(target_locale=locale("sv"))
    translation.save_target(user=admin, publish=True)
    row = ActivityPage.objects.get(pk=version.pk)
    assert (row.title, row.get_latest_revision_as_object().description) == ("Språkkafé", "<p>Vi pratar finska.</p>")


def test_text_written_by_a_person_survives_a_bulk_translation(activity: Any, admin: Any) -> None:
    from wagtail_localize.operations import translate_object

    version = translated(activity, "sv", title="Språkkafé")
    translate_object(activity, [locale("sv")], user=admin)
    assert ActivityPage.objects.get(pk=version.pk).get_latest_revision_as_object().title == "Språkkafé"


def test_paragraphs_that_the_source_lacks_are_kept(activity: Any, admin: Any) -> None:
    version = translated(activity, "sv", title="Språkkafé", description="<p>Ett.</p><p>Två.</p>")
    signed_in(admin).post(reverse("wagtailadmin_pages:edit", args=[version.pk]), {"open": "1"})
    page = Translation.objects.get(target_locale=locale("sv")).source.get_ephemeral_translated_instance(locale("sv"))
    assert ("Ett." in page.description, "Två." in page.description) == (True, True)


def test_a_changed_fact_is_read_from_the_source_alone(activity: Any) -> None:
    version = translated(activity, "sv", title="Språkkafé")
    activity.required_level = "B1"
    published(activity)
    assert version.source_page().required_level == "B1"


def test_the_address_of_a_version_is_below_its_own_language(activity: Any) -> None:
    version = translated(activity, "sv", title="Språkkafé")
    assert version.get_full_url() == f"http://espoo.localhost:8000/sv/verksamhet/{activity.translation_key}/"
