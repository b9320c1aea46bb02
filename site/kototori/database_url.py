"""Django's database settings from `DATABASE_URL`."""

from typing import Any

import psycopg
from django.core.exceptions import ImproperlyConfigured
from psycopg.conninfo import conninfo_to_dict

#: Parameters that Django has settings for. Every other parameter of the URL goes to the driver unchanged.
_DJANGO_NAMES = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}

#: Connections that one process keeps, and the timeout in seconds. Two processes of eight
#: threads stay well below PostgreSQL's default of 100.
_POOL = {"min_size": 1, "max_size": 12, "timeout": 10}


def database_from_url(url: str, *, pool: bool = True) -> dict[str, Any]:
    """Return the settings for a URL such as `postgresql://user:password@host:5432/name?sslmode=require`.

    A socket is written as `postgresql:///name?host=/run/postgresql`. Names and passwords may be percent-encoded. Any
    parameter of PostgreSQL's connection URIs may follow the question mark. `pool=False` opens a connection per request
    instead of keeping some; the test suite needs that.

    Raises `ImproperlyConfigured` for another kind of database, a missing name and a malformed URL. The message never
    repeats the URL, because it may hold a password.
    """
    scheme, separator, _rest = url.partition("://")
    if not separator or scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(
            "DATABASE_URL must begin with postgresql:// because PostgreSQL is the only database that works here."
        )
    try:
        parameters = conninfo_to_dict(url)
    except psycopg.ProgrammingError as error:
        reason = str(error).strip().splitlines()[0]
        raise ImproperlyConfigured(f"DATABASE_URL can't be read: {_without_password(reason, url)}.") from None
    if not parameters.get("dbname"):
        raise ImproperlyConfigured("DATABASE_URL names no database: write postgresql://user@host/name.")
    settings: dict[str, Any] = dict.fromkeys(_DJANGO_NAMES.values(), "")
    options: dict[str, Any] = {}
    for key, value in parameters.items():
        if key in _DJANGO_NAMES:
            settings[_DJANGO_NAMES[key]] = str(value)
        else:
            options[key] = value
    if pool:
        options["pool"] = dict(_POOL)
    return {
        "ENGINE": "django.db.backends.postgresql",
        **settings,
        "CONN_MAX_AGE": 0,  # the pool keeps connections; Django refuses both at once
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def describe(url: str) -> str:
    """Return the name and the place of a database for a message, without its password."""
    parameters = conninfo_to_dict(url)
    place = parameters.get("host") or "the local socket"
    port = f":{parameters['port']}" if parameters.get("port") else ""
    return f"{parameters.get('dbname')} at {place}{port}"


def _without_password(reason: str, url: str) -> str:
    """Remove the part of the URL that libpq quotes in its error, where it may hold the password."""
    quoted = reason.partition('"')[2].rpartition('"')[0]
    credentials = url.partition("://")[2].rpartition("@")[0]
    if quoted and credentials and (quoted in credentials or credentials in quoted):
        return reason.replace(quoted, "…")
    return reason
