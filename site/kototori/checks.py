"""System checks of a deployed site."""

from collections.abc import Sequence
from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import connections
from django.db.utils import DatabaseError

from kototori.demo.accounts import DEMO_USERNAMES, allows_demo


def demo_accounts_are_absent(
    app_configs: Any = None, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """Refuse an account whose password is published in production (kototori.E001).

    The check reads the database only where Django allows it (``check --deploy --database default``, ``migrate``), and
    never in development, which has these accounts on purpose.
    """
    if not databases or allows_demo():
        return []
    try:
        usernames = demo_accounts()
    except DatabaseError:
        return []  # not migrated yet, so nobody has an account
    if not usernames:
        return []
    return [
        Error(
            f"Demo accounts exist in this database: {', '.join(usernames)}.",
            hint="Their password is public. Delete them, or start from a database without the demo.",
            id="kototori.E001",
        )
    ]


def demo_accounts() -> list[str]:
    """Return the sorted user names of the demo accounts in the database."""
    users = get_user_model()
    name = users.USERNAME_FIELD
    with connections["default"].cursor() as cursor:
        if users._meta.db_table not in connections["default"].introspection.table_names(cursor):
            return []
    return sorted(users._default_manager.filter(**{f"{name}__in": DEMO_USERNAMES}).values_list(name, flat=True))


def mail_server_is_understood(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse an ``EMAIL_URL`` that can't be read (kototori.E002)."""
    fault = getattr(settings, "KOTOTORI_EMAIL_FAULT", "")
    if not fault or settings.KOTOTORI_EMAIL_IS_MISSING:
        return []
    return [Error(fault, hint="Until then mails wait in the database and are sent afterwards.", id="kototori.E002")]


def mail_server_is_known(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse production without a mail server (kototori.E003): nobody could sign in by code or be invited."""
    if not getattr(settings, "KOTOTORI_EMAIL_IS_MISSING", False):
        return []
    return [Error(settings.KOTOTORI_EMAIL_FAULT, hint="Mails wait in the database until then.", id="kototori.E003")]


def mail_sender_is_an_address(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """Refuse a sender that no mail server would take (kototori.E004)."""
    try:
        validate_email(parseaddr(settings.DEFAULT_FROM_EMAIL)[1])
    except ValidationError:
        return [
            Error("DEFAULT_FROM_EMAIL is no e-mail address: write one such as posti@example.org.", id="kototori.E004")
        ]
    return []


def connect() -> None:
    register(demo_accounts_are_absent, Tags.database)
    register(mail_server_is_understood)
    register(mail_sender_is_an_address)
    register(mail_server_is_known, deploy=True)
