"""The writer chooses the language until the first publication or translation, also after autosave has made the page."""

from typing import Any

import pytest

from listings.models import ActivityPage, Listing, Organisation, OrganisationPage
from listings.models.family import FamilyRuleError
from search.indexer import drain_outbox
from search.models import ListingDocument
from tests.listings.admin import form_of, signed_in, url
from tests.listings.factories import make_activity, make_organisation, published, translated

pytestmark = pytest.mark.django_db


def page_of(page: Any) -> Any:
    return type(page).objects.get(pk=page.pk)


def save(user: Any, page: Any, **values: Any) -> Any:
    client = signed_in(user)
    address = url("edit", page.pk)
    return client.post(address, form_of(client, address, **values))


def created(user: Any, organisation: Any, **values: Any) -> Any:
    """Create a draft as the form does when it saves itself, half filled in."""
    client = signed_in(user)
    address = url("add", "listings", "activitypage", organisation.pk)
    data = form_of(client, address, title="Sewing circle", slug="", **values)
    client.post(address, data, headers={"accept": "application/json"})
    return ActivityPage.objects.get(title="Sewing circle")


def test_choice_after_autosave_counts(coordinator: Any, organisation: Any) -> None:
    page = created(coordinator, organisation)
    assert page.language == "fi"
    path = page.path
    save(coordinator, page, written_in="en", summary="We sew together.")
    page = page_of(page)
    assert (page.language, page.path) == ("en", path)
    assert page.get_latest_revision_as_object().language == "en"
    assert page.is_source
    assert Listing.objects.get(pk=page.translation_key).source_language == "en"
    save(coordinator, page, written_in="so")
    assert page_of(page).language == Listing.objects.get(pk=page.translation_key).source_language == "so"


def test_what_is_published_is_in_the_chosen_language(coordinator: Any, organisation: Any) -> None:
    page = make_activity(organisation, "Kahvila", live=False)
    save(coordinator, page, written_in="en", title="Sewing circle")
    page = published(page_of(page).get_latest_revision_as_object())
    drain_outbox()
    document = ListingDocument.objects.get(pk=page.translation_key)
    assert document.source_language == "en"
    assert document.texts["en"]["title"] == "Sewing circle"
    assert "fi" not in document.texts


def test_translation_is_made_from_the_chosen_language(coordinator: Any, organisation: Any) -> None:
    page = make_activity(organisation, live=False)
    save(coordinator, page, written_in="en")
    version = page_of(page).copy_for_translation(make_organisation(organisation.record.home_portal, "Muu").locale)
    assert (version.language, version.is_source) == ("fi", False)


def test_organisation_can_change_its_language_before_it_is_public(coordinator: Any, espoo: Any) -> None:
    page = make_organisation(espoo, "Brobyggarna rf", live=False)
    save(coordinator, page, written_in="sv")
    assert OrganisationPage.objects.get(pk=page.pk).language == "sv"
    assert Organisation.objects.get(pk=page.translation_key).source_language == "sv"


def test_preview_in_another_language_writes_nothing(coordinator: Any, organisation: Any) -> None:
    page = make_activity(organisation, live=False)
    client = signed_in(coordinator)
    data = form_of(client, url("edit", page.pk), written_in="en")
    client.post(url("preview_on_edit", page.pk), data)
    shown = client.get(url("preview_on_edit", page.pk)).content.decode()
    assert '<html lang="en"' in shown
    assert page_of(page).language == Listing.objects.get(pk=page.translation_key).source_language == "fi"


@pytest.mark.parametrize("case", ["public", "unpublished", "translated", "translation"])
def test_language_is_not_asked_any_more(case: str, editor: Any, coordinator: Any, organisation: Any) -> None:
    page = make_activity(organisation, live=case in {"public", "unpublished"})
    if case == "unpublished":
        page.unpublish()
    if case in {"translated", "translation"}:
        version = translated(page, "ar", live=False)
        page = version if case == "translation" else page
    page = page_of(page)
    assert not page.may_change_language()
    with pytest.raises(FamilyRuleError):
        page.change_language("en")
    if case != "translation":
        assert "written_in" not in signed_in(coordinator).get(url("edit", page.pk)).context["form"].fields
        save(coordinator, page, written_in="en")
        assert page_of(page).language == "fi"


def test_texts_run_in_the_direction_of_what_is_written(coordinator: Any, organisation: Any) -> None:
    form = signed_in(coordinator).get(url("edit", make_activity(organisation, live=False).pk)).context["form"]
    assert {form.fields[name].widget.attrs.get("dir") for name in ("title", "summary", "place_details")} == {"auto"}


def test_form_of_a_new_page_asks_in_the_language_of_its_organisation(espoo: Any, coordinator: Any) -> None:
    parent = make_organisation(espoo, "Brobyggarna rf", language="sv")
    form = signed_in(coordinator).get(url("add", "listings", "activitypage", parent.pk)).context["form"]
    assert form["written_in"].value() == "sv"
