"""Decisions on the tables of this project, of Django, and of the packages it uses (see ``personal_data``)."""

from __future__ import annotations

from editorial.privacy.personal_data import Treatment, decide

DELETED_PERSON, PASS_ON, NOBODY, DELETE = (
    Treatment.DELETED_PERSON,
    Treatment.PASS_ON,
    Treatment.NOBODY,
    Treatment.DELETE,
)
WORDS, CONTENT, NAME, OWNERS_NAME = Treatment.WORDS, Treatment.CONTENT, Treatment.NAME, Treatment.OWNERS_NAME
ADDRESS, GOES, DERIVED, NOT_PERSONAL = Treatment.ADDRESS, Treatment.GOES, Treatment.DERIVED, Treatment.NOT_PERSONAL


def connect() -> None:
    _accounts()
    _people_and_mails()
    _requests()
    _pages()
    _records()
    _wagtail()
    _translations()
    _index()
    _reference_data()


def _accounts() -> None:
    decide("auth.user", GOES, "password", "username", "first_name", "last_name", "email", because="the account")
    decide("auth.user_groups", DELETE, "user")
    decide("auth.user_user_permissions", DELETE, "user")
    decide("account.emailaddress", DELETE, "user")
    decide("account.emailaddress", ADDRESS, "email")
    decide("account.emailconfirmation", NOT_PERSONAL, "key", because="random, and deleted with its address")
    decide("sessions.session", GOES, "session_key", "session_data", because="decoded, see short_lived.py")
    decide("wagtailusers.userprofile", DELETE, "user")
    decide("wagtailusers.userprofile", GOES, "avatar", "dismissibles", because="the avatar's file, too")
    decide("wagtailusers.userprofile", NOT_PERSONAL, "preferred_language", "current_time_zone")
    decide("wagtailcore.apitoken", DELETE, "user")
    decide("wagtailcore.apitoken", GOES, "name", "key_hash", "prefix")


def _people_and_mails() -> None:
    decide("listings.organisationmembership", DELETE, "user")
    decide("regions.portalmembership", DELETE, "user")
    decide("regions.portalmembership", NOT_PERSONAL, "languages")
    decide("editorial.invitation", NOBODY, "invited_by", because="open ones pass on, or are withdrawn before")
    decide("editorial.invitation", DELETE, "accepted_by")
    decide("editorial.invitation", ADDRESS, "address")
    decide("editorial.invitation", NOT_PERSONAL, "role", "languages", "language")
    decide("editorial.mail", DELETE, "person")
    decide("editorial.mail", ADDRESS, "address")
    decide("editorial.mail", WORDS, "thing", "period", "facts", "secrets", "error")
    decide("editorial.mail", NOT_PERSONAL, "kind", "language")


def _requests() -> None:
    decide("editorial.mailpreference", DELETE, "person")
    decide("editorial.mailpreference", NOT_PERSONAL, "kind")
    decide("editorial.accessrequest", ADDRESS, "address")
    decide("editorial.accessrequest", DELETED_PERSON, "answered_by")
    decide("editorial.accessrequest", WORDS, "name", "message", "reason")
    decide("editorial.accessrequest", NOT_PERSONAL, "language")
    decide("editorial.joinrequest", DELETED_PERSON, "answered_by")
    decide("editorial.joinrequest", CONTENT, "name", "description", "email", "phone", "website")
    decide("editorial.joinrequest", OWNERS_NAME, "person_name")
    decide("editorial.joinrequest", WORDS, "person_email", because="the request is the organisation's, and stays")
    decide("editorial.joinrequest", NOT_PERSONAL, "language", "business_id", "person_language")
    decide("editorial.joinmessage", DELETED_PERSON, "said_by")
    decide("editorial.joinmessage", WORDS, "text")
    decide("editorial.joinmessage", NOT_PERSONAL, "changed", because="names of fields")
    decide("editorial.moverequest", DELETED_PERSON, "asked_by", "answered_by")
    decide("editorial.moverequest", WORDS, "reason", "answer")
    decide("editorial.organisationtrust", DELETED_PERSON, "granted_by")
    decide("editorial.publication", DELETED_PERSON, "published_by", "seen_by")
    decide("editorial.remark", DELETED_PERSON, "suggested_by", "taken_by")
    decide("editorial.remark", WORDS, "text", "suggestion", "said_of", "said_value")
    decide("editorial.remark", NOT_PERSONAL, "name")
    decide("editorial.glossaryterm", CONTENT, "term", "note", because="a portal's words for its translators")
    decide("editorial.glossaryterm", NOT_PERSONAL, "language")
    decide("editorial.glossarywording", CONTENT, "wording")
    decide("editorial.glossarywording", NOT_PERSONAL, "language")
    decide("editorial.memorystring", CONTENT, "original", "translation", because="public texts")
    decide("editorial.memorystring", NOT_PERSONAL, "original_language", "language", "digest", "bands")
    decide("editorial.wish", WORDS, "words", because="searched words, without what has the form of personal data")
    decide("editorial.wish", NOT_PERSONAL, "language", "filters", "key")
    decide("editorial.translationorder", DELETED_PERSON, "ordered_by")
    decide("editorial.translationorder", NOBODY, "taken_by", because="the text is free for another translator")
    decide("editorial.translationorder", NOT_PERSONAL, "language")
    decide("editorial.translatortrust", DELETED_PERSON, "granted_by")
    decide("editorial.translatortrust", NOT_PERSONAL, "languages")
    decide("editorial.secondopinion", DELETE, "translator", "asked_by")
    decide("editorial.secondopinion", WORDS, "question", "words", "remarks")
    decide("editorial.typedform", DELETE, "person")
    decide("editorial.typedform", WORDS, "fields", because="somebody else's form may name the person")
    decide("editorial.typedform", NOT_PERSONAL, "revision_id", "created_at", "form_key")
    decide("editorial.typedtext", DELETE, "person")
    decide("editorial.typedtext", WORDS, "fields", because="somebody else's form may name the person")
    decide("editorial.typedtext", NOT_PERSONAL, "language", "revision_id", "created_at", "form_key")


def _pages() -> None:
    decide("wagtailcore.page", PASS_ON, "owner")
    decide("wagtailcore.page", NOBODY, "locked_by", because="the lock is opened, else nobody could")
    decide("wagtailcore.page", CONTENT, "title", "draft_title", "slug", "seo_title", "search_description", "url_path")
    decide("wagtailcore.page", NOT_PERSONAL, "path")
    decide("wagtailcore.revision", DELETED_PERSON, "user")
    decide("wagtailcore.revision", CONTENT, "object_str", "content")
    decide("wagtailcore.revision", NOT_PERSONAL, "object_id")
    texts = "summary description audience place_details schedule_details price_details sign_up_details"
    decide("listings.activitypage", CONTENT, *texts.split(), "accessibility_details", "image_alt")
    decide("listings.activitypage", CONTENT, "sign_up_url", "sign_up_email", "sign_up_phone", "floor", "district")
    decide("listings.activitypage", CONTENT, "online_url")
    decide("listings.activitypage", NOT_PERSONAL, "weeks_of_month", "level_language")
    decide("listings.activitylanguage", NOT_PERSONAL, "language")
    decide("listings.activityslot", NOT_PERSONAL, "weekdays")
    decide("listings.activityexception", CONTENT, "reason")
    decide("listings.activitycontact", CONTENT, "name", "phone", "email", because="the contact goes, see contacts.py")
    decide("listings.organisationpage", CONTENT, "summary", "description", "email", "phone", "website")
    decide("regions.portalhomepage", CONTENT, "lead", "blocks")
    decide("editorial.articlepage", CONTENT, "summary", "picture_alt", "body")
    decide("editorial.articlepage", NAME, "author")
    decide("editorial.newsindexpage", CONTENT, "lead")
    decide("editorial.statementpage", CONTENT, "body")
    for page in ("listings.activitypage", "listings.organisationpage", "editorial.articlepage"):
        decide(page, NOT_PERSONAL, "text_state", because="digests of texts, languages and days")
    decide("editorial.returnreason", CONTENT, "title", "text")
    decide("editorial.pagewrite", WORDS, "form_key", because="rows with the account's key are deleted")
    decide("editorial.pagewrite", NOT_PERSONAL, "digest", "revision_id", "created_at", "location")


def _records() -> None:
    decide("listings.listing", NOT_PERSONAL, "source_language", "source", "source_id", "source_digest")
    decide("listings.listing", CONTENT, "status_reason")
    decide("listings.listing", NOT_PERSONAL, "status_before_end")
    decide(
        "listings.organisation", NOT_PERSONAL, "source_language", "business_id", "source", "source_id", "source_digest"
    )
    decide("listings.cancelleddate", CONTENT, "reason")
    decide("listings.venue", CONTENT, "name", "street", "district")
    decide("listings.venue", NOT_PERSONAL, "postal_code", "source")
    decide("listings.placement", DELETED_PERSON, "placed_by")
    decide("listings.placement", WORDS, "reason")
    decide("regions.portal", NAME, "contact_name")
    decide("regions.portal", CONTENT, "name", "contact_email", "contact_phone")
    decide("regions.portal", NOT_PERSONAL, "slug", "languages", "brand_strong", "fixed_pages")
    decide("regions.contentstamp", NOT_PERSONAL, "kind")


def _wagtail() -> None:
    for model in ("modellogentry", "pagelogentry"):
        decide(f"wagtailcore.{model}", DELETED_PERSON, "user")
        decide(f"wagtailcore.{model}", WORDS, "label", "data")
        decide(f"wagtailcore.{model}", NOT_PERSONAL, "action")
    decide("wagtailcore.modellogentry", NOT_PERSONAL, "object_id")
    decide("wagtailcore.comment", DELETED_PERSON, "user", "resolved_by")
    decide("wagtailcore.comment", WORDS, "text")
    decide("wagtailcore.comment", NOT_PERSONAL, "contentpath", "position")
    decide("wagtailcore.commentreply", DELETED_PERSON, "user")
    decide("wagtailcore.commentreply", WORDS, "text")
    decide("wagtailcore.workflowstate", PASS_ON, "requested_by")
    decide("wagtailcore.workflowstate", NOT_PERSONAL, "object_id")
    decide("wagtailcore.taskstate", DELETED_PERSON, "finished_by")
    decide("wagtailcore.taskstate", WORDS, "comment")
    decide("wagtailcore.pagesubscription", DELETE, "user")
    decide("wagtailadmin.editingsession", DELETE, "user")
    decide("wagtailadmin.editingsession", NOT_PERSONAL, "object_id")
    decide("wagtailadmin.formstate", DELETE, "user")
    decide("wagtailadmin.formstate", ADDRESS, "data", because="previews of an hour; deleted where the person is in it")
    decide("wagtailadmin.formstate", NOT_PERSONAL, "object_id", "parent_object_id")
    for file in ("wagtailimages.image", "wagtaildocs.document"):
        decide(file, PASS_ON, "uploaded_by_user")
        decide(file, CONTENT, "title")
        decide(file, CONTENT, "file", because="a name of a file is listed and stays: pages point to it")
        decide(file, NOT_PERSONAL, "file_hash")
    decide("wagtailimages.image", CONTENT, "description")
    decide("wagtailimages.rendition", DERIVED, "file")
    decide("wagtailimages.rendition", NOT_PERSONAL, "filter_spec", "focal_point_key")
    decide("wagtailcore.uploadedfile", DELETE, "uploaded_by_user")
    decide("wagtailcore.uploadedfile", GOES, "file", because="the file itself, too")
    decide("wagtailcore.site", NOT_PERSONAL, "hostname", "site_name")
    decide("wagtailcore.locale", NOT_PERSONAL, "language_code")
    for model in ("collectionviewrestriction", "pageviewrestriction"):
        decide(f"wagtailcore.{model}", NOT_PERSONAL, "password", because="of a page, not of a person")
    decide("wagtailcore.collection", NOT_PERSONAL, "path", "name")
    decide("wagtailcore.workflow", NOT_PERSONAL, "name")
    decide("wagtailcore.task", NOT_PERSONAL, "name")
    decide("wagtailcore.referenceindex", NOT_PERSONAL, "object_id", "to_object_id", "model_path", "content_path")
    decide("wagtailredirects.redirect", CONTENT, "old_path", "redirect_page_route_path", "redirect_link")
    names = ("url", "hash", "type", "html", "title", "author_name", "provider_name", "thumbnail_url")
    decide("wagtailembeds.embed", NOT_PERSONAL, *names, because="what others publish elsewhere; not used here")
    decide("taggit.tag", CONTENT, "name", "slug")


def _translations() -> None:
    decide("wagtail_localize.translationsource", CONTENT, "object_repr", "content_json")
    decide("wagtail_localize.translationsource", NOT_PERSONAL, "schema_version")
    decide("wagtail_localize.string", CONTENT, "data")
    decide("wagtail_localize.stringtranslation", DELETED_PERSON, "last_translated_by")
    decide("wagtail_localize.stringtranslation", CONTENT, "data")
    decide("wagtail_localize.stringtranslation", WORDS, "field_error")
    decide("wagtail_localize.stringtranslation", NOT_PERSONAL, "tool_name")
    decide("wagtail_localize.segmentoverride", DELETED_PERSON, "last_translated_by")
    decide("wagtail_localize.segmentoverride", CONTENT, "data_json")
    decide("wagtail_localize.segmentoverride", WORDS, "field_error")
    decide("wagtail_localize.overridablesegment", CONTENT, "data_json")
    decide("wagtail_localize.stringsegment", CONTENT, "attrs")
    decide("wagtail_localize.template", CONTENT, "template")
    decide("wagtail_localize.template", NOT_PERSONAL, "template_format")
    decide("wagtail_localize.translationcontext", NOT_PERSONAL, "path", "field_path")


def _index() -> None:
    documents = {
        "search.listingdocument": "source_id section codes status",
        "search.organisationdocument": "organisation_type",
    }
    for model, more in documents.items():
        decide(model, DERIVED, "texts", "facts", "sort_titles", "title_terms")
        decide(model, NOT_PERSONAL, "portals", "earlier_portals", "municipality", "source_language")
        decide(model, NOT_PERSONAL, *more.split())
    decide("search.organisationdocument", DERIVED, "title_pieces")
    decide("search.listingcolumns", NOT_PERSONAL, "times", "terms")
    decide("search.tombstone", NOT_PERSONAL, "kind", "portals")
    decide("search.outboxentry", WORDS, "error")
    decide("wagtailsearch.indexentry", DERIVED, "autocomplete", "title", "body", "title_text", "body_text")
    decide("wagtailsearch.indexentry", NOT_PERSONAL, "object_id")


def _reference_data() -> None:
    task = "django_tasks_database.dbtaskresult"
    decide(task, WORDS, "args_kwargs", "return_value", "traceback")
    decide(task, NOT_PERSONAL, "task_path", "worker_ids", "queue_name", "backend_name", "exception_class_path")
    decide("kototori.preparationstep", NOT_PERSONAL, "name", "fingerprint")
    vocabulary = ("vocabulary", "code", "uri", "ptv_class", "ptv_target_group", "autonym", "icon", "section")
    decide("listings.concept", NOT_PERSONAL, *vocabulary)
    decide("listings.conceptlabel", NOT_PERSONAL, "language", "label", "help", "synonyms", "related", "loaded_digest")
    for model in ("municipality", "area"):
        decide(f"regions.{model}", NOT_PERSONAL, "name_fi", "name_sv", "name_en", "code")
    decide("auth.permission", NOT_PERSONAL, "name", "codename")
    decide("auth.group", NOT_PERSONAL, "name")
    decide("contenttypes.contenttype", NOT_PERSONAL, "app_label", "model")
