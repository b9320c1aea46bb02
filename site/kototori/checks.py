"""System checks of what a deployed site promises."""

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
    """Production must not run with an account whose password is published (kototori.E001).

    Reads the database only where it is allowed to (``check --deploy --database default``, ``migrate``), and never in
    development, where the accounts belong.
    """
    if not databases or allows_demo():
        return []
    try:
        found = demo_accounts()
    except DatabaseError:
        return []  # not migrated yet, so nobody has an account
    if not found:
        return []
    return [
        Error(
            f"Demo accounts exist in this database: {', '.join(found)}.",
            hint="Their password is public. Delete them, or start from a database without the demo.",
            id="kototori.E001",
        )
    ]


def demo_accounts() -> list[str]:
    """Names of the demo accounts in the database, in order."""
    users = get_user_model()
    name = users.USERNAME_FIELD
    with connections["default"].cursor() as cursor:
        if users._meta.db_table not in connections["default"].introspection.table_names(cursor):
            return []
    return sorted(users._default_manager.filter(**{f"{name}__in": DEMO_USERNAMES}).values_list(name, flat=True))


def connect() -> None:
    register(demo_accounts_are_absent, Tags.database)
