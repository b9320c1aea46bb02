"""A second language of an activity and of an organisation: written, reviewed, never overwritten."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Revision, WorkflowState
from wagtail_localize.models import StringSegment, StringTranslation, Translation

from editorial.desk_texts.models import TypedText
from listings.actions.adopt_translation import adopt_translation
from listings.models import ActivityPage, OrganisationPage
from listings.translated_texts.text_strings import text_strings
from search.models import ListingDocument
from tests.announcing.form_data import filled
from tests.listings.factories import locale, make_activity, translated
from tests.people.visiting import at

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]

SWEDISH = {"title": "Språkcafé", "summary": "Vi pratar.", "description": "Vi pratar finska.\n\n- kaffe\n- te"}


def desk(page: Any, code: str = "sv", rest: str = "") -> str:
    kind = "activities" if isinstance(page, ActivityPage) else "organisations"
    return f"/fi/desk/{kind}/{page.translation_key}/languages/{code}/{rest}"


def version(page: Any, code: str = "sv") -> Any:
    return type(page).objects.filter(translation_key=page.translation_key, locale__language_code=code).first()


def write(client: Any, page: Any, code: str = "sv", **texts: Any) -> Any:
    return client.post(desk(page, code), filled(client.get(desk(page, code)), **texts))


def approve(page: Any, coordinator: Any) -> None:
    stored = type(page).objects.get(pk=page.pk)
    stored.current_workflow_task_state.specific.approve(user=coordinator)


@pytest.mark.parametrize("kind", ["activity", "organisation"])
def test_a_second_language_is_written_sent_and_public_once_approved(
    activity: Any, organisation: Any, sanna: Any, coordinator: Any, kind: str
) -> None:
    page = activity if kind == "activity" else organisation
    client = at("espoo", sanna.user)
    assert write(client, page, **SWEDISH, action="save").status_code == 302
    second = version(page)
    assert (second.live, second.title, second.get_parent().pk) == (False, "Språkcafé", page.get_parent().pk)
    answer = write(client, page, action="send")
    assert answer.status_code == 302
    assert version(page).current_workflow_task_state is not None
    assert not version(page).live
    approve(version(page), coordinator)
    public = version(page)
    assert (public.live, public.title, public.summary) == (True, "Språkcafé", "Vi pratar.")
    assert "kaffe" in public.description
    assert type(page).objects.get(pk=page.pk).title == page.title


def test_what_isnt_asked_is_empty_and_shown_in_the_first_language(
    organisation: Any, sanna: Any, coordinator: Any
) -> None:
    page = make_activity(organisation, place_details="Toinen kerros", price_details="")
    client = at("espoo", sanna.user)
    form = client.get(desk(page)).text
    assert 'name="place_details"' in form
    assert 'name="price_details"' not in form
    write(client, page, **SWEDISH, place_details="", action="send")
    approve(version(page), coordinator)
    public = version(page)
    assert (public.place_details, public.audience) == ("", "")


def test_the_second_language_is_sent_together_with_the_first(organisation: Any, sanna: Any, coordinator: Any) -> None:
    page = make_activity(organisation, live=False)
    page.save_revision()
    client = at("espoo", sanna.user)
    answer = write(client, page, **SWEDISH, action="send")
    assert answer["Location"].endswith("/check/")
    assert not WorkflowState.objects.exists()
    check = client.get(answer["Location"])
    assert "Språkcafé" in check.text
    client.post(answer["Location"], filled(check))
    waiting = {state.content_object.specific.language for state in WorkflowState.objects.all()}
    assert waiting == {"fi", "sv"}
    approve(page, coordinator)
    assert ActivityPage.objects.get(pk=page.pk).live
    assert not version(page).live
    approve(version(page), coordinator)
    assert version(page).live


def test_an_unfinished_second_language_stays_behind_and_the_check_says_so(organisation: Any, sanna: Any) -> None:
    page = make_activity(organisation, live=False)
    page.save_revision()
    client = at("espoo", sanna.user)
    write(client, page, title="Språkcafé", action="save")
    address = f"/en/desk/activities/{page.translation_key}/check/"
    check = client.get(address)
    assert "unfinished" in check.text
    client.post(address, filled(check))
    assert [state.content_object.specific.language for state in WorkflowState.objects.all()] == ["fi"]


@pytest.mark.parametrize(
    "texts", [{"title": ""}, {"description": ""}, {"description": "Puhutaan suomea kahvin äärellä."}]
)
def test_a_second_language_that_says_less_isnt_sent_and_nothing_is_lost(
    activity: Any, sanna: Any, texts: dict[str, str]
) -> None:
    client = at("espoo", sanna.user)
    answer = write(client, activity, **SWEDISH | texts, action="send")
    assert answer.status_code == 422
    assert "Vi pratar." in answer.text
    assert not WorkflowState.objects.exists()


def test_a_translators_text_is_shown_and_not_overwritten(
    activity: Any, sanna: Any, translator: Any, coordinator: Any
) -> None:
    arabic = translated(activity, "ar", title="مقهى")
    translation = adopt_translation(arabic)
    assert translation is not None
    StringTranslation.objects.filter(locale=locale("ar")).update(last_translated_by=translator)
    client = at("espoo", sanna.user)
    page = client.get("/en" + desk(activity, "ar")[3:])
    assert "A translator works on this text" in page.text
    assert "مقهى" in page.text
    assert 'name="title"' not in page.text
    answer = client.post(desk(activity, "ar"), {"title": "Toinen", "action": "save"})
    assert answer.status_code == 409
    assert client.post(desk(activity, "ar", "take-back/")).status_code == 302
    assert version(activity, "ar").get_latest_revision_as_object().title == "مقهى"


def test_an_ordered_translation_is_the_translators(activity: Any, sanna: Any, coordinator: Any) -> None:
    arabic = activity.copy_for_translation(locale("ar"))
    arabic.save_revision(user=coordinator)
    adopt_translation(arabic)
    answer = at("espoo", sanna.user).post(desk(activity, "ar"), {"title": "Toinen", "action": "save"})
    assert answer.status_code == 409


def test_a_text_of_the_organisations_own_stays_its_own_after_a_coordinator_has_opened_it(
    activity: Any, sanna: Any
) -> None:
    client = at("espoo", sanna.user)
    write(client, activity, **SWEDISH)
    adopt_translation(version(activity))
    assert write(client, activity, title="Språkkafé").status_code == 302
    assert version(activity).get_latest_revision_as_object().title == "Språkkafé"
    translation = Translation.objects.get()
    page = translation.source.get_ephemeral_translated_instance(locale("sv"), fallback=True)
    assert page.title == "Språkkafé"
    assert StringSegment.objects.exists()


def test_a_public_second_language_changes_only_by_approval(activity: Any, sanna: Any, coordinator: Any) -> None:
    client = at("espoo", sanna.user)
    write(client, activity, **SWEDISH, action="send")
    approve(version(activity), coordinator)
    write(client, activity, title="Nytt namn", action="send")
    assert version(activity).title == "Språkcafé"
    approve(version(activity), coordinator)
    assert version(activity).title == "Nytt namn"


def test_it_says_when_the_first_text_has_changed_since(activity: Any, sanna: Any) -> None:
    client = at("espoo", sanna.user)
    write(client, activity, **SWEDISH)
    address = "/en" + desk(activity)[3:]
    assert "The first text has changed" not in client.get(address).text
    activity.refresh_from_db()
    activity.description = "<p>Toista.</p>"
    activity.save_revision()
    assert "The first text has changed" in client.get(address).text
    assert "The first text has changed" in client.get(f"/en/desk/activities/{activity.translation_key}/").text
    write(client, activity, summary="Vi pratar igen.")
    assert "The first text has changed" in client.get(address).text, "the description is still that of the earlier text"
    before = Revision.objects.count()
    write(client, activity, holds="description")
    assert "The first text has changed" not in client.get(address).text
    assert Revision.objects.count() == before + 1
    made_from = version(activity).latest_revision.content["text_state"]["made_from"]
    assert made_from["description"]["original"] == list(text_strings(activity, "description"))


def test_still_says_the_same_is_said_of_the_first_text_beside_it(activity: Any, sanna: Any) -> None:
    """Who ticks it beside a first text that has changed once more meanwhile is asked again."""
    client = at("espoo", sanna.user)
    write(client, activity, **SWEDISH)
    for words in ("Toista.", "Kolmatta."):
        activity.refresh_from_db()
        activity.description = f"<p>{words}</p>"
        if words == "Kolmatta.":
            values = filled(client.get(desk(activity)), holds="description")
        activity.save_revision()
    assert client.post(desk(activity), values).status_code == 302
    address = "/en" + desk(activity)[3:]
    assert "The first text has changed" in client.get(address).text
    write(client, activity, holds="description")
    assert "The first text has changed" not in client.get(address).text


def test_a_form_that_is_sent_twice_makes_one_version_and_one_revision(activity: Any, sanna: Any) -> None:
    client = at("espoo", sanna.user)
    values = filled(client.get(desk(activity)), **SWEDISH)
    assert [client.post(desk(activity), values).status_code for _time in range(2)] == [302, 302]
    second = version(activity)
    assert ActivityPage.objects.count() == 2
    assert Revision.objects.for_instance(second).count() == 1


def test_what_somebody_else_has_saved_meanwhile_is_shown(activity: Any, sanna: Any, veikko: Any) -> None:
    client, other = at("espoo", sanna.user), at("espoo", veikko.user)
    values = filled(client.get(desk(activity)), **SWEDISH)
    write(other, activity, title="Deras", summary="Deras sammanfattning")
    answer = client.post(desk(activity), values)
    assert answer.status_code == 409
    for words in ("Språkcafé", "Deras sammanfattning"):
        assert words in answer.text
    assert client.post(desk(activity), filled(answer)).status_code == 302
    assert version(activity).get_latest_revision_as_object().title == "Språkcafé"


def test_typing_is_kept(activity: Any, sanna: Any) -> None:
    client = at("espoo", sanna.user)
    values = filled(client.get(desk(activity)), title="Halv")
    assert client.post(desk(activity, rest="typed/"), values).json()["kept"]
    assert "Halv" in client.get(desk(activity)).text
    assert TypedText.objects.get().language == "sv"
    assert version(activity) is None


def test_what_was_typed_is_made_from_the_first_text_beside_it(activity: Any, sanna: Any) -> None:
    client, words = at("espoo", sanna.user), "The first text has changed since you typed this"
    address = "/en" + desk(activity)[3:]
    client.post(desk(activity, rest="typed/"), filled(client.get(address), **SWEDISH))
    assert words not in client.get(address).text
    earlier = text_strings(activity, "description")
    activity.refresh_from_db()
    activity.description = "<p>Toista.</p>"
    activity.save_revision()
    kept = client.get(address)
    assert words in kept.text
    assert client.post(address, filled(kept)).status_code == 302
    made_from = version(activity).latest_revision.content["text_state"]["made_from"]
    assert made_from["description"]["original"] == list(earlier)
    assert words not in client.get(address).text


def test_fields_have_the_language_and_direction_of_their_text(activity: Any, sanna: Any) -> None:
    page = at("espoo", sanna.user).get(desk(activity, "ar")).text
    for name in ("title", "summary", "description"):
        tag = page[page.index(f'name="{name}"') - 120 :][:400]
        assert 'lang="ar"' in tag
        assert 'dir="rtl"' in tag


def test_facts_are_those_of_the_first_text(activity: Any, sanna: Any, coordinator: Any) -> None:
    from search.indexer import index_records  # the read model shows what visitors get

    client = at("espoo", sanna.user)
    write(client, activity, **SWEDISH, action="send")
    approve(version(activity), coordinator)
    activity.refresh_from_db()
    activity.price_type = "donation"
    activity.save_revision().publish()
    index_records([activity.translation_key])
    document = ListingDocument.objects.get(pk=activity.translation_key)
    assert document.facts["price"]["type"] == "donation"
    assert document.texts["sv"]["title"] == "Språkcafé"


def test_statements_dont_grow_with_the_languages(organisation: Any, sanna: Any) -> None:
    client, counts = at("espoo", sanna.user), []
    few, many = make_activity(organisation), make_activity(organisation, "Toinen")
    for page, codes in ((few, ("sv",)), (many, ("sv", "en", "ar", "ru"))):
        for code in codes:
            write(client, page, code, title=f"{code} nimi", description="x")
        with CaptureQueriesContext(connection) as queries:
            client.get(desk(page))
        with CaptureQueriesContext(connection) as checked:
            client.get(f"/fi/desk/activities/{page.translation_key}/check/")
        counts.append((len(queries), len(checked)))
    assert counts[0] == counts[1]
    assert counts[0][0] <= 30
    assert OrganisationPage.objects.count() == 1
