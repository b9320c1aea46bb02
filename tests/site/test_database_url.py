"""`DATABASE_URL` may have every form of PostgreSQL's URIs; any other value is a clear error."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from kototori.database_url import database_from_url, describe


def test_parts_of_the_url_become_djangos_settings() -> None:
    settings = database_from_url("postgresql://reader:secret@db.example.org:5433/pool")

    parts = {key: settings[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")}
    assert parts == {
        "NAME": "pool",
        "USER": "reader",
        "PASSWORD": "secret",
        "HOST": "db.example.org",
        "PORT": "5433",
    }


def test_percent_encoding_is_decoded() -> None:
    settings = database_from_url("postgres://a%40b:p%3Aw%2F%25@h/n%20m")

    assert (settings["USER"], settings["PASSWORD"], settings["NAME"]) == ("a@b", "p:w/%", "n m")


def test_socket_is_a_host_in_the_query() -> None:
    assert database_from_url("postgresql:///pool?host=%2Frun%2Fpostgresql")["HOST"] == "/run/postgresql"


def test_other_parameters_reach_the_driver() -> None:
    options = database_from_url("postgresql://h/n?sslmode=require&connect_timeout=3", pool=False)["OPTIONS"]

    assert options == {"sslmode": "require", "connect_timeout": "3"}


def test_connections_are_pooled_by_default() -> None:
    assert "pool" in database_from_url("postgresql:///n")["OPTIONS"]
    assert "pool" not in database_from_url("postgresql:///n", pool=False)["OPTIONS"]


@pytest.mark.parametrize("url", ["sqlite:///db.sqlite3", "mysql://h/n", "postgis://h/n", "n", ""])
def test_other_kind_of_database_is_refused(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="PostgreSQL is the only database"):
        database_from_url(url)


def test_missing_name_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="names no database"):
        database_from_url("postgresql://user@host")


def test_unknown_parameter_is_named() -> None:
    with pytest.raises(ImproperlyConfigured, match="sslmod"):
        database_from_url("postgresql://h/n?sslmod=require")


@pytest.mark.parametrize("url", ["postgresql://a:top secret@h/n", "postgresql://a:top%zzsecret@h/n"])
def test_error_never_repeats_the_password(url: str) -> None:
    with pytest.raises(ImproperlyConfigured) as refusal:
        database_from_url(url)
    assert "secret" not in str(refusal.value)


def test_description_has_no_password() -> None:
    assert describe("postgresql://reader:secret@db.example.org:5433/pool") == "pool at db.example.org:5433"
