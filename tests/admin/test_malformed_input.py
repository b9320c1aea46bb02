"""What nobody can have meant is answered with 400 and a sentence, before it costs anything; real faults stay faults."""

from __future__ import annotations

import json
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import polib
import pytest
from django.contrib.messages.storage import default_storage
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.module_loading import import_string
from wagtail_localize.models import StringTranslation, Translation

from listings.actions.adopt_translation import adopt_translation
from regions.models import Portal
from regions.refusals.answers import answer_to_exception
from regions.refusals.request_input import MAX_ROWS, MalformedInputError, as_refusal
from regions.refusals.rich_text_input import check_content_state
from tests.editorial.factories import make_article
from tests.listings.admin import ADMIN_HOST, form_of, signed_in, url
from tests.listings.factories import translated
from tests.regions.factories import make_user

pytestmark = pytest.mark.django_db

BLOCK = {"key": "a", "type": "unstyled", "depth": 0, "text": "Hei", "inlineStyleRanges": [], "entityRanges": []}


def state(*blocks: Any, **entities: Any) -> str:
    return json.dumps({"blocks": blocks, "entityMap": {key[1:]: value for key, value in entities.items()}})


def linked(entity: Any, **part: Any) -> str:
    link = {"key": 0, "offset": 0, "length": 3} | part
    return state(BLOCK | {"entityRanges": [link]}, _0=entity)


MALFORMED_TEXTS = {
    "words": "Tervetuloa",
    "nothing": "",
    "list": "[1]",
    "number": "17",
    "text": '"x"',
    "blocks null": '{"blocks": null}',
    "blocks text": '{"blocks": "abc", "entityMap": {}}',
    "block null": state(None),
    "block list": state([]),
    "text is a number": state(BLOCK | {"text": 5}),
    "depth": state(BLOCK | {"depth": 500}),
    "depth text": state(BLOCK | {"depth": "1"}),
    "depth negative": state(BLOCK | {"depth": -3}),
    "no type": state({key: value for key, value in BLOCK.items() if key != "type"}),
    "type list": state(BLOCK | {"type": []}),
    "key object": state(BLOCK | {"key": {}}),
    "entity missing": linked({}, key=7),
    "entity null": linked(None),
    "entity list": '{"blocks": [], "entityMap": []}',
    "link without address": linked({"type": "LINK", "mutability": "MUTABLE", "data": {}}),
    "link to a list": linked({"type": "LINK", "mutability": "MUTABLE", "data": {"url": []}}),
    "link to no id": linked({"type": "LINK", "mutability": "MUTABLE", "data": {"id": "x"}}),
    "link without data": linked({"type": "LINK", "mutability": "MUTABLE"}),
    "range beyond": linked({"type": "LINK", "data": {"url": "/"}}, offset=10**9),
    "range negative": linked({"type": "LINK", "data": {"url": "/"}}, length=-1),
    "range text": linked({"type": "LINK", "data": {"url": "/"}}, offset="0"),
    "styles object": state(BLOCK | {"inlineStyleRanges": {"a": 1}}),
    "style null": state(BLOCK | {"inlineStyleRanges": [None]}),
    "style without name": state(BLOCK | {"inlineStyleRanges": [{"offset": 0, "length": 1}]}),
    "brackets": "[" * 90_000,
    "objects": '{"a":' * 20_000,
    "NUL": state(BLOCK | {"text": "a\0b"}),
    "surrogate": '{"blocks": [{"type": "unstyled", "text": "\\udc80"}], "entityMap": {}}',
    "too many blocks": state(*[BLOCK] * 1_200),
    "too long": state(BLOCK | {"text": "x" * 150_000}),
    "far too long": "x" * 900_000,
}


@pytest.mark.parametrize("text", MALFORMED_TEXTS.values(), ids=MALFORMED_TEXTS)
def test_malformed_rich_text_is_refused(text: str) -> None:
    with pytest.raises(MalformedInputError):
        check_content_state(text)


@pytest.mark.parametrize(
    "text",
    [
        "null",
        state(BLOCK | {"text": "NUL is \\u0000, 😀 " * 50}),
        state(BLOCK | {"text": "😀😀😀", "inlineStyleRanges": [{"style": "BOLD", "offset": 0, "length": 6}]}),
        linked({"type": "LINK", "mutability": "MUTABLE", "data": {"url": "https://example.org"}}),
        linked({"type": "LINK", "mutability": "MUTABLE", "data": {"id": 7, "parentId": None}}),
    ],
)
def test_rich_text_of_the_editor_is_taken(text: str) -> None:
    check_content_state(text)


@pytest.mark.parametrize("name", ["words", "nothing", "blocks null", "entity missing", "depth", "NUL", "brackets"])
def test_form_with_a_malformed_text_is_400(activity: Any, coordinator: Any, name: str) -> None:
    client = signed_in(coordinator)
    form = form_of(client, url("edit", activity.pk)) | {"description": MALFORMED_TEXTS[name]}
    for data in (form, form | {"action-submit": "1"}):
        answer = client.post(url("edit", activity.pk), data)
        assert (answer.status_code, 'role="alert"' in answer.content.decode()) == (400, True)


@pytest.mark.parametrize(
    "changes",
    [
        {"slots-0-id": "seitsemän"},
        {"slots-0-id": "1\0"},
        {"slots-0-id": "9" * 40},
        {"slots-TOTAL_FORMS": "x"},
        {"slots-TOTAL_FORMS": "-5"},
        {"slots-TOTAL_FORMS": "٣"},
        {"contacts-TOTAL_FORMS": "1000000"},
        {"dates-TOTAL_FORMS": "9" * 5000},
        {"exceptions-INITIAL_FORMS": "3000"},
        {"title": "Kahvila\0"},
        {"tags": ",".join(f"sana{number}" for number in range(2_000))},
        {"tags": " ".join(f"sana{number}" for number in range(31))},
        {"workflow-action-extra-data": "{"},
        {"workflow-action-extra-data": '{"user": 1}'},
        {"workflow-action-extra-data": '{"comment": "\\u0000"}'},
        {"b\0ad": "x"},
    ],
    ids=range(16),
)
def test_malformed_field_of_an_activity_is_400_before_any_work(
    activity: Any, coordinator: Any, changes: dict[str, str]
) -> None:
    client = signed_in(coordinator)
    form = form_of(client, url("edit", activity.pk)) | changes
    with CaptureQueriesContext(
        connection,
    ) as queries:
        answer = client.post(url("edit", activity.pk), form)
    assert answer.status_code == 400
    assert len(queries) < 40
    assert "activitypage" not in " ".join(query["sql"] for query in queries if query["sql"].startswith("UPDATE"))


def test_missing_counts_are_no_server_error(activity: Any, coordinator: Any) -> None:
    client = signed_in(coordinator)
    form = form_of(client, url("edit", activity.pk))
    for part in ("slots", "contacts", "dates", "comments"):
        left = {name: value for name, value in form.items() if not name.startswith(f"{part}-")}
        assert client.post(url("edit", activity.pk), left).status_code < 500


@pytest.mark.parametrize(
    "changes",
    [
        {"body-count": None},
        {"body-count": "x"},
        {"body-count": "-1"},
        {"body-count": str(MAX_ROWS + 1)},
        {"body-count": "99999999999"},
        {"body-0-order": "abc"},
        {"body-0-order": None},
        {"body-0-type": None},
        {"body-0-deleted": None},
        {"body-0-value": "not JSON"},
        {"body-0-value": None},
    ],
    ids=range(11),
)
def test_malformed_block_of_an_article_is_400(espoo: Portal, coordinator: Any, changes: dict[str, Any]) -> None:
    article = make_article(espoo)
    client = signed_in(coordinator)
    blocks = {
        "body-count": "1",
        "body-0-deleted": "",
        "body-0-order": "0",
        "body-0-type": "text",
        "body-0-value": state(BLOCK),
    }
    form = form_of(client, url("edit", article.pk), body=None, description=None) | blocks | changes
    answer = client.post(url("edit", article.pk), {name: value for name, value in form.items() if value is not None})
    assert answer.status_code in ({400, 302} if changes == {"body-0-value": None} else {400})


# Addresses, cookies


@pytest.mark.parametrize(
    "path",
    [
        "/admin/listings/translations/?q=%00",
        "/admin/api/main/pages/?search=a%00b",
        "/admin/api/main/pages/?offset=123456789012345678901",
        "/admin/api/main/pages/?locale=%00",
        "/admin/api/main/pages/find/?html_path=%00",
        "/admin/api/main/pages/find/?id=x1",
        "/admin/images/chooser/?tag=%00",
        "/admin/images/chooser/results/?tag=%00",
        "/admin/images/chooser/chosen/eiole/",
        "/admin/images/chooser/chosen-multiple/?id=inf",
        "/admin/documents/chooser/chosen/eiole/",
        "/admin/documents/chooser/chosen-multiple/?id=1.5",
        "/admin/snippets/choose/listings/concept/chosen/eiole/",
        f"/admin/pages/{'9' * 30}/edit/",
        "/admin/pages/?p=99999999999999999999",
        "/admin/api/main/pages/?search=kahvila&search_operator=near",
        "/admin/api/main/pages/?first_published_at=eilen",
    ],
)
def test_malformed_address_is_4xx(admin: Any, path: str) -> None:
    assert 400 <= signed_in(admin).get(path).status_code < 500


def test_signed_in_person_is_sent_on_from_the_sign_in(admin: Any) -> None:
    for target in ("-1", "nosuch", "%F0"):
        assert signed_in(admin).get(f"/admin/login/?next={target}").status_code == 302


def test_external_link_without_fields_is_no_server_error(admin: Any) -> None:
    assert signed_in(admin).post("/admin/choose-external-link/", {}).status_code < 500


@pytest.mark.parametrize("path", ["/admin/", "/admin/login/", "/admin/password_reset/", "/admin/jsi18n/"])
def test_broken_session_cookie_is_no_session(national: Portal, path: str) -> None:
    client = Client(headers={"host": ADMIN_HOST})
    answer = client.get(path, headers={"cookie": 'sessionid="abcdef\\000ghijkl"'})
    assert answer.status_code in {200, 302}


def test_directory_has_no_draft_to_look_at(espoo: Portal, admin: Any) -> None:
    assert signed_in(admin).get(url("view_draft", espoo.directory.pk)).status_code < 500


def test_faults_of_ours_stay_faults() -> None:
    for error in (KeyError("x"), ValueError("x"), TypeError(), AttributeError(), RuntimeError(), AssertionError()):
        assert as_refusal(error) is None


def raised_by(view_name: str, method: str = "POST", path: str = "/admin/pages/") -> Any:
    """A request whose view of this name has raised something."""
    request = getattr(RequestFactory(), method.lower())(path, headers={"accept": "text/plain"})
    namespace, _colon, _name = view_name.rpartition(":")
    request.resolver_match = SimpleNamespace(view_name=view_name, namespace=namespace, kwargs={})
    request.session = {}
    request._messages = default_storage(request)
    return request


@pytest.mark.parametrize(
    ("view_name", "method", "error", "status"),
    [
        ("venues:chosen", "POST", ValidationError("no such id"), 400),
        ("wagtailadmin_pages:edit", "POST", ValidationError("not yet"), 302),
        ("wagtailadmin_pages:edit", "GET", ValidationError("not yet"), None),
        ("wagtailadmin_pages:edit", "POST", MalformedInputError("too many"), 400),
        ("wagtailadmin_pages:edit", "POST", KeyError("ours"), None),
    ],
)
def test_malformed_input_is_answered_before_a_refusal_of_a_model(
    view_name: str, method: str, error: Exception, status: int | None
) -> None:
    answer = answer_to_exception(raised_by(view_name, method), error)
    assert (answer.status_code if answer else None) == status
    assert answer_to_exception(raised_by(view_name, method, "/fi/"), error) is None


def test_one_middleware_answers_what_views_raise(settings: Any) -> None:
    answering = [name for name in settings.MIDDLEWARE if hasattr(import_string(name), "process_exception")]
    assert [name for name in answering if not name.startswith("django.")] == [
        "regions.refusals.request_input_middleware.RequestInputMiddleware"
    ]


# PO files


@pytest.fixture
def translation(activity: Any) -> Any:
    return adopt_translation(translated(activity, "ar"))


def po_of(translation: Translation, changes: Callable[[polib.POFile], None] = lambda po: None) -> bytes:
    po = translation.export_po()
    for entry in po:
        entry.msgstr = "نص"
    changes(po)
    return str(po).encode()


def upload(user: Any, translation: Translation, content: bytes | None) -> Any:
    address = reverse("wagtail_localize:upload_pofile", args=[translation.pk])
    files = {} if content is None else {"file": SimpleUploadedFile("ar.po", content)}
    return signed_in(user).post(address, files)


def _lacks_id(po: polib.POFile) -> None:
    del po.metadata["X-WagtailLocalize-TranslationID"]


def _is_long(po: polib.POFile) -> None:
    po[0].msgstr = "x" * 5_000


def _has_many(po: polib.POFile) -> None:
    po.extend(polib.POEntry(msgid=f"text {number}", msgstr="x") for number in range(1_500))


def test_po_file_is_imported(translation: Translation, admin: Any) -> None:
    assert upload(admin, translation, po_of(translation)).status_code == 302
    assert StringTranslation.objects.filter(data="نص").exists()


@pytest.mark.parametrize(
    "content",
    [
        lambda translation: None,
        lambda translation: b"",
        lambda translation: b"\xff\xfe\x00",
        lambda translation: b"this is no PO file",
        lambda translation: b"/etc/hostname",
        lambda translation: po_of(translation) + b'\nmsgid "a\nmsgstr x',
        lambda translation: po_of(translation, _lacks_id),
        lambda translation: po_of(translation, _is_long),
        lambda translation: po_of(translation, _has_many),
        lambda translation: po_of(translation) + b"\n#" + b"x" * 600_000,
        lambda translation: po_of(translation).replace("نص".encode(), b"a\0b"),
    ],
    ids=range(11),
)
def test_po_file_that_cannot_be_imported_is_400(translation: Translation, admin: Any, content: Any) -> None:
    before = StringTranslation.objects.count()
    assert upload(admin, translation, content(translation)).status_code == 400
    assert StringTranslation.objects.count() == before


def test_old_po_file_overwrites_nobody(translation: Translation, admin: Any) -> None:
    old = po_of(translation)
    upload(
        make_user("toinen@example.org", is_superuser=True),
        translation,
        po_of(translation).replace("نص".encode(), b"ab"),
    )
    assert upload(admin, translation, old).status_code == 400
    assert StringTranslation.objects.filter(data="ab").exists()
