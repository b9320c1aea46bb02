"""What this part adds to reviews, to mails, and to moving an organisation."""

from __future__ import annotations

from typing import Any

from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from wagtail.models import Page
from wagtail.signals import post_page_move

from editorial.edit_conflicts import publish_rules
from editorial.review import answer_rules
from editorial.trust import trust_mails
from editorial.trust.models import OrganisationTrust, Publication, SampleState, TrustLevel
from editorial.trust.own_texts import refusal_to_publish, refuse_own_text
from listings.models import Listing, Organisation, OrganisationPage


def _moved(instance: OrganisationPage, **kwargs: Any) -> None:
    """An organisation that moves to another portal loses what the old one has granted, also if it comes back."""
    moved = Organisation.objects.filter(pk=instance.translation_key)
    for portal in moved.values_list("home_portal", flat=True):
        granted = OrganisationTrust.objects.filter(organisation=instance.translation_key).exclude(portal=portal)
        granted.update(level=TrustLevel.REVIEW, portal=None)


def _samples_follow(instance: Page, **kwargs: Any) -> None:
    """What is to be looked at goes to the portal that has the page now, with the pages below it."""
    below = Page.objects.descendant_of(instance, inclusive=True)
    waiting = Publication.objects.filter(sample=SampleState.WAITING, page__in=below)
    own = Organisation.objects.filter(pk=OuterRef("page__translation_key")).values("home_portal")
    activities = Listing.objects.filter(pk=OuterRef("page__translation_key")).values("organisation__home_portal")
    homes = waiting.annotate(home=Coalesce(Subquery(own), Subquery(activities))).values_list("pk", "home")
    for key, home in homes.exclude(portal=F("home")):
        Publication.objects.filter(pk=key).update(portal=home)


def connect() -> None:
    answer_rules.rules.register("nobody approves their own organisation's text alone", refuse_own_text)
    publish_rules.rules.register("nobody publishes their own organisation's text alone", refusal_to_publish)
    trust_mails.connect()
    post_page_move.connect(_moved, sender=OrganisationPage, dispatch_uid="editorial_trust_ends_with_a_move")
    post_page_move.connect(_samples_follow, dispatch_uid="editorial_samples_follow_a_move")
