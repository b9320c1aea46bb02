from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class EditorialConfig(AppConfig):
    name = "editorial"
    verbose_name = _("Review, translation and what editors write")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.apps import apps

        from editorial.accounts import signing_out
        from editorial.announcing import registrations as announcing
        from editorial.articles import portal_parts as pages
        from editorial.articles import stopped_translations
        from editorial.articles.front_part import FRONT, THEME
        from editorial.articles.sitemap import PARTS as PARTS_OF_SITEMAP
        from editorial.co_organising import registrations as co_organising
        from editorial.joining import registrations as joining
        from editorial.mails import mail_admin, mail_retention, mail_work, unsubscribing
        from editorial.moving import registrations as moving
        from editorial.own_activities import registrations as own_activities
        from editorial.people import portal_parts as coordinators
        from editorial.people import registrations as people
        from editorial.privacy import export_decisions, exported_parts, exported_requests, known_places
        from editorial.remarks import registrations as remarks
        from editorial.review import cancelling, kept_answers, review_mails, wagtail_notifiers
        from editorial.review import portal_parts as review
        from editorial.second_language import registrations as second_language
        from editorial.second_opinions import registrations as second_opinions
        from editorial.translation_memory import remembering
        from editorial.translation_orders import registrations as translation_orders
        from editorial.translator_trust import registrations as translator_trust
        from editorial.trust import registrations as trust
        from editorial.trust_screens import registrations as trust_screens
        from editorial.waiting_reviews import registrations as waiting_reviews
        from editorial.wishes import registrations as wishes
        from faces.theme import theme_parts
        from regions import front_page, sitemap, stamp_triggers, versions

        versions.registry.register("editorial.pages", stamp_triggers.version_of("editorial.pages"))
        for part in (pages, stopped_translations, review, coordinators):
            part.connect()
        signing_out.connect()
        wagtail_notifiers.disconnect()
        cancelling.connect()
        for part in (mail_admin, mail_work, mail_retention, unsubscribing, review_mails, kept_answers):
            part.connect()
        for part in (people, joining, announcing, own_activities, co_organising, second_language):
            part.connect()
        parts = (waiting_reviews, trust, translator_trust, trust_screens, remarks, moving, second_opinions)
        for part in (*parts, translation_orders, remembering, wishes):
            part.connect()
        for part in (known_places, exported_parts, exported_requests, export_decisions):
            part.connect()
        if apps.is_installed("allauth.account"):
            from editorial.accounts import account_mails, confirmed_addresses, take_back_page

            confirmed_addresses.connect()
            account_mails.connect()
            take_back_page.connect()
        front_page.register(FRONT)
        theme_parts.register(THEME)
        for entry in PARTS_OF_SITEMAP:
            sitemap.register(entry)
