"""System checks of a deployed site."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth import get_user_model
from django.core.checks import CheckMessage, Error, Tags, register
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


def connect() -> None:
    register(demo_accounts_are_absent, Tags.database)
