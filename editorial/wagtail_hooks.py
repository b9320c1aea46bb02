"""Registrations of this app with Wagtail's admin. Each part makes its own."""

from typing import Any

from django.apps import apps
from wagtail import hooks

from editorial.articles import translating
from editorial.edit_conflicts import guarded_pages
from editorial.glossary.admin_pages import admin_registrations as glossary
from editorial.joining import admin_registrations as joining
from editorial.mails import admin_registrations as mails
from editorial.moving import admin_registrations as moving
from editorial.people.change_words import LOGS
from editorial.people.portal_people import admin_registrations as portal_people
from editorial.people.wagtail_accounts import viewsets as wagtail_accounts
from editorial.privacy import admin_registrations as privacy
from editorial.review_screen import admin_registrations as review_screen
from editorial.translation_orders.admin_pages import admin_registrations as translation_orders
from editorial.trust_screens import admin_registrations as trust
from editorial.waiting_reviews import admin_registrations as waiting_reviews
from editorial.wishes import admin_registrations as wishes

hooks.register("before_edit_page", translating.save_translation, order=-10)
hooks.register("after_create_page", guarded_pages.note_created, order=-100)
parts = (mails, portal_people, joining, privacy, waiting_reviews, review_screen, trust, moving, translation_orders)
for part in (*parts, glossary, wishes):
    part.register()
wagtail_accounts.connect()
if apps.is_installed("allauth.account"):
    from editorial.accounts.account_panel import SignInPanel

    hooks.register("register_account_settings_panel", SignInPanel)


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    for name, formatter in LOGS.items():
        actions.register_action(name)(formatter)
