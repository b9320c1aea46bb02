"""A reviewer corrects spelling and approves; the writer is told which words were corrected."""

from __future__ import annotations

from typing import Any

import pytest

from editorial.remarks.models import Remark
from editorial.review.review_answers import review_standing
from editorial.trust.models import OrganisationTrust
from tests.listings.factories import translated
from tests.people.visiting import at, new_mails
from tests.remarks.remarked_texts import all_fields, answer, main_of, page_of, send_new, words
from tests.review_screen.waiting_texts import send_latest, waiting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]

BETTER = "Puhutaan suomea kahvin äärellä."


@pytest.fixture
def allowed(record: Any) -> None:
    OrganisationTrust.objects.update_or_create(organisation=record, defaults={"allows_spelling_corrections": True})


@pytest.fixture
def state(organisation: Any, sanna: Any) -> Any:
    return send_new(organisation, sanna.user)


@pytest.mark.usefixtures("allowed")
def test_a_text_is_approved_with_its_spelling_corrected(state: Any, sanna: Any, coordinator: Any) -> None:
    sent = state.revision_id
    answered = answer(
        state,
        coordinator,
        "approve",
        suggestion__summary=BETTER,
        suggestion__description="Tule **mukaan** ja ota ystävä mukaan.",
    )
    assert answered.status_code == 302
    page = page_of(state)
    assert (page.live, page.summary) == (True, BETTER)
    assert page.description == "<p>Tule <b>mukaan</b> ja ota ystävä mukaan.</p>"
    state.refresh_from_db()
    assert (state.status, state.revision.user, state.revision_id > sent) == ("approved", coordinator, True)
    assert page.live_revision_id == page.latest_revision_id == state.revision_id
    assert {row.name: (row.said_of, row.is_correction) for row in Remark.objects.all()} == {
        "summary": ("Puhutaan soumea kahvin äärellä.", True),
        "description": ("Tule **mukan** ja ota ystävä mukaan.", True),
    }


@pytest.mark.usefixtures("allowed")
def test_the_writer_sees_which_words_were_corrected(state: Any, sanna: Any, coordinator: Any) -> None:
    answer(state, coordinator, "approve", suggestion__summary=BETTER)
    assert "\u2068soumea\u2069 → \u2068suomea\u2069" in new_mails()[-1].body
    client = at("espoo", sanna.user)
    main = main_of(client.get(f"/en/desk/activities/{page_of(state).translation_key}/"))
    assert [one.text for one in main.select(".remark-list del, .remark-list ins")] == ["soumea", "suomea"]
    assert main.select(".remark") == []
    assert "corrected its spelling" in words(main_of(client.get("/en/desk/")))
    standing = review_standing(page_of(state).pk)
    assert standing is not None
    assert (standing.has_newer_text, standing.remark_count) == (False, 1)


@pytest.mark.parametrize(
    "typed",
    [
        {"suggestion__summary": "Puhutaan ruotsia kahvin äärellä."},
        {"suggestion__title": "Kielikahvila Tapiola"},
        {"suggestion__summary": BETTER, "remark__title": "Hei"},
        {"suggestion__summary": BETTER, "suggestion__title": "Kahvila"},
    ],
)
@pytest.mark.usefixtures("allowed")
def test_what_changes_more_is_not_approved_and_stays_typed(state: Any, coordinator: Any, typed: dict[str, str]) -> None:
    answered = answer(state, coordinator, "approve", "Kiitos", **typed)
    assert answered.status_code == 422
    shown = all_fields(answered)
    assert {name.replace("__", "-"): value for name, value in typed.items()}.items() <= shown.items()
    assert shown["comment"] == "Kiitos"
    assert (waiting(page_of(state)), page_of(state).live, Remark.objects.count()) == (state, False, 0)
    assert page_of(state).latest_revision_id == state.revision_id


def test_without_the_organisations_leave_nothing_is_corrected(state: Any, coordinator: Any) -> None:
    assert answer(state, coordinator, "approve", suggestion__summary=BETTER).status_code == 422
    assert (page_of(state).live, Remark.objects.count()) == (False, 0)
    assert answer(state, coordinator, "approve").status_code == 302
    assert page_of(state).summary == "Puhutaan soumea kahvin äärellä."


@pytest.mark.usefixtures("allowed")
def test_a_newer_draft_of_the_writer_isnt_written_over(state: Any, sanna: Any, coordinator: Any) -> None:
    draft = page_of(state).get_latest_revision_as_object()
    draft.title = "Uudempi"
    draft.save_revision(user=sanna.user, clean=False)
    assert answer(state, coordinator, "approve", suggestion__summary=BETTER).status_code == 422
    assert page_of(state).get_latest_revision_as_object().title == "Uudempi"
    assert answer(state, coordinator, "approve").status_code == 302
    assert (page_of(state).title, page_of(state).draft_title) == ("Kielikahvila", "Uudempi")


@pytest.mark.usefixtures("allowed")
def test_two_corrections_at_once_are_one(state: Any, coordinator: Any) -> None:
    assert answer(state, coordinator, "approve", suggestion__summary=BETTER).status_code == 302
    page = page_of(state)
    late = answer(state, coordinator, "approve", suggestion__summary=BETTER)
    assert late.status_code in (302, 409, 422)
    assert page_of(state).latest_revision_id == page.latest_revision_id
    assert Remark.objects.count() == 1


@pytest.mark.usefixtures("allowed")
def test_a_second_language_is_corrected_too(activity: Any, sanna: Any, coordinator: Any) -> None:
    version = translated(activity, "sv", title="Sprokcafé", live=False)
    version.save_revision(user=sanna.user)
    state = send_latest(version, sanna.user)
    assert answer(state, coordinator, "approve", suggestion__title="Språkcafé").status_code == 302
    page = page_of(state)
    assert (page.live, page.title, page.language) == (True, "Språkcafé", "sv")
