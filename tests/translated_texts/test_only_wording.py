"""The writer or the reviewer of an original says that only its wording changes: then its translations still hold."""

from __future__ import annotations

from typing import Any

import pytest

from editorial.review_screen.findings import findings_on
from editorial.review_screen.reviewed_text import reviewed_text
from listings.translated_texts.origins import note_made_from, outdated_names
from tests.announcing.review_steps import send
from tests.listings.admin import signed_in
from tests.listings.factories import make_activity, translated
from tests.people.conftest import add_person, coordinator, organisation, record, sanna
from tests.people.visiting import at
from tests.review_screen.waiting_texts import answer, live, screen_form, screen_url, send_latest, waiting

__all__ = ["add_person", "coordinator", "organisation", "record", "sanna"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]

FIELD = "only_wording"


@pytest.fixture
def source(organisation: Any) -> Any:
    description = "<p>Tule mukaan.</p><p>Juomme kahvia.</p>"
    return make_activity(organisation, summary="Puhutaan soumea.", description=description)


@pytest.fixture
def version(source: Any) -> Any:
    texts: dict[str, Any] = {
        "title": "Språkcafé",
        "summary": "Vi pratar.",
        "description": "<p>Kom med.</p><p>Vi dricker kaffe.</p>",
    }
    page = translated(source, "sv", **texts)
    note_made_from(page, source)
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def outdated(version: Any, source: Any) -> list[str]:
    return outdated_names(type(version).objects.get(pk=version.pk), type(source).objects.get(pk=source.pk))


def save(source: Any, user: Any, **values: Any) -> None:
    draft = live(source).get_latest_revision_as_object()
    for name, value in values.items():
        setattr(draft, name, value)
    draft.save_revision(user=user)


def changed(source: Any, user: Any) -> None:
    save(source, user, summary="Puhutaan suomea!", description="<p>Tule mukaan!</p><p>Juomme kahvia.</p>")


@pytest.mark.parametrize(("ticked", "left"), [("1", []), ("", ["summary", "description"])])
def test_writer_says_it_before_sending(
    source: Any, version: Any, sanna: Any, coordinator: Any, ticked: str, left: list[str]
) -> None:
    client = at("espoo", sanna.user)
    changed(source, sanna.user)
    assert FIELD in client.get(f"/fi/desk/activities/{source.translation_key}/check/").text
    send(client, source, **({FIELD: ticked} if ticked else {}))
    assert outdated(version, source) == [], "nothing is public yet"
    answer(waiting(source), coordinator, "approve")
    assert live(source).summary == "Puhutaan suomea!"
    assert outdated(version, source) == left
    assert ("summary" in live(source).text_state.get("changed_on", {})) is bool(left)


def test_writer_takes_it_back(source: Any, version: Any, sanna: Any, coordinator: Any) -> None:
    client = at("espoo", sanna.user)
    changed(source, sanna.user)
    send(client, source, **{FIELD: "1"})
    save(source, sanna.user, summary="Puhutaan ruotsia.")
    send(client, source)
    answer(waiting(source), coordinator, "approve")
    assert outdated(version, source) == ["summary", "description"]


@pytest.mark.parametrize(("said", "answered", "left"), [("", "1", []), ("1", "", ["summary", "description"])])
def test_reviewer_has_the_last_word(
    source: Any, version: Any, sanna: Any, coordinator: Any, said: str, answered: str, left: list[str]
) -> None:
    changed(source, sanna.user)
    send(at("espoo", sanna.user), source, **({FIELD: said} if said else {}))
    state, client = waiting(source), signed_in(coordinator)
    form = screen_form(client.get(screen_url(state)))
    assert form.get(FIELD, "") == said
    form.pop(FIELD, None)
    sent = form | {"answer": "approve", "comment": ""} | ({FIELD: answered} if answered else {})
    assert client.post(screen_url(state), sent).status_code == 302
    public = live(source)
    assert (public.summary, public.live_revision_id) == ("Puhutaan suomea!", state.revision_id)
    assert outdated(version, source) == left


def test_reviewer_of_a_translation_is_told_what_is_outdated(
    source: Any, version: Any, sanna: Any, coordinator: Any
) -> None:
    changed(source, sanna.user)
    live(source).get_latest_revision().publish()
    save(version, sanna.user, title="Språkkafé")
    send_latest(version, sanna.user)
    text = reviewed_text(coordinator, waiting(version).pk)
    assert text is not None
    assert [finding.name for finding in findings_on(text)] == ["summary", "description"]
    assert signed_in(coordinator).get(screen_url(waiting(version))).status_code == 200


def test_nobody_is_asked_where_nothing_depends_on_it(source: Any, sanna: Any, coordinator: Any) -> None:
    client = at("espoo", sanna.user)
    changed(source, sanna.user)
    assert FIELD not in client.get(f"/fi/desk/activities/{source.translation_key}/check/").text
    send(client, source)
    assert "wording_asked" not in screen_form(signed_in(coordinator).get(screen_url(waiting(source))))
    answer(waiting(source), coordinator, "approve")
    assert live(source).text_state["changed_on"].keys() == {"summary", "description"}
