"""The page of one translation: string by string, kept as typed, sent to review, public only then."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail_localize.models import StringTranslation

from editorial.desk_texts.models import TypedText
from editorial.translation_orders.models import TranslationOrder
from editorial.translation_strings.source_strings import source_strings
from editorial.translation_strings.stored_strings import StoredStrings, missing_strings
from listings.models import ActivityPage, OrganisationPage
from regions.models import PortalRole
from tests.announcing.form_data import filled
from tests.announcing.shown_forms import forms_without_a_button
from tests.listings.factories import make_activity, published
from tests.people.visiting import at, new_mails
from tests.regions.factories import make_member
from tests.translating.orders import approve, desk, latest, names, order, sent, take, version

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("open_portals")]

TEXTS: dict[str, Any] = {"title": "مقهى اللغة", "description": ["نتحدث الفنلندية."]}
LONG = (
    "<p>Tule <b>tiistaina</b> klo 17.30.</p><ul><li>kahvia</li><li>teetä</li></ul>"
    '<p>Katso <a href="https://example.org/ohje">ohje</a> ja tule.</p>'
)
LONG_IN_ARABIC = ["تعال **الثلاثاء** الساعة 17:30.", "قهوة", "شاي", "انظر [الدليل](https://example.org/ohje) وتعال."]


@pytest.fixture
def client(activity: Any, translator: Any) -> Any:
    take(activity, translator)
    return at("espoo", translator)


def test_a_translation_is_written_sent_and_public_once_approved(activity: Any, client: Any, coordinator: Any) -> None:
    assert sent(client, activity, TEXTS).status_code == 302
    assert latest(activity).title == "مقهى اللغة"
    assert "نتحدث الفنلندية." in latest(activity).description
    assert not version(activity).live
    assert sent(client, activity, {}, "send").status_code == 302
    assert version(activity).current_workflow_task_state is not None
    assert not version(activity).live
    approve(version(activity), coordinator)
    public = version(activity)
    assert (public.live, public.title) == (True, "مقهى اللغة")
    assert ActivityPage.objects.get(pk=activity.pk).title == activity.title


def test_an_organisations_own_texts_are_translated(organisation: Any, translator: Any) -> None:
    take(organisation, translator)
    client = at("espoo", translator)
    assert sent(client, organisation, {"title": "جمعية"}, "send").status_code == 302
    assert isinstance(version(organisation), OrganisationPage)
    assert version(organisation).current_workflow_task_state is not None


def test_formatting_and_links_of_the_original_are_kept(organisation: Any, translator: Any) -> None:
    page = make_activity(organisation, description=LONG)
    take(page, translator)
    client = at("espoo", translator)
    shown = client.get(desk(page)).text
    assert "[ohje](https://example.org/ohje)" in shown
    assert sent(client, page, {"title": "مقهى", "description": LONG_IN_ARABIC}).status_code == 302
    html = latest(page).description
    assert "<b>الثلاثاء</b>" in html
    assert "<ul><li>قهوة</li><li>شاي</li></ul>" in html
    assert '<a href="https://example.org/ohje">الدليل</a>' in html
    again = filled(client.get(desk(page)))
    assert [again[name][0] for name in names(page)["description"]] == LONG_IN_ARABIC


def test_a_field_counts_when_all_its_strings_are_translated(
    organisation: Any, translator: Any, coordinator: Any
) -> None:
    page = make_activity(organisation, description=LONG)
    take(page, translator)
    client = at("espoo", translator)
    sent(client, page, {"title": "مقهى", "description": LONG_IN_ARABIC[:3]}, "send")
    assert latest(page).description == ""
    stored = StoredStrings.of(page.translation_key, "ar")
    assert len(missing_strings(source_strings(page), stored)) == 1
    approve(version(page), coordinator)
    assert version(page).live
    public = at("espoo").get(f"/ar/toiminta/{page.translation_key}/")
    assert "مقهى" in public.text


def test_without_its_name_nothing_is_sent_and_nothing_is_lost(activity: Any, client: Any) -> None:
    answer = sent(client, activity, {"description": TEXTS["description"]}, "send")
    assert answer.status_code == 422
    assert "Translate the name first" in answer.text
    assert TEXTS["description"][0] in answer.text
    assert version(activity) is None
    assert StringTranslation.objects.get().data == TEXTS["description"][0]


def test_the_live_row_is_never_written(activity: Any, client: Any, coordinator: Any) -> None:
    sent(client, activity, TEXTS, "send")
    approve(version(activity), coordinator)
    assert client.post(desk(activity), {"action": "save"}).status_code == 409  # the publication has ended the taking
    client.post(desk(activity, "take/"))
    sent(client, activity, {"title": "اسم آخر"})
    assert version(activity).title == "مقهى اللغة"
    assert latest(activity).title == "اسم آخر"


def test_only_what_changed_is_asked_and_marked(organisation: Any, translator: Any, coordinator: Any) -> None:
    page = make_activity(organisation, description=LONG)
    take(page, translator)
    client = at("espoo", translator)
    sent(client, page, {"title": "مقهى", "description": LONG_IN_ARABIC}, "send")
    approve(version(page), coordinator)
    page = ActivityPage.objects.get(pk=page.pk)
    page.description = LONG.replace("teetä", "teetä ja pullaa")
    published(page)
    take(page, translator)
    shown = client.get(desk(page))
    values = [filled(shown)[name][0] for name in names(page)["description"]]
    assert values == [LONG_IN_ARABIC[0], LONG_IN_ARABIC[1], "", LONG_IN_ARABIC[3]]
    assert "ja pullaa</ins>" in shown.text
    assert "شاي" in shown.text
    sent(client, page, {"description": [*LONG_IN_ARABIC[:2], "شاي وكعك", LONG_IN_ARABIC[3]]})
    assert "شاي وكعك" in latest(page).description
    assert "شاي وكعك" not in version(page).description


def test_what_isnt_understood_stays_typed_and_keeps_nothing_back(organisation: Any, translator: Any) -> None:
    page = make_activity(organisation, description=LONG)
    take(page, translator)
    client = at("espoo", translator)
    wrong = "انظر [الدليل](https://elsewhere.example/) وتعال."
    answer = sent(client, page, {"title": "مقهى", "description": [*LONG_IN_ARABIC[:3], wrong]})
    assert answer.status_code == 422
    assert "elsewhere.example" in answer.text
    assert latest(page).title == "مقهى"
    assert TypedText.objects.exists()
    assert "elsewhere.example" in client.get(desk(page)).text


def test_a_name_that_is_too_long_is_said(activity: Any, client: Any) -> None:
    answer = sent(client, activity, {"title": "ا" * 300})
    assert answer.status_code == 422
    assert "255" in answer.text


def test_what_is_typed_is_kept_and_shown_again(activity: Any, client: Any) -> None:
    form = filled(client.get(desk(activity)))
    form[names(activity)["title"][0]] = ["نصف"]
    answer = client.post(desk(activity, "typed/"), form)
    assert answer.json()["kept"]
    assert not StringTranslation.objects.exists()
    assert "نصف" in client.get(desk(activity)).text


def test_who_doesnt_have_the_text_reads_it_and_saves_nothing(activity: Any, client: Any, espoo: Any) -> None:
    sent(client, activity, TEXTS)
    other = at("espoo", make_member(espoo, PortalRole.TRANSLATOR, languages=["ar"], name="toinen@example.org"))
    shown = other.get(desk(activity))
    assert "مقهى اللغة" in shown.text
    assert "<textarea" not in shown.text
    assert forms_without_a_button(shown) == []
    answer = other.post(desk(activity), {names(activity)["title"][0]: "لا"})
    assert answer.status_code == 409
    assert latest(activity).title == "مقهى اللغة"
    assert TypedText.objects.get().fields[0][1] == "لا"
    other.post(desk(activity, "take/"))
    assert "<textarea" not in other.get(desk(activity)).text
    other.post(desk(activity, "take/"), {"instead_of": str(TranslationOrder.objects.get().taken_by_id)})
    assert "<textarea" in other.get(desk(activity)).text
    assert client.post(desk(activity), {names(activity)["title"][0]: "نعم"}).status_code == 409


def test_two_people_with_the_same_text_are_told_of_each_other(activity: Any, client: Any, espoo: Any) -> None:
    sent(client, activity, TEXTS)
    other = make_member(espoo, PortalRole.TRANSLATOR, languages=["ar"], name="leila@example.org")
    type(other).objects.filter(pk=other.pk).update(first_name="Leila", last_name="Haddad")
    assert "has this text open" not in client.get(desk(activity)).text
    at("espoo", other).get(desk(activity))
    shown = client.get(desk(activity)).text
    assert ("Leila Haddad" in shown, "has this text open" in shown) == (True, True)


def test_two_windows_dont_overwrite_each_other(activity: Any, client: Any) -> None:
    sent(client, activity, {"title": "الاسم"})
    old = filled(client.get(desk(activity)), action="save")
    sent(client, activity, {"title": "الثاني"})
    old[names(activity)["title"][0]] = ["الأول"]
    answer = client.post(desk(activity), old)
    assert answer.status_code == 409
    assert ("الأول" in answer.text, "الثاني" in answer.text) == (True, True)
    assert answer.text.count("Stored now:") == 1, "nothing is said of a field that is empty in both"
    assert latest(activity).title == "الثاني"
    assert client.post(desk(activity), filled(answer, action="save")).status_code == 302
    assert latest(activity).title == "الأول"


def test_the_same_form_twice_is_one_revision(activity: Any, client: Any) -> None:
    sent(client, activity, TEXTS)
    count = version(activity).revisions.count()
    sent(client, activity, {})
    assert version(activity).revisions.count() == count


def test_what_was_typed_for_a_sentence_that_is_gone_is_shown(activity: Any, client: Any) -> None:
    form = filled(client.get(desk(activity)), action="save")
    form[names(activity)["description"][0]] = ["نتحدث"]
    activity.description = "<p>Jotain aivan muuta.</p>"
    published(activity)
    answer = client.post(desk(activity), form)
    assert answer.status_code == 422
    assert "نتحدث" in answer.text
    assert "نتحدث" in client.get(desk(activity)).text


def test_a_returned_text_comes_back_with_its_remarks(activity: Any, client: Any, coordinator: Any) -> None:
    sent(client, activity, TEXTS, "send")
    state = version(activity).current_workflow_task_state.specific
    state.reject(user=coordinator, comment="Nimi on väärin.")
    state.remarks.create(name="title", text="Mikä kahvila?", said_of="مقهى اللغة", suggested_by=coordinator)
    shown = client.get(desk(activity)).text
    assert ("Nimi on väärin." in shown, "Mikä kahvila?" in shown) == (True, True)
    assert "returned to you" in client.get("/en/desk/translations/").text
    sent(client, activity, {"title": "مقهى"}, "send")
    assert version(activity).current_workflow_task_state.revision.content["title"] == "مقهى"


def test_a_text_that_waits_is_taken_back(activity: Any, client: Any) -> None:
    sent(client, activity, TEXTS, "send")
    client.post(desk(activity, "take-back/"))
    assert version(activity).current_workflow_task_state is None


def test_a_card_and_a_page_show_it_before_it_is_public(activity: Any, client: Any) -> None:
    assert client.get(desk(activity, "preview/")).status_code == 302
    sent(client, activity, TEXTS)
    assert "مقهى اللغة" in client.get(desk(activity, "preview/")).text
    assert client.get(desk(activity)).text.count("مقهى اللغة") >= 2


def test_an_expired_sign_in_loses_nothing(activity: Any, client: Any, translator: Any) -> None:
    form = filled(client.get(desk(activity)), action="save")
    form[names(activity)["title"][0]] = ["مقهى"]
    client.logout()
    assert client.post(desk(activity), form).status_code == 302
    assert "مقهى" in at("espoo", translator).get(desk(activity)).text


def test_an_order_keeps_the_text_that_its_organisation_wrote(
    activity: Any, sanna: Any, translator: Any, coordinator: Any
) -> None:
    own = f"/fi/desk/activities/{activity.translation_key}/languages/ar/"
    writer = at("espoo", sanna.user)
    writer.post(own, filled(writer.get(own), title="مقهى", description="نتحدث.", action="save"))
    client = at("espoo", translator)
    assert client.get(desk(activity)).status_code == 404
    assert client.post(desk(activity, "take/")).status_code == 404
    order(activity, coordinator)
    take(activity, translator)
    assert "نتحدث." in client.get(desk(activity)).text


def test_the_mail_about_a_returned_text_leads_to_its_page(activity: Any, client: Any, coordinator: Any) -> None:
    sent(client, activity, TEXTS, "send")
    new_mails()
    version(activity).current_workflow_task_state.specific.reject(user=coordinator, comment="Nimi on väärin.")
    (message,) = new_mails()
    assert desk(activity).removeprefix("/en") in str(message.body)
