"""Pictures of every public page type and of each role's main screens, to be looked at by a person."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application

from listings.addresses import activities_slug, activity_path, organisation_path, organisations_slug
from listings.models import ActivityPage, OrganisationPage
from regions.demo import DEMO_PASSWORD
from regions.models import Portal
from search.models import ListingDocument

WIDTHS = (320, 1280)
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
LANGUAGES = ("fi", "ar")
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
_FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"]


@dataclass(frozen=True)
class Shot:
    """One address on one host; ``account`` signs in first (only on the national host)."""

    name: str
    host: str
    path: str
    account: str = ""


def find_chromium() -> str | None:
    return next((found for name in CHROMIUM_NAMES if (found := shutil.which(name))), None)


def public_shots(portal: Portal) -> Iterator[Shot]:
    """Every type of public page of a portal, in each of our two languages."""
    document = ListingDocument.objects.filter(portals__contains=[portal.pk]).order_by("sequence").first()
    for language in LANGUAGES:
        finder, organisations = activities_slug(language), organisations_slug(language)
        paths = {
            "front": f"/{language}/",
            "finder": f"/{language}/{finder}/",
            "finder-words": f"/{language}/{finder}/?q=kielikahvila",
            "finder-nothing": f"/{language}/{finder}/?q=asdfqwer&weekday=7",
            "finder-400": f"/{language}/{finder}/?page=0",
            "organisations": f"/{language}/{organisations}/",
            "404": f"/{language}/nowhere/",
        }
        if document is not None:
            paths["activity"] = activity_path(language, document.pk)
            paths["organisation"] = organisation_path(language, document.organisation_id)
        for name, path in paths.items():
            yield Shot(f"{name}-{language}", portal.site.hostname, path)


def role_shots(national: Portal) -> Iterator[Shot]:
    """The main screens of everybody who works in the admin, in Finnish."""
    host = national.site.hostname
    organisation = OrganisationPage.objects.get(title="Siltasanat ry")
    activity = ActivityPage.objects.child_of(organisation).filter(locale__language_code="fi").earliest("path")
    screens = {
        "siltasanat@example.org": {"pages": f"pages/{organisation.pk}/", "edit": f"pages/{activity.pk}/edit/"},
        "espoo@example.org": {"edit": f"pages/{activity.pk}/edit/", "venues": "snippets/listings/venue/"},
        "arabia@example.org": {"translations": "listings/translations/"},
        "admin@example.org": {"portals": "portals/"},
    }
    for account, paths in screens.items():
        role = account.partition("@")[0]
        for name, path in ({"home": ""} | paths).items():
            yield Shot(f"admin-{role}-{name}", host, f"/admin/{path}", account)


class _QuietHandler(WSGIRequestHandler):
    """Says nothing of each request."""

    def log_message(self, format: str, *args: Any) -> None:
        return None


@contextmanager
def own_server() -> Iterator[int]:
    """A server of this process on a free port of loopback; yields the port."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), _QuietHandler, allow_reuse_address=False)
    server.set_app(get_wsgi_application())
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield int(server.server_address[1])
    finally:
        server.shutdown()
        server.server_close()


def take(shots: list[Shot], folder: Path, port: int, say: Any) -> None:
    """Open every address at every width and in both schemes, and write ``<name>-<width>-<scheme>.png``."""
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
                say(f"  {width} px, {scheme}: {len(shots)} pictures")
        browser.close()


def _sign_in(page: Any, host: str, port: int, account: str) -> None:
    page.goto(f"http://{host}:{port}/admin/login/")
    page.fill("#id_username", account)
    page.fill("#id_password", DEMO_PASSWORD)
    page.click("button[type=submit]")
    page.wait_for_load_state("networkidle")
