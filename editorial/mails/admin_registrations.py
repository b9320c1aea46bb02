"""What this part adds to Wagtail's admin: the page of mails, and its entry in the menu."""

from wagtail import hooks

from editorial.mails import mail_admin


def register() -> None:
    hooks.register("register_admin_urls", lambda: mail_admin.urlpatterns)
    hooks.register("register_reports_menu_item", mail_admin.MailsMenuItem)
