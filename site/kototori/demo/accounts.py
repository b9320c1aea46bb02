"""The demo's portals and user accounts: published names, invented addresses."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction

from regions.actions.open_portal import OpenedPortal, OpenPortal
from regions.models import Portal, PortalMembership, PortalRole

DEMO_PASSWORD = "kototori-demo"  # noqa: S105  (published on purpose)

REGIONAL_LANGUAGES = ["fi", "sv", "en", "ru", "ar"]


@dataclass(frozen=True)
class DemoPortal:
    slug: str
    name: str
    brand_strong: str
    municipalities: tuple[str, ...] = ()
    languages: tuple[str, ...] = tuple(REGIONAL_LANGUAGES)
    is_national: bool = False


DEMO_PORTALS = (
    DemoPortal(
        slug="kototori",
        name="Suomi",
        brand_strong="#0f4c5c",
        languages=("fi", "sv", "en", "ru", "uk", "ar", "so", "fa", "et"),
        is_national=True,
    ),
    DemoPortal(slug="espoo", name="Espoo", brand_strong="#0050a0", municipalities=("049",)),
    DemoPortal(slug="vantaa", name="Vantaa", brand_strong="#a3195b", municipalities=("092",)),
    DemoPortal(
        slug="keski-uusimaa", name="Keski-Uusimaa", brand_strong="#2b6a2f", municipalities=("106", "186", "505")
    ),
    DemoPortal(
        slug="lansi-uusimaa", name="Länsi-Uusimaa", brand_strong="#7a3e9d", municipalities=("444", "224", "257", "710")
    ),
)


@dataclass(frozen=True)
class DemoAccount:
    """A demo account and its memberships as (portal slug, role, languages)."""

    email: str
    first_name: str
    last_name: str
    memberships: tuple[tuple[str, str, tuple[str, ...]], ...]


DEMO_ACCOUNTS = (
    DemoAccount("admin@example.org", "Aino", "Ylläpitäjä", (("kototori", PortalRole.NATIONAL_ADMIN, ()),)),
    DemoAccount("espoo@example.org", "Eeva", "Espoolainen", (("espoo", PortalRole.COORDINATOR, ()),)),
    DemoAccount("vantaa@example.org", "Ville", "Vantaalainen", (("vantaa", PortalRole.COORDINATOR, ()),)),
    DemoAccount(
        "arabia@example.org",
        "Amal",
        "Kääntäjä",
        (("espoo", PortalRole.TRANSLATOR, ("ar",)), ("vantaa", PortalRole.TRANSLATOR, ("ar",))),
    ),
    DemoAccount("somali@example.org", "Sahra", "Kääntäjä", (("kototori", PortalRole.TRANSLATOR, ("so",)),)),
    DemoAccount("neuvoja@example.org", "Noora", "Neuvoja", (("espoo", PortalRole.COUNSELLOR, ()),)),
)

#: Editors of the demo pool's organisations: (account, first name, last name, id of the organisation in the pool).
DEMO_EDITORS = (
    ("siltasanat@example.org", "Sanna", "Siltanen", "O01"),
    ("vihreasohva@example.org", "Vesa", "Sohvanen", "O03"),
)
#: Every account name that the demo makes; none may exist in production.
DEMO_USERNAMES = frozenset(account.email for account in DEMO_ACCOUNTS) | {editor[0] for editor in DEMO_EDITORS}


def allows_demo() -> bool:
    """Whether accounts with a well-known password may exist: with ``KOTOTORI_DEMO``, and always with ``DEBUG``."""
    return bool(settings.DEBUG or getattr(settings, "KOTOTORI_DEMO", False))


def open_demo_portals(port: int | None = None) -> list[OpenedPortal]:
    """Open the five portals, the national one first. Idempotent.

    Without ``port``, portals that are open keep theirs, and new ones take that of the national portal.
    Municipalities must have been loaded; otherwise ``OpenPortalError`` names the missing ones.
    """
    opened = []
    for demo in DEMO_PORTALS:
        national = Portal.objects.national()
        is_open = Portal.objects.filter(slug=demo.slug).exists()
        running = national.site.port if national is not None and not is_open else None
        opened.append(_open(demo, port or running))
    return opened


def _open(demo: DemoPortal, port: int | None) -> OpenedPortal:
    return OpenPortal(
        slug=demo.slug,
        name=demo.name,
        languages=list(demo.languages),
        municipalities=list(demo.municipalities),
        is_national=demo.is_national,
        brand_strong=demo.brand_strong,
        takes_online=True,
        contact_name=f"Kototori {demo.name}",
        contact_email=f"{demo.slug}@example.org" if not demo.is_national else "kototori@example.org",
        contact_phone="",
        port=port,
    ).execute()


def make_demo_account(email: str, first_name: str, last_name: str) -> tuple[Any, bool]:
    """Return (user, whether it is new) of an account with the demo's password.

    Raises ``ImproperlyConfigured`` where the demo isn't allowed.
    """
    if not allows_demo():
        raise ImproperlyConfigured("Demo accounts are made only where DEBUG or KOTOTORI_DEMO is on.")
    users = get_user_model()._default_manager
    user, created = users.get_or_create(
        username=email, defaults={"email": email, "first_name": first_name, "last_name": last_name}
    )
    if created:
        user.set_password(DEMO_PASSWORD)
        user.save(update_fields=["password"])
    return user, created


@transaction.atomic
def make_demo_accounts() -> int:
    """Create the accounts with their memberships; return the number of new rows. Idempotent."""
    portals = {portal.slug: portal for portal in Portal.objects.all()}
    count = 0
    for account in DEMO_ACCOUNTS:
        user, created = make_demo_account(account.email, account.first_name, account.last_name)
        count += created
        for slug, role, languages in account.memberships:
            _membership, created = PortalMembership.objects.get_or_create(
                user=user, portal=portals[slug], role=role, defaults={"languages": list(languages)}
            )
            count += created
    return count
