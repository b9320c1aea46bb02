"""Registrations of development with Wagtail's admin."""

from typing import Any

from wagtail import hooks

from kototori.development.mail_files import mail_file_views


@hooks.register("register_admin_urls")
def register_mail_files() -> list[Any]:
    return mail_file_views.urlpatterns
