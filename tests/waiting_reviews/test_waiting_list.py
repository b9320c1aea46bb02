"""The list of what waits: what is in it, in which order, for whom, and what each row says."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from editorial.people.access_times import COORDINATORS_AFTER
from editorial.people.models import AccessRequest, AccessState
from editorial.review.lookers import lookers, note_looking
from editorial.review.models import ReviewState
from editorial.waiting_reviews.waiting_sources import WaitingChange, WaitingKind
from regions.models import Portal, PortalMembership
from tests.editorial.factories import draft_article
from tests.joining.joining_requests import make_request, waiting_request
from tests.listings.admin import signed_in
from tests.listings.factories import make_activity, make_organisation, record_of, translated
from tests.regions.factories import make_user
from tests.waiting_reviews.waiting_steps import rows_of, sent, titles_of, waits_since

pytestmark = pytest.mark.django_db


def hours(count: float) -> datetime.timedelta:
    return datetime.timedelta(hours=count)


def waiting_access(organisation: Any, name: str = "Pekka Pyytäjä") -> AccessRequest:
    request: AccessRequest = AccessRequest.objects.create(
        organisation=record_of(organisation),
        portal=record_of(organisation).home_portal,
        address="pekka@example.org",
        name=name,
        message="Olen uusi sihteeri.",
        language="fi",
        state=AccessState.WAITING,
        confirmed_at=timezone.now() - 2 * COORDINATORS_AFTER,
    )
    return request


def test_everything_that_waits_is_in_one_list_the_oldest_first(
    espoo: Portal, organisation: Any, activity: Any, coordinator: Any
) -> None:
    version = translated(activity, "sv", live=False, title="Språkkafé")
    states = [
        sent(organisation, title="Siltasanat yhdistys"),
        sent(activity, title="Uusi aika"),
        sent(version),
        sent(draft_article(espoo, "Ohjeet")),
    ]
    for at, state in enumerate(states):
        waits_since(state, timezone.now() - hours(20 - at))
    waiting_request(espoo, name="Uusi seura")
    waiting_access(organisation)
    rows = rows_of(coordinator)
    assert [(row.kind, row.title) for row in rows] == [
        (WaitingKind.ACCESS, "Pekka Pyytäjä"),
        (WaitingKind.ORGANISATION, "Siltasanat yhdistys"),
        (WaitingKind.ANNOUNCEMENT, "Uusi aika"),
        (WaitingKind.TRANSLATION, "Språkkafé"),
        (WaitingKind.ARTICLE, "Ohjeet"),
        (WaitingKind.JOINING, "Uusi seura"),
    ]
    assert [row.organisation for row in rows] == [
        *("Siltasanat ry", "Siltasanat yhdistys", "Siltasanat ry", "Siltasanat ry", "", "Uusi seura")
    ]
    assert [row.language for row in rows] == ["", "fi", "fi", "sv", "fi", "fi"]


def test_moments_are_written_as_html_takes_them(activity: Any, coordinator: Any) -> None:
    waits_since(sent(activity, title="Uusi aika"), timezone.now() - hours(2))
    shown = signed_in(coordinator).get("/admin/review/").content.decode()
    moments = re.findall(r'datetime="([^"]+)"', shown)
    assert moments
    assert [one for one in moments if not re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d[+-]\d{4})?", one)] == []


def test_row_says_whether_a_text_is_new_changed_or_corrected(
    organisation: Any, activity: Any, coordinator: Any
) -> None:
    sent(make_activity(organisation, "Uusi", live=False), title="Uusi")
    sent(activity, title="Muutettu")
    returned = sent(make_activity(organisation, "Palautettu", live=False), title="Palautettu")
    returned.reject(user=coordinator, comment="Lisää aika.")
    assert "Palautettu" not in titles_of(coordinator)
    page = returned.workflow_state.content_object.specific
    sent(page, make_user("korjaaja@example.org"), title="Korjattu")
    assert {row.title: row.change for row in rows_of(coordinator)} == {
        "Uusi": WaitingChange.NEW,
        "Muutettu": WaitingChange.CHANGED,
        "Korjattu": WaitingChange.CORRECTED,
    }


def test_row_has_the_title_that_was_sent_and_who_sent_it(activity: Any, coordinator: Any, editor: Any) -> None:
    state = sent(activity, editor, title="Lähetetty")
    page = state.workflow_state.content_object.specific
    page.title = "Kirjoitetaan vielä"
    page.save_revision()
    (row,) = rows_of(coordinator)
    assert (row.title, row.sender) == ("Lähetetty", "editor@example.org")
    assert row.url in (f"/admin/review/{state.pk}/", f"/admin/pages/{page.pk}/edit/")


def test_unconfirmed_and_answered_things_dont_wait(espoo: Portal, activity: Any, coordinator: Any) -> None:
    make_request(espoo)
    sent(activity, title="Hyväksytty").approve(user=coordinator)
    sent(activity, title="Peruttu").workflow_state.cancel()
    assert rows_of(coordinator) == []


def test_another_portals_coordinator_sees_nothing_of_it(
    espoo: Portal, organisation: Any, activity: Any, coordinator: Any, vantaa_coordinator: Any
) -> None:
    sent(activity, title="Uusi aika")
    waiting_request(espoo)
    waiting_access(organisation)
    assert len(rows_of(coordinator)) == 3
    assert rows_of(vantaa_coordinator) == []
    assert rows_of(vantaa_coordinator, portal_id=espoo.pk) == []
    assert len(rows_of(coordinator, portal_id=espoo.pk)) == 3


def test_portal_of_others_cant_be_asked_for_on_the_page(espoo: Portal, activity: Any, vantaa_coordinator: Any) -> None:
    sent(activity, title="Espoon oma")
    text = signed_in(vantaa_coordinator).get("/admin/review/?portal=espoo").content.decode()
    assert "Espoon oma" not in text


def test_a_membership_that_has_ended_shows_nothing(espoo: Portal, activity: Any, coordinator: Any) -> None:
    sent(activity, title="Uusi aika")
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    PortalMembership.objects.filter(user=coordinator).update(ends_on=timezone.localdate())
    assert titles_of(coordinator) == ["Uusi aika"]
    PortalMembership.objects.filter(user=coordinator).update(ends_on=yesterday)
    assert rows_of(coordinator) == []
    answer = signed_in(coordinator).get("/admin/review/")
    assert answer.status_code != 200
    assert "Uusi aika" not in answer.content.decode()


@pytest.mark.parametrize("role", ["translator", "editor"])
def test_only_coordinators_have_the_page(role: str, activity: Any, request: Any) -> None:
    sent(activity, title="Uusi aika")
    answer = signed_in(request.getfixturevalue(role)).get("/admin/review/")
    assert answer.status_code in (302, 403, 404)


def test_filters_narrow_the_list(espoo: Portal, organisation: Any, activity: Any, coordinator: Any) -> None:
    neighbour = make_organisation(espoo, "Naapuripöytä ry")
    sent(activity, title="Uusi aika")
    sent(make_activity(neighbour, "Käsityöpiiri", live=False), title="Käsityöpiiri")
    sent(translated(activity, "sv", live=False, title="Språkkafé"))
    sent(draft_article(espoo, "Ohjeet"))
    waiting_request(espoo, name="Uusi seura")
    waiting_access(organisation)
    assert set(titles_of(coordinator, kind="announcement")) == {"Uusi aika", "Käsityöpiiri"}
    assert titles_of(coordinator, kind="translation") == ["Språkkafé"]
    assert titles_of(coordinator, kind="article") == ["Ohjeet"]
    assert titles_of(coordinator, kind="organisation") == []
    assert titles_of(coordinator, kind="joining") == ["Uusi seura"]
    assert titles_of(coordinator, kind="access") == ["Pekka Pyytäjä"]
    assert titles_of(coordinator, kind="move") == []
    assert titles_of(coordinator, language="sv") == ["Språkkafé"]
    assert set(titles_of(coordinator, words=("siltasanat",))) == {"Uusi aika", "Språkkafé", "Pekka Pyytäjä"}
    assert titles_of(coordinator, words=("naapuri", "käsityö")) == ["Käsityöpiiri"]
    assert titles_of(coordinator, words=("naapuri", "seura")) == []


def test_page_narrows_by_what_its_form_sends(espoo: Portal, organisation: Any, activity: Any, coordinator: Any) -> None:
    sent(activity, title="Uusi aika")
    waiting_request(espoo, name="Uusi seura")
    client = signed_in(coordinator)
    text = client.get("/admin/review/?kind=joining&language=&q=").content.decode()
    assert ("Uusi seura" in text, "Uusi aika" in text) == (True, False)
    for query in ("?kind=nosuch", "?p=99", "?language=xx", "?q=" + "a" * 500, "?portal=vantaa"):
        assert client.get(f"/admin/review/{query}").status_code == 200


def test_person_of_several_portals_chooses_one(
    espoo: Portal, vantaa: Portal, activity: Any, other_activity: Any, coordinator: Any
) -> None:
    PortalMembership.objects.create(user=coordinator, portal=vantaa, role="coordinator")
    sent(activity, title="Espoossa")
    sent(other_activity, title="Vantaalla")
    client = signed_in(coordinator)
    rows = client.get("/admin/review/").context["page_obj"].object_list
    assert [(row.title, row.portal) for row in rows] == [("Espoossa", espoo.title), ("Vantaalla", vantaa.title)]
    rows = client.get("/admin/review/?portal=vantaa").context["page_obj"].object_list
    assert [row.title for row in rows] == ["Vantaalla"]


def test_list_comes_in_pages(organisation: Any, coordinator: Any) -> None:
    for number in range(32):
        sent(make_activity(organisation, f"Ryhmä {number}", live=False), title=f"Ryhmä {number}")
    client = signed_in(coordinator)
    found = [client.get(f"/admin/review/?p={page}").context["page_obj"].object_list for page in (1, 2)]
    assert [len(rows) for rows in found] == [30, 2]
    assert {row.title for rows in found for row in rows} == {f"Ryhmä {number}" for number in range(32)}


def test_statements_of_the_page_dont_grow_with_the_rows(espoo: Portal, organisation: Any, coordinator: Any) -> None:
    client, counts = signed_in(coordinator), []
    for few in (1, 9):
        for number in range(few):
            page = make_activity(organisation, f"Ryhmä {few}-{number}", live=False)
            note_looking(make_user(f"katsoja-{few}-{number}@example.org"), sent(page, title=page.title) and page)
            person_email = f"{few}-{number}@kielipolku.example"
            waiting_request(espoo, name=f"Seura {few}-{number}", person_email=person_email)
            waiting_access(make_organisation(espoo, f"Järjestö {few}-{number}"))
        client.get("/admin/review/")
        with CaptureQueriesContext(connection) as asked:
            rows = client.get("/admin/review/").context["page_obj"].object_list
        counts.append(sum("listings_vocabularyversion" not in query["sql"] for query in asked))
    assert len(rows) == 30
    assert counts[0] == counts[1]


def test_who_else_looks_is_said(activity: Any, coordinator: Any, colleague: Any, editor: Any) -> None:
    state = sent(activity, title="Uusi aika")
    for person in (coordinator, editor, colleague, editor):
        note_looking(person, activity)
    with CaptureQueriesContext(connection) as asked:
        assert [one.user_id for one in lookers([activity.pk])[activity.pk]] == [coordinator.pk, editor.pk, colleague.pk]
    assert len(asked) == 1
    (row,) = rows_of(coordinator)
    assert (row.page_id, [one.name for one in row.lookers]) == (
        activity.pk,
        ["editor@example.org", "kollega@example.org"],
    )
    ReviewState.objects.get(pk=state.pk).approve(user=coordinator)
    assert lookers([]) == {}


def test_whoever_hasnt_been_seen_for_a_while_has_gone(activity: Any, coordinator: Any, editor: Any) -> None:
    note_looking(editor, activity)
    editor.editing_sessions.update(last_seen_at=timezone.now() - datetime.timedelta(minutes=11))
    assert lookers([activity.pk]) == {}
    note_looking(editor, activity)
    assert editor.editing_sessions.count() == 1
    assert [one.name for one in lookers([activity.pk])[activity.pk]] == ["editor@example.org"]


def test_session_of_wagtails_own_editor_counts(activity: Any, coordinator: Any, colleague: Any) -> None:
    sent(activity, title="Uusi aika")
    assert signed_in(colleague).get(f"/admin/pages/{activity.pk}/edit/").status_code == 200
    (row,) = rows_of(coordinator)
    assert [one.name for one in row.lookers] == ["kollega@example.org"]
    assert "kollega@example.org" in signed_in(coordinator).get("/admin/review/").content.decode()


def test_front_page_shows_the_oldest_rows_instead_of_wagtails_panel(
    organisation: Any, coordinator: Any, vantaa_coordinator: Any
) -> None:
    for number in range(6):
        state = sent(make_activity(organisation, f"Ryhmä {number}", live=False), title=f"Ryhmä {number}")
        waits_since(state, timezone.now() - hours(20 - number))
    text = signed_in(coordinator).get("/admin/").content.decode()
    assert [f"Ryhmä {number}" in text for number in range(6)] == [True] * 5 + [False]
    assert ("k-waiting-panel" in text, "awaiting-review" in text) == (True, False)
    assert "Ryhmä" not in signed_in(vantaa_coordinator).get("/admin/").content.decode()


def test_review_screen_is_linked_where_there_is_one(activity: Any, coordinator: Any, settings: Any) -> None:
    state = sent(activity, title="Uusi aika")
    settings.ROOT_URLCONF = "tests.waiting_reviews.screen_urls"
    (row,) = rows_of(coordinator)
    assert row.url == f"/admin/review/{state.pk}/"
