"""What doesn't apply is ignored and said; one rule for the form and for the page's script."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from django.utils import timezone

from editorial.announcing.conditional_questions import CONDITIONS, applies, choice_applies
from listings.models import ActivityDate, ActivityPage
from tests.announcing.form_data import filled
from tests.announcing.saving import saved_with, send, visit
from tests.listings.factories import concept

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]


def test_what_does_not_apply_is_ignored_and_said_with_what_was_typed(sanna: Any, activity: Any) -> None:
    page, said = saved_with(sanna, activity, price_type="free", price_eur="5", mode="in_person", online_url="x y")
    assert (page.price_eur, page.online_url) == (None, "")
    assert "hinta euroina (5)" in said.lower()
    assert "Maksuton" in said
    assert "Paikan päällä" in said


def test_what_applies_is_kept_and_nothing_is_said(sanna: Any, activity: Any) -> None:
    page, said = saved_with(sanna, activity, price_type="paid", price_eur="7,50 €", sign_up_type="none", seats="")
    assert str(page.price_eur) == "7.50"
    assert "Jätimme pois" not in said


def test_other_kind_of_times_takes_the_rows_along(sanna: Any, activity: Any) -> None:
    day = timezone.localdate() + datetime.timedelta(days=30)
    page, said = saved_with(
        sanna, activity, schedule_kind="single", dates__0__date=day.isoformat(), dates__0__start="18"
    )
    assert list(page.slots.all()) == []
    assert [(row.date, row.start) for row in page.dates.all()] == [(day, datetime.time(18))]
    assert "Kerran" in said


def test_dates_beside_a_rule_stay(sanna: Any, activity: Any) -> None:
    activity.dates = [ActivityDate(date=timezone.localdate() + datetime.timedelta(days=40))]
    activity.save_revision()
    page, said = saved_with(sanna, activity, title="Uusi nimi")
    assert len(page.dates.all()) == 1
    assert "Jätimme pois" not in said


def test_every_other_week_is_a_choice_of_its_own(sanna: Any, activity: Any) -> None:
    page, _said = saved_with(sanna, activity, schedule_kind="every_other_week")
    assert (page.schedule_kind, page.schedule_interval) == ("weekly", 2)
    shown = visit(sanna, activity)
    assert filled(shown)["schedule_kind"] == ["every_other_week"]
    page, _said = saved_with(sanna, activity, schedule_kind="weekly")
    assert (page.schedule_kind, page.schedule_interval) == ("weekly", 1)


def test_professional_themes_are_for_that_section(sanna: Any, activity: Any) -> None:
    trauma, language = concept("theme", "trauma").pk, concept("theme", "language").pk
    page, said = saved_with(sanna, activity, section="activity", themes=[trauma, language])
    assert [theme.pk for theme in page.themes.all()] == [language]
    assert "Jätimme pois" in said
    page, said = saved_with(sanna, activity, section="professional", themes=[trauma, language], format=[])
    assert {theme.pk for theme in page.themes.all()} == {trauma, language}


def test_consent_belongs_to_a_name(sanna: Any, activity: Any) -> None:
    page, _said = saved_with(
        sanna, activity, contacts__0__phone="040 123 4567", contacts__0__consent_on="whatever", contacts__0__name=""
    )
    assert [(row.name, row.consent_on) for row in page.contacts.all()] == [("", None)]


def test_page_tells_its_script_the_same_rule(sanna: Any, activity: Any) -> None:
    html = visit(sanna, activity).content.decode()
    told = {
        (after, asked) for after, asked in re.findall(r'data-after="([a-z_]+)"\s+data-asked="([a-z_A-Z0-9 ]*)"', html)
    }
    for name, condition in CONDITIONS.items():
        if name in ActivityPage().text_fields and name == "image_alt":
            continue
        assert (condition.after, " ".join(condition.asked or condition.counts)) in told, name


def test_rule_itself() -> None:
    assert applies("title", {})
    assert applies("price_eur", {"price_type": "donation"})
    assert not applies("price_eur", {"price_type": "free"})
    assert applies("image_alt", {"image": "7"})
    assert not applies("image_alt", {"image": ""})
    assert choice_applies("", {"section": "activity"})
    assert not choice_applies("professional", {"section": "activity"})


def test_a_fault_elsewhere_loses_nothing_that_does_not_apply(sanna: Any, activity: Any) -> None:
    answer = send(sanna, activity, price_type="free", price_eur="5", season_start="joskus")
    assert answer.status_code == 422
    assert filled(answer)["price_eur"] == ["5"]
    assert filled(answer)["season_start"] == ["joskus"]
