"""Screenshots of every public page type and each role's main screens, for review and for the documents."""

from __future__ import annotations

import io
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.urls import resolve
from django.utils import timezone, translation

from editorial.articles.addresses import article_path, news_slug, statement_slug
from editorial.articles.pages import ArticlePage
from editorial.enums import StatementKind
from kototori.demo.accounts import DEMO_PASSWORD
from listings.addresses import activity_path, finder_path, organisation_path, organisations_path, theme_path
from listings.models import ActivityPage, OrganisationPage
from regions.models import Portal
from search.models import ListingDocument

if TYPE_CHECKING:
    from playwright.sync_api import ViewportSize

WIDTHS = (320, 1280)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
LANGUAGES = ("fi", "ar")
#: The screens of pictures in documents, and their colours.
PHONE: ViewportSize = {"width": 390, "height": 700}
TABLE: ViewportSize = {"width": 1024, "height": 860}
COLOURS = 64
#: Screens of an editor that documents show.
DOCUMENTED = ("home", "new", "check", "copy", "cancel-date", "pause", "organisation", "people")
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
_FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


@dataclass(frozen=True)
class Shot:
    """A path on a host. ``account`` signs in first; empty for a visitor.

    In documents: ``pressed`` selects a button that is pressed first, and ``is_wide`` takes a screen on a table.
    """

    name: str
    host: str
    path: str
    account: str = ""
    pressed: str = ""
    is_wide: bool = False


def find_chromium() -> str | None:
    return next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)


def public_shots(portal: Portal, national: Portal) -> Iterator[Shot]:
    """Yield every type of public page of a portal, in each of `LANGUAGES`.

    A sensitive activity is taken from the national portal. The page of an ended activity is included if there is one.
    """
    for language in LANGUAGES:
        for name, path in (_fixed_pages(language) | _content_pages(portal, language)).items():
            yield Shot(f"{name}-{language}", portal.site.hostname, path)
        for document in _visible(national).filter(facts__sensitive=True)[:1]:
            yield Shot(f"sensitive-{language}", national.site.hostname, activity_path(language, document.pk))


def _fixed_pages(language: str) -> dict[str, str]:
    """Return the paths that every portal has, by the page's name."""
    finder = finder_path(language)
    return {
        "front": f"/{language}/",
        "finder": finder,
        "finder-words": f"{finder}?q=kielikahvila",
        "finder-narrowed": f"{finder}?theme=language&price=free&weekday=2&weekday=4",
        "finder-near": f"{finder}?place=Tapiola&radius=10&sort=distance",
        "finder-week": f"{finder}?view=week",
        "finder-nothing": f"{finder}?q=asdfqwer&weekday=7",
        "finder-400": f"{finder}?page=0",
        "theme": theme_path(language, "language"),
        "organisations": organisations_path(language),
        "news": f"/{language}/{news_slug(language)}/",
        **{f"statement-{kind.value}": f"/{language}/{statement_slug(kind, language)}/" for kind in StatementKind},
        "join": f"/{language}/join/?q=siltasanat",
        "join-form": f"/{language}/join/new/",
        "finder-nearest": f"{finder}?theme=sport&weekday=1&time_from=23:00",
        "wish": f"/{language}/wish/?q=asdfqwer&weekday=7",
        "404": f"/{language}/nowhere/",
    }


def _content_pages(portal: Portal, language: str) -> dict[str, str]:
    """Return the paths of the portal's first activity, its organisation and so on, by the page's name."""
    paths = {}
    for document in _visible(portal).order_by("sequence")[:1]:
        paths["activity"] = activity_path(language, document.pk)
        paths["organisation"] = organisation_path(language, document.organisation_id)
    for article in ArticlePage.objects.of_portal(portal).order_by("date", "slug")[:1]:
        paths["article"] = article_path(language, article.slug)
    for document in ListingDocument.objects.ended_in(portal, timezone.now())[:1]:
        paths["ended"] = activity_path(language, document.pk)
    return paths


def _visible(portal: Portal) -> Any:
    return ListingDocument.objects.visible(portal, timezone.now())


def role_shots(portal: Portal, national: Portal) -> Iterator[Shot]:
    """Yield the main screens of each role, in Finnish: of staff in the admin, of others at the desk."""
    yield from desk_shots(portal)
    yield Shot("desk-neuvoja-home", portal.site.hostname, "/fi/desk/", "neuvoja@example.org")
    for name, path in (("home", "/fi/desk/"), ("translations", "/fi/desk/translations/")):
        yield Shot(f"desk-arabia-{name}", portal.site.hostname, path, "arabia@example.org")
    host = national.site.hostname
    activity = _written_activity()
    article = ArticlePage.objects.of_portal(portal).filter(locale__language_code="fi").order_by("date", "slug").first()
    pool, brand, edit = "listings/pool/", f"brand/{portal.pk}/", f"pages/{activity.pk}/edit/"
    screens = {
        "espoo@example.org": {
            "edit": edit,
            "pool": pool,
            "brand": brand,
            "curation": "curation/",
            "pin": f"curation/{portal.slug}/{activity.translation_key}/pin/",
            "pool-country": f"{pool}?scope=country",
            "venues": "snippets/listings/venue/",
            "join-requests": "joining/",
            "wishes": "wishes/",
            **({"article": f"pages/{article.pk}/edit/"} if article else {}),
        },
        "admin@example.org": {"portals": "portals/", "pool": pool, "brands": "brand/", "curation": "curation/"},
    }
    for account, paths in screens.items():
        role = account.partition("@")[0]
        for name, path in ({"home": ""} | paths).items():
            yield Shot(f"admin-{role}-{name}", host, f"/admin/{path}", account)


def _written_activity() -> Any:
    """Return an activity of the organisation that the demo's editor writes for."""
    organisation = OrganisationPage.objects.get(title="Siltasanat ry")
    return ActivityPage.objects.child_of(organisation).filter(locale__language_code="fi").earliest("path")


def desk_shots(portal: Portal) -> Iterator[Shot]:
    """Yield the screens of an organisation's editor, in Finnish, without those that this version doesn't have."""
    activity = _written_activity()
    own = f"/fi/desk/activities/{activity.translation_key}/"
    organisation = f"/fi/desk/organisations/{activity.record.organisation_id}/"
    paths = {
        "home": "/fi/desk/",
        "new": "/fi/desk/activities/new/",
        "edit": own,
        "check": f"{own}check/",
        "copy": f"{own}copy/",
        "cancel-date": f"{own}cancel-date/",
        "pause": f"{own}pause/",
        "end": f"{own}end/",
        "organisation": organisation,
        "people": f"{organisation}people/",
        "account": "/fi/desk/account/",
    }
    with translation.override("fi"):
        found = [(name, path) for name, path in paths.items() if "desk/" in resolve(path).route]
    for name, path in found:
        yield Shot(f"desk-siltasanat-{name}", portal.site.hostname, path, "siltasanat@example.org")


def document_shots(portal: Portal) -> Iterator[Shot]:
    """Yield what pictures of documents show: the sign-in, an editor's screens, and a translator's.

    The translator takes a text for them.
    """
    yield Shot("desk-sign-in", portal.site.hostname, "/fi/sign-in/")
    yield from translating_shots(portal)
    for shot in desk_shots(portal):
        name = shot.name.removeprefix("desk-siltasanat-")
        if name in DOCUMENTED:
            yield replace(shot, name=f"desk-{name}")


def translating_shots(portal: Portal) -> Iterator[Shot]:
    host, translations, account = portal.site.hostname, "/fi/desk/translations/", "arabia@example.org"
    yield Shot("translating-list", host, translations, account, is_wide=True)
    yield Shot("translating-text", host, translations, account, pressed="form[action$='take/'] button", is_wide=True)


class _QuietHandler(WSGIRequestHandler):
    """A handler that doesn't log requests."""

    def log_message(self, format: str, *args: Any) -> None:
        return None


@contextmanager
def own_server() -> Iterator[int]:
    """Serve the site from this process on a free port of the loopback interface, and yield the port."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), _QuietHandler, allow_reuse_address=False)
    server.set_app(get_wsgi_application())
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield int(server.server_address[1])
    finally:
        server.shutdown()
        server.server_close()


def take(shots: list[Shot], folder: Path, port: int, write: Any) -> None:
    """Open every path at every width and in both colour schemes, and save ``<name>-<width>-<scheme>.png``."""
    from playwright.sync_api import sync_playwright

    folder.mkdir(parents=True, exist_ok=True)
    flags = [*_FLAGS, "--host-resolver-rules=MAP *.localhost 127.0.0.1"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=flags)
        for width in WIDTHS:
            for scheme in SCHEMES:
                for account in sorted({shot.account for shot in shots}):
                    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
                    page = context.new_page()
                    group = [shot for shot in shots if shot.account == account]
                    if account:
                        _sign_in(page, group[0].host, port, account)
                    for shot in group:
                        page.goto(f"http://{shot.host}:{port}{shot.path}")
                        page.wait_for_load_state("networkidle")
                        page.screenshot(path=folder / f"{shot.name}-{width}-{scheme}.png", full_page=True)
                    context.close()
                write(f"  {width} px, {scheme}: {len(shots)} pictures")
        browser.close()


def take_for_documents(shots: list[Shot], folder: Path, port: int) -> None:
    """Save the top of every page, of most as a phone shows it, as ``<name>-fi.png``; few colours keep files small."""
    from PIL import Image
    from playwright.sync_api import sync_playwright

    flags = [*_FLAGS, "--host-resolver-rules=MAP *.localhost 127.0.0.1"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=flags)
        for account in sorted({shot.account for shot in shots}):
            page = browser.new_context(viewport=PHONE, color_scheme="light").new_page()
            group = [shot for shot in shots if shot.account == account]
            if account:
                _sign_in(page, group[0].host, port, account)
            for shot in group:
                page.set_viewport_size(TABLE if shot.is_wide else PHONE)
                page.goto(f"http://{shot.host}:{port}{shot.path}")
                if shot.pressed:
                    page.locator(shot.pressed).first.click()
                page.wait_for_load_state("networkidle")
                with Image.open(io.BytesIO(page.screenshot())) as picture:
                    picture.convert("RGB").quantize(COLOURS).save(folder / f"{shot.name}-fi.png", optimize=True)
        browser.close()


def _sign_in(page: Any, host: str, port: int, account: str) -> None:
    page.goto(f"http://{host}:{port}/fi/sign-in/")
    page.fill("#id_login", account)
    page.fill("#id_password", DEMO_PASSWORD)
    page.click(".way-in:first-child button")
    page.wait_for_load_state("networkidle")
