"""Documents belong to those who may read them: not to everybody who counts through their numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client, override_settings
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.models import ReferenceIndex

from editorial.articles.pages import ArticlePage
from regions import conf
from regions.models import Portal, PortalRole
from regions.uploads.upload_storage import UploadStorage, is_private
from tests.editorial.factories import make_article
from tests.listings.admin import signed_in
from tests.regions.factories import make_member

pytestmark = pytest.mark.django_db

Document = get_document_model()


@pytest.fixture(autouse=True)
def uploads(tmp_path: Path) -> Iterator[None]:
    with override_settings(MEDIA_ROOT=tmp_path / "media"):
        yield


def make_document(portal: Portal | None, name: str = "guide.pdf") -> Any:
    values = {} if portal is None else {"collection": portal.collection}
    return Document.objects.create(title="Guide", file=ContentFile(b"%PDF-1.7 words", name=name), **values)


def publish(portal: Portal, *blocks: Any) -> Any:
    """Publish an article."""
    article = make_article(portal, "The guide", "fi", *blocks)
    ReferenceIndex.create_or_update_for_object(article)  # the worker's task
    return article


def visit(document: Any, slug: str = "espoo") -> Any:
    return Client(headers={"host": f"{slug}.localhost"}).get(document.url)


def button(address: str) -> list[Any]:
    return [("call_to_action", {"words": "Read", "address": address})]


def text(address: str) -> list[Any]:
    return [("text", f'<p>Read <a href="{address}">the guide</a>.</p>')]


def test_unlinked_document_is_like_none(espoo: Portal, national: Portal) -> None:
    document = make_document(espoo)
    missing = Client(headers={"host": "espoo.localhost"}).get(f"/documents/{document.pk + 9}/guide.pdf")
    answer = visit(document)
    assert (answer.status_code, missing.status_code) == (404, 404)
    assert re.sub(rb"\d", b"", answer.content) == re.sub(rb"\d", b"", missing.content)
    assert visit(document, "kototori").status_code == 404
    assert visit(make_document(None, "shared.pdf")).status_code == 404


@pytest.mark.parametrize("body", [button, text])
@pytest.mark.parametrize("host", ["", "http://espoo.localhost:8000"])
def test_document_of_a_public_page_is_served_as_a_file(body: Any, host: str, espoo: Portal) -> None:
    document = make_document(espoo)
    if body is text and not host:
        host = "https://espoo.localhost"  # a text keeps no paths
    publish(espoo, *body(host + document.url))
    answer = visit(document)
    assert answer.status_code == 200
    assert b"".join(answer.streaming_content) == b"%PDF-1.7 words"
    assert answer["Content-Disposition"].startswith("attachment")
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("application/pdf", "nosniff")


@pytest.mark.parametrize("body", [button, text])
def test_link_copied_in_the_admin_leads_to_the_portal_of_the_page(body: Any, espoo: Portal) -> None:
    document = make_document(espoo)
    article = publish(espoo, *body(f"http://kototori.localhost:8000{document.url}"))
    page = Client(headers={"host": "espoo.localhost"}).get(article.get_url_parts()[2]).content.decode()
    assert f'href="{document.url}"' in page
    assert visit(document).status_code == 200


def test_link_to_a_document_elsewhere_stays(espoo: Portal) -> None:
    address = "https://www.example.org/documents/12/guide.pdf"
    article = publish(espoo, *text(address))
    page = Client(headers={"host": "espoo.localhost"}).get(article.get_url_parts()[2]).content.decode()
    assert f'href="{address}"' in page


def test_page_that_is_taken_back_takes_its_document_along(espoo: Portal) -> None:
    document = make_document(espoo)
    article = publish(espoo, *button(document.url))
    assert visit(document).status_code == 200
    article.unpublish()
    assert visit(document).status_code == 404


def test_draft_makes_nothing_public(espoo: Portal) -> None:
    document = make_document(espoo)
    article = publish(espoo)
    article.body = ArticlePage.body.field.stream_block.normalize(button(document.url))
    article.save_revision()
    ReferenceIndex.create_or_update_for_object(ArticlePage.objects.get(pk=article.pk))
    assert visit(document).status_code == 404


def test_other_portals_document_cannot_be_made_public(espoo: Portal, vantaa: Portal) -> None:
    """Neither on the portal that names its number, nor on its own."""
    document = make_document(espoo)
    publish(vantaa, *button(document.url))
    assert visit(document, "vantaa").status_code == 404
    assert visit(document, "espoo").status_code == 404


def test_shared_document_is_public_where_a_page_refers_to_it(espoo: Portal, vantaa: Portal) -> None:
    document = make_document(None)
    publish(vantaa, *button(document.url))
    assert visit(document, "vantaa").status_code == 200
    assert visit(document, "espoo").status_code == 404


def test_staff_see_what_they_may_choose(espoo: Portal, vantaa: Portal, national: Portal) -> None:
    document = make_document(espoo)
    people = {
        "own": make_member(espoo),
        "other": make_member(vantaa),
        "all": make_member(national, PortalRole.NATIONAL_ADMIN),
    }
    seen = {name: signed_in(person).get(document.url).status_code for name, person in people.items()}
    assert seen == {"own": 200, "other": 404, "all": 200}


@pytest.mark.parametrize("path", ["documents/guide.pdf", "x/../documents/guide.pdf", "documents//guide.pdf"])
def test_file_is_not_served_by_its_path(path: str, espoo: Portal) -> None:
    document = make_document(espoo)
    assert Path(document.file.path).is_file()
    assert Path(settings.MEDIA_ROOT).absolute() not in Path(document.file.path).parents
    assert Client(headers={"host": "espoo.localhost"}).get(f"/media/{path}").status_code == 404


@pytest.mark.parametrize(
    ("name", "private"),
    [
        ("documents/a.pdf", True),
        ("./documents/a.pdf", True),
        ("images/../documents/a.pdf", True),
        ("documents\\a.pdf", True),
        ("wagtail_uploads/a.jpg", True),
        ("original_images/documents/a.jpg", False),
        ("documents.jpg", False),
    ],
)
def test_private_names(name: str, private: bool) -> None:
    assert is_private(name) is private


@pytest.mark.parametrize(("name", "taken"), [("page.html", False), ("drawing.svg", False), ("GUIDE.PDF", True)])
def test_only_documents_are_taken(name: str, taken: bool, espoo: Portal) -> None:
    coordinator = signed_in(make_member(espoo))
    data = {"title": "A", "collection": espoo.collection_id, "tags": "", "file": SimpleUploadedFile(name, b"words")}
    coordinator.post(reverse("wagtaildocs:add"), data)
    assert Document.objects.exists() is taken


@pytest.mark.parametrize("limit", [2_000, None, "unset"])
@pytest.mark.parametrize("name", ["add", "add_multiple", "chooser", "edit"])
def test_large_document_is_refused_before_it_is_stored(
    name: str, limit: Any, espoo: Portal, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wagtail itself has a limit only where the setting is there."""
    if limit == "unset":
        del settings.WAGTAILDOCS_MAX_UPLOAD_SIZE
        monkeypatch.setattr("regions.uploads.document_files.conf.most_document_bytes", lambda: 2_000)
    else:
        settings.WAGTAILDOCS_MAX_UPLOAD_SIZE = limit
    coordinator = signed_in(make_member(espoo))
    old = make_document(espoo) if name == "edit" else None
    before = old.file.name if old else ""
    file = SimpleUploadedFile("plan.pdf", b"%PDF-1.7" + b"x" * 1_993)
    own = {"collection": espoo.collection_id}
    data = {"title": "A plan", "tags": "", "file": file} | own
    if old is not None:
        answer = coordinator.post(reverse("wagtaildocs:edit", args=[old.pk]), data)
    elif name == "chooser":
        posted = {f"document-chooser-upload-{key}": value for key, value in data.items()}
        answer = coordinator.post(reverse("wagtaildocs_chooser:create"), posted)
    elif name == "add_multiple":
        answer = coordinator.post(reverse("wagtaildocs:add_multiple"), {"title": "A plan", "files[]": file} | own)
    else:
        answer = coordinator.post(reverse("wagtaildocs:add"), data)
    stored = [document.file.name for document in Document.objects.all()]
    if limit is None:
        assert stored not in ([], [before])
        return
    assert stored == ([before] if old else [])
    assert not list(Path(settings.MEDIA_ROOT).parent.rglob("plan*"))
    assert "2,0" in answer.content.decode().replace("\\u00a0", " ")


def test_default_limit_of_documents(settings: Any) -> None:
    assert settings.WAGTAILDOCS_MAX_UPLOAD_SIZE == 20 * 1024 * 1024
    del settings.WAGTAILDOCS_MAX_UPLOAD_SIZE
    assert conf.most_document_bytes() == 20 * 1024 * 1024


def test_earlier_documents_are_moved_and_stay_public_where_they_were_linked(espoo: Portal) -> None:
    document = make_document(espoo)
    article = publish(espoo, *button(document.url))
    ReferenceIndex.remove_for_object(article)
    old = Path(settings.MEDIA_ROOT) / document.file.name
    old.parent.mkdir(parents=True, exist_ok=True)
    Path(document.file.path).rename(old)
    assert isinstance(default_storage._wrapped, UploadStorage)  # type: ignore[attr-defined]
    for _again in range(2):
        call_command("clean_uploads")
        assert not old.exists()
        assert visit(document).status_code == 200
