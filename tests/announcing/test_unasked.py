"""What the desk doesn't ask keeps what it had: every field and every kind of rows, generated from the model."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.db import models
from django.utils import timezone
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import get_all_child_relations
from wagtail.models import Page

from editorial.announcing.form_panels import announcement_form_class
from listings.enums import OrganisationRole
from listings.models import ActivityPage, OrganisationMembership
from tests.announcing.form_data import filled
from tests.people.visiting import at
from tests.regions.factories import make_user

#: Fields of the tree, of versions and of publication, which no save may take from a form anyway.
BOOKKEEPING = {field.name for field in Page._meta.concrete_fields} | {"page_ptr"}
#: What belongs to one revision, not to the text.
OF_REVISION = {
    *("latest_revision", "latest_revision_created_at", "has_unpublished_changes", "draft_title"),
    *("first_published_at", "last_published_at"),
}


def content(page: Any) -> dict[str, Any]:
    """What a page's latest revision says, rows without their ids."""
    data = ActivityPage.objects.get(pk=page.pk).get_latest_revision_as_object().serializable_data()
    for name in OF_REVISION:
        data.pop(name, None)
    for value in data.values():
        for row in value if isinstance(value, list) else []:
            if isinstance(row, dict):
                row.pop("pk", None)
                row.pop("sort_order", None)  # the rows stand in their order
    return dict(data)


def changed_today(name: str) -> dict[str, Any]:
    """What the row of a page that was public once says of a text that has changed in it."""
    return {"text_state": {"version": 1, "changed_on": {name: timezone.localdate().isoformat()}}}


def odd_value(field: Any, taken: Any) -> Any:
    """A value that isn't the field's default, as somebody could have stored it."""
    if field.choices:
        values = [value for value, _label in field.flatchoices if value != field.get_default()]
        return values[-1]
    if isinstance(field, models.ForeignKey):
        rows = field.related_model._default_manager.all()
        return rows.last()
    if isinstance(field, models.BooleanField):
        return not field.get_default()
    if isinstance(field, models.DecimalField):
        return 12.5
    if isinstance(field, models.IntegerField):
        return 7
    if isinstance(field, models.DateField):
        return datetime.date(2027, 3, 4)
    if isinstance(field, models.TimeField):
        return datetime.time(7, 35)
    if isinstance(field, models.URLField):
        return "https://example.org/x"
    if isinstance(field, models.EmailField):
        return "kerho@example.org"
    if isinstance(field, models.CharField | models.TextField):
        return "en" if field.max_length and field.max_length <= 20 else "Jokin muu"
    return taken


def unasked_fields() -> list[Any]:
    asked = set(announcement_form_class()._meta.fields)
    own = [field for field in ActivityPage._meta.concrete_fields if field.name not in BOOKKEEPING | asked]
    return [*own, *(Page._meta.get_field(name) for name in ("seo_title", "search_description", "show_in_menus"))]


def unasked_row_fields() -> list[tuple[str, Any]]:
    """(kind of rows, field) of all that a form's rows don't ask, and of kinds that it doesn't have."""
    found = []
    formsets = announcement_form_class().formsets
    for relation in get_all_child_relations(ActivityPage):
        name, model = relation.get_accessor_name(), relation.related_model
        if model.__module__.startswith("wagtail."):
            continue
        asked = set(formsets[name].form.base_fields) if name in formsets else set()
        for field in model._meta.concrete_fields:
            if field.name not in asked | {"id", "sort_order"} and not isinstance(field, ParentalKey):
                found.append((name, field))
    return found


@pytest.mark.django_db
@pytest.mark.usefixtures("open_portals")
@pytest.mark.parametrize("is_live", [True, False])
def test_what_the_desk_does_not_ask_stays(sanna: Any, activity: Any, is_live: bool) -> None:
    page = activity.get_latest_revision_as_object()
    for field in unasked_fields():
        setattr(page, field.name, odd_value(field, getattr(page, field.name)))
    for field in page._meta.many_to_many:
        if isinstance(field, ParentalManyToManyField) and field.name not in announcement_form_class()._meta.fields:
            rows = field.related_model._default_manager.complex_filter(field.get_limit_choices_to())
            setattr(page, field.name, list(rows[:2]))
    page.tags.add("kahvi", "kutominen")
    if not is_live:
        page.live = False
        page.save()
    page.save_revision()
    before = content(page)
    client = at("espoo", sanna.user)
    path = f"/fi/desk/activities/{page.translation_key}/"
    values = filled(client.get(path), summary="Tule mukaan!")
    assert client.post(path, values | {"action": ["save"]}).status_code == 302
    assert content(page) == before | {"summary": "Tule mukaan!"} | ({} if is_live else changed_today("summary"))


def test_every_field_of_the_rows_is_asked_or_known() -> None:
    """A row of the form keeps its other fields (``kept_rows``); whoever adds one adds a test of it."""
    assert {(kind, field.name) for kind, field in unasked_row_fields()} == {
        ("tagged_items", "tag"),
    }


@pytest.mark.django_db
def test_saving_unchanged_changes_nothing(demo_pool: None) -> None:
    """Every activity of some organisations, varied as the demo pool is, opened and sent as a browser would."""
    pages = list(ActivityPage.objects.filter(live=True, alias_of=None).order_by("pk"))
    sources = [page for page in pages if page.is_source][::4]
    person = make_user("kaikkien@example.org")
    for key in {page.get_parent().translation_key for page in sources}:
        OrganisationMembership.objects.create(user=person, organisation_id=key, role=OrganisationRole.WRITER)
    client, changed = at("kototori", person), {}
    for page in sources:
        path = f"/fi/desk/activities/{page.translation_key}/"
        before = content(page)
        answer = client.post(path, filled(client.get(path), seats="17") | {"action": ["save"]})
        after = content(page)
        differing = {name for name in before if before[name] != after[name]} - {"seats"}
        if answer.status_code != 302 or differing:
            changed[page.title] = (answer.status_code, sorted(differing))
    assert len(sources) > 20
    assert changed == {}
