"""The rules of an announcement: in code, in the admin's form, at review and publishing; never for a draft."""

import datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page

from listings.models import (
    ActivityContact,
    ActivityDate,
    ActivityException,
    ActivityPage,
    ActivitySlot,
)
from tests.listings.admin import form_of, signed_in, url
from tests.listings.factories import make_activity, translated
from tests.review_screen.waiting_texts import answer

pytestmark = pytest.mark.django_db

DAY = datetime.date(2027, 9, 14)
PAST = datetime.date(2026, 3, 10)


def slot(start: str, end: str) -> list[ActivitySlot]:
    return [ActivitySlot(weekdays=[3], start=datetime.time.fromisoformat(start), end=datetime.time.fromisoformat(end))]


def dated(start: str, end: str) -> list[ActivityDate]:
    return [ActivityDate(date=DAY, start=datetime.time.fromisoformat(start), end=datetime.time.fromisoformat(end))]


BROKEN: list[tuple[dict[str, Any], str]] = [
    ({"slots": slot("18:30", "16:15")}, "slots"),
    ({"slots": slot("20:00", "04:01")}, "slots"),
    ({"schedule_kind": "single", "slots": [], "dates": dated("12:00", "11:30")}, "dates"),
    ({"schedule_kind": "series", "slots": [], "dates": dated("12:00", "12:00")}, "dates"),
    ({"exceptions": [ActivityException(first=DAY, last=DAY - datetime.timedelta(days=1))]}, "exceptions"),
    ({"municipality": None}, "municipality"),
    ({"municipality": None, "mode": "hybrid", "online_url": "https://example.org/"}, "municipality"),
    ({"mode": "online"}, "online_url"),
    ({"mode": "hybrid"}, "online_url"),
    ({"mode": "phone"}, "mode"),
    ({"sign_up_type": "required"}, "sign_up_type"),
    ({"sign_up_type": "contact"}, "sign_up_type"),
    (
        {
            "sign_up_type": "required",
            "contacts": [ActivityContact(phone="050 1", keep_until=datetime.date(2020, 1, 1))],
        },
        "sign_up_type",
    ),
    ({"price_type": "free", "price_eur": 4}, "price_eur"),
    ({"price_type": "paid"}, "price_eur"),
    ({"price_type": "donation", "price_eur": -1}, "price_eur"),
    ({"age_from": 16, "age_to": 12}, "age_to"),
    ({"themes": []}, "themes"),
    ({"contacts": [ActivityContact()]}, "contacts"),
    ({"contacts": [ActivityContact(name="Aino", phone="050 1")]}, "contacts"),
    (
        {
            "schedule_kind": "single",
            "slots": [],
            "dates": dated("12:00", "13:00"),
            "sign_up_type": "required",
            "sign_up_url": "https://example.org/",
            "sign_up_deadline": DAY + datetime.timedelta(days=1),
        },
        "sign_up_deadline",
    ),
    (
        {
            "season_end": DAY,
            "sign_up_type": "contact",
            "sign_up_phone": "050 123 4567",
            "sign_up_deadline": DAY + datetime.timedelta(days=9),
        },
        "sign_up_deadline",
    ),
]
#: Broken by time alone.
OVER: list[tuple[dict[str, Any], str]] = [
    ({"season_end": PAST}, "season_end"),
    ({"schedule_kind": "by_agreement", "slots": [], "season_end": PAST}, "season_end"),
    ({"schedule_kind": "single", "slots": [], "dates": [ActivityDate(date=PAST)]}, "dates"),
    ({"schedule_kind": "series", "slots": [], "dates": [ActivityDate(date=PAST)]}, "dates"),
    ({"valid_until": PAST}, "valid_until"),
]
RIGHT: list[dict[str, Any]] = [
    {"slots": slot("20:00", "00:00")},
    {"slots": slot("22:00", "06:00")},
    {"schedule_kind": "single", "slots": [], "dates": dated("23:30", "00:15")},
    {"season_end": PAST, "dates": dated("12:00", "13:00")},
    {"schedule_kind": "single", "slots": [], "dates": [ActivityDate(date=PAST), *dated("12:00", "13:00")]},
    {"mode": "online", "municipality": None, "online_url": "https://example.org/huone"},
    {"mode": "online", "municipality": None, "contacts": [ActivityContact(email="toimisto@example.org")]},
    {"mode": "phone", "municipality": None, "sign_up_phone": "050 123 4567"},
    {"sign_up_type": "required", "contacts": [ActivityContact(phone="050 123 4567")]},
    {"price_type": "donation", "price_eur": 5},
    {"sign_up_type": "none", "sign_up_deadline": DAY, "season_end": DAY - datetime.timedelta(days=1)},
    {"sign_up_type": "required", "sign_up_email": "tule@example.org", "sign_up_deadline": DAY, "season_end": DAY},
]


def draft(organisation: Any, **facts: Any) -> Any:
    return make_activity(organisation, live=False, **facts)


def unchecked(page: Any) -> Any:
    """Save a revision as the admin saves a draft."""
    return page.save_revision(clean=False)


@pytest.mark.parametrize(("facts", "field"), BROKEN)
def test_a_broken_rule_is_refused_in_code(organisation: Any, facts: dict[str, Any], field: str) -> None:
    page = draft(organisation, **facts)
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert set(refused.value.error_dict) == {field}
    revision = unchecked(page)
    with pytest.raises(ValidationError):
        revision.publish()
    assert not ActivityPage.objects.get(pk=page.pk).live


@pytest.mark.parametrize("facts", RIGHT)
def test_what_makes_sense_is_accepted(organisation: Any, facts: dict[str, Any]) -> None:
    draft(organisation, **facts).full_clean()


def picture() -> Any:
    return get_image_model().objects.create(title="Kuva", file=get_test_image_file())


def test_a_picture_needs_words_or_is_decoration(organisation: Any, settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path
    page = draft(organisation, image=picture())
    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert set(refused.value.error_dict) == {"image_alt"}
    for values in ({"image_alt": "Ompelukone"}, {"image_alt": "", "image_decorative": True}):
        for name, value in values.items():
            setattr(page, name, value)
        page.full_clean()


def test_a_translation_has_no_rules(activity: Any) -> None:
    version = translated(activity, "ar", live=False, title="مقهى")
    version.mode, version.municipality = "in_person", None
    version.full_clean()


def post(user: Any, page: Any, action: str | None, **values: Any) -> Any:
    client = signed_in(user)
    address = url("edit", page.pk)
    data = form_of(client, address, **values)
    return client.post(address, data | ({f"action-{action}": "1"} if action else {}))


def latest(page: Any) -> Any:
    return ActivityPage.objects.get(pk=page.pk).get_latest_revision_as_object()


@pytest.mark.parametrize("action", ["submit", "publish"])
def test_form_says_a_broken_rule_at_its_field(action: str, coordinator: Any, organisation: Any) -> None:
    page = draft(organisation)
    values = {"municipality": "", "sign_up_type": "required", "slots-0-start": "20.30", "slots-0-end": "18.15"}
    form = post(coordinator, page, action, **values).context["form"]
    assert set(form.errors) == {"municipality", "sign_up_type"}
    assert set(form.formsets["slots"].forms[0].errors) == {"end"}
    assert not ActivityPage.objects.get(pk=page.pk).live


def test_form_shows_the_fault_of_a_contact_in_its_row(coordinator: Any, organisation: Any) -> None:
    page = draft(organisation, contacts=[ActivityContact(name="Aino", phone="050 123 4567")])
    form = post(coordinator, page, "publish").context["form"]
    assert set(form.formsets["contacts"].forms[0].errors) == {"consent_on"}


def test_draft_is_saved_whatever_it_lacks(coordinator: Any, organisation: Any) -> None:
    page = draft(organisation)
    added = {"dates-TOTAL_FORMS": 1, "dates-0-ORDER": 1, "dates-0-date": "", "slots-TOTAL_FORMS": 2, "slots-1-ORDER": 2}
    values: dict[str, Any] = {
        "municipality": "",
        "themes": [],
        "format": "",
        "slots-0-end": "15.00",
        "price_type": "paid",
    }
    answer = post(coordinator, page, None, **values, **added)
    assert answer.status_code == 302
    saved = latest(page)
    assert (saved.municipality, saved.format, saved.price_type) == (None, None, "paid")
    assert saved.themes.count() == 0
    assert (saved.slots.count(), saved.dates.count()) == (1, 0)


def test_draft_that_breaks_a_rule_is_not_sent_to_review_by_code(coordinator: Any, organisation: Any) -> None:
    page = draft(organisation)
    page.sign_up_type = "required"
    unchecked(page)
    page = ActivityPage.objects.get(pk=page.pk)
    with pytest.raises(ValidationError):
        page.get_workflow().start(page, coordinator)
    assert not ActivityPage.objects.get(pk=page.pk).workflow_in_progress


def test_what_was_broken_after_sending_is_not_approved(editor: Any, coordinator: Any, organisation: Any) -> None:
    page = draft(organisation)
    page.save_revision()
    page = ActivityPage.objects.get(pk=page.pk)
    page.get_workflow().start(page, editor)
    state = ActivityPage.objects.get(pk=page.pk).current_workflow_task_state
    page.mode, page.municipality = "hybrid", None
    state.revision = unchecked(page)
    state.save()
    refused = answer(state, coordinator, "approve", "Hyvä!")
    assert (refused.status_code, "Kerro, missä" in refused.content.decode()) == (422, True)
    assert refused.context["comment"] == "Hyvä!"
    assert not ActivityPage.objects.get(pk=page.pk).live
    assert ActivityPage.objects.get(pk=page.pk).workflow_in_progress


def test_public_page_that_breaks_a_rule_is_warned_and_stays(coordinator: Any, activity: Any) -> None:
    ActivityPage.objects.filter(pk=activity.pk).update(municipality=None)
    warned = signed_in(coordinator).get(url("edit", activity.pk)).content.decode()
    assert "Kerro, missä" in warned
    assert Page.objects.get(pk=activity.pk).live
    assert post(coordinator, activity, None, title="Uusi nimi").status_code == 302
    ActivityPage.objects.filter(pk=activity.pk).update(municipality="049")
    assert "Kerro, missä" not in signed_in(coordinator).get(url("edit", activity.pk)).content.decode()


@pytest.mark.parametrize(("facts", "field"), OVER)
def test_what_is_over_is_not_sent_and_stays_where_it_is(
    editor: Any, organisation: Any, facts: dict[str, Any], field: str
) -> None:
    page = make_activity(organisation, **facts)
    page.full_clean()
    page.save()
    with pytest.raises(ValidationError) as refused:
        page.check_rules()
    assert set(refused.value.error_dict) == {field}
    with pytest.raises(ValidationError):
        page.get_workflow().start(page, editor)


@pytest.mark.parametrize("action", ["submit", "publish"])
def test_form_refuses_what_is_over(action: str, coordinator: Any, organisation: Any) -> None:
    page = draft(organisation)
    form = post(coordinator, page, action, season_end="10.3.2026").context["form"]
    assert set(form.errors) == {"season_end"}


def test_draft_without_its_days_is_told_and_read(organisation: Any) -> None:
    page = draft(organisation)
    page.schedule_interval, page.schedule_kind = None, ""
    page.dates = [ActivityDate(date=None)]
    page.exceptions = [ActivityException(first=None)]
    with pytest.raises(ValidationError) as refused:
        page.check_rules()
    assert {"schedule_interval", "schedule_kind", "dates", "exceptions"} <= set(refused.value.error_dict)


def test_today_is_the_local_day(organisation: Any) -> None:
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    page = draft(organisation, contacts=[ActivityContact(name="Aino", email="a@example.org", consent_on=tomorrow)])
    with pytest.raises(ValidationError):
        page.full_clean()
