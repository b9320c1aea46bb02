"""In which part of an export each table with data of a person is, or why it is in none.

A table that nobody decided on fails ``tests/privacy/test_every_place.py``.
"""

from __future__ import annotations

from dataclasses import dataclass

from editorial.privacy.personal_data import Treatment, decided
from regions.registry import Registry

#: A table with a column that is treated so has rows that are a person's.
_OF_PEOPLE = (
    Treatment.DELETED_PERSON,
    Treatment.PASS_ON,
    Treatment.NOBODY,
    Treatment.DELETE,
    Treatment.ADDRESS,
    Treatment.OWNERS_NAME,
)


@dataclass(frozen=True)
class ExportDecision:
    """``part``: its name in the export; empty where the table isn't in it, and ``because`` says why."""

    part: str = ""
    because: str = ""


decisions: Registry[ExportDecision] = Registry("decision on an export")


def exported(part: str, *models: str) -> None:
    """Say that a part of the export has what is in these tables. To be called in ``AppConfig.ready``."""
    for model in models:
        decisions.register(model.lower(), ExportDecision(part=part))


def not_exported(model: str, because: str) -> None:
    decisions.register(model.lower(), ExportDecision(because=because))


def tables_of_people() -> set[str]:
    """The tables of installed apps that have rows of a person, as ``app.model``."""
    return {place.label.rpartition(".")[0] for place in decided(*_OF_PEOPLE)}


def connect() -> None:
    exported("accounts", "account.emailaddress", "wagtailusers.userprofile")
    exported("roles", "listings.organisationmembership", "regions.portalmembership")
    exported("pages", "wagtailcore.page", "wagtailcore.revision")
    exported("comments", "wagtailcore.comment", "wagtailcore.commentreply")
    exported("reviews", "wagtailcore.workflowstate", "wagtailcore.taskstate")
    exported("translations", "wagtail_localize.stringtranslation")
    exported("files", "wagtailimages.image", "wagtaildocs.document")
    exported("placements", "listings.placement")
    exported("mails", "editorial.mail")
    exported("invitations", "editorial.invitation")
    exported("join_requests", "editorial.joinrequest", "editorial.joinmessage")
    exported("access_requests", "editorial.accessrequest")
    exported("move_requests", "editorial.moverequest")
    exported("mail_preferences", "editorial.mailpreference")
    exported("remarks", "editorial.remark")
    exported("second_opinions", "editorial.secondopinion")
    exported("typed_forms", "editorial.typedform")
    exported("typed_texts", "editorial.typedtext")
    exported("translation_orders", "editorial.translationorder")
    exported("log", "wagtailcore.pagelogentry")
    exported("subscriptions", "wagtailcore.pagesubscription")
    follow = "follows from the roles"
    not_exported("auth.user_groups", follow)
    not_exported("auth.user_user_permissions", follow)
    not_exported("wagtailcore.modellogentry", "its labels and data name other people")
    not_exported("editorial.organisationtrust", "a portal's decision about an organisation")
    not_exported("editorial.translatortrust", "a portal's decision about a translator; the log has who made it")
    not_exported("editorial.publication", "the log has what the person published")
    not_exported("wagtailcore.apitoken", "a key, of which only a digest is kept")
    not_exported("wagtail_localize.segmentoverride", "a choice of the source's value, not a text")
    short = "kept for an hour or less while a form is open"
    not_exported("wagtailadmin.editingsession", short)
    not_exported("wagtailadmin.formstate", short)
    not_exported("wagtailcore.uploadedfile", "an upload that wasn't finished; kept for an hour or less")
