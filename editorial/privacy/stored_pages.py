"""Erasing a person from revisions and from the sources of translations."""

from __future__ import annotations

import datetime
import json
from collections.abc import Iterable, Iterator
from typing import Any

from django.apps import apps
from django.db import connection
from django.db.models import F
from wagtail.models import Page, Revision

from editorial.privacy.contacts import Contact
from editorial.privacy.heirs import Heirs
from editorial.privacy.person import Person
from editorial.privacy.serialised_pages import SerialisedPages, account_keys, contacts_in, read_json
from editorial.privacy.written_forms import WrittenForms

_BATCH = 200
#: A form that somebody has open was made from the revision as it was: with another time, saving it is a conflict.
_LATER = datetime.timedelta(microseconds=1)


def revisions_about(person: Person, forms: WrittenForms) -> list[int]:
    """Return the ids of revisions that may name the person, or have their account in a field."""
    condition, parameters = forms.condition(["content", "object_str"])
    accounts = " OR ".join(["content @? %s::jsonpath"] * len(_account_paths(person))) or "FALSE"
    return _ids(Revision, f"{condition} OR {accounts}", [*parameters, *_account_paths(person)])


def contacts_in_drafts(person: Person) -> Iterator[Contact]:
    """The contacts in revisions that may name the person, each with its page's id."""
    forms = WrittenForms(addresses=person.addresses, names=person.names)
    for revision in _revisions(revisions_about(person, forms)):
        for contact in contacts_in(revision.content):
            yield contact, int(revision.object_id)


def erase_from_revisions(serialised: SerialisedPages, person: Person, heirs: Heirs) -> int:
    """Return how many revisions were changed. Their ids, order and approvals stay."""
    ids = revisions_about(person, person.by_anything)
    page_ids = {int(key) for key in _page_keys(ids)}
    heir_of = heirs.of_pages(page_ids)
    latest = set(Page.objects.filter(pk__in=page_ids).values_list("latest_revision_id", flat=True))
    return sum(_erase_from(revision, serialised, heir_of, latest) for revision in _revisions(ids))


def _erase_from(
    revision: Revision, serialised: SerialisedPages, heir_of: dict[int, int | None], latest: set[int]
) -> bool:
    model = revision.content_type.model_class() if revision.content_type else None
    page_id = int(revision.object_id)
    if model is None or not issubclass(model, Page):
        return False
    before = {"object_str": revision.object_str, "content": revision.content}
    after = {
        "object_str": serialised.text_of(Revision, "object_str", revision.object_str),
        "content": serialised.without(model, revision.content, page_id, heir_of.get(page_id)),
    }
    if after == before:
        return False
    Revision.objects.filter(pk=revision.pk).update(**after)
    if revision.pk in latest and _without_accounts(after["content"]) != _without_accounts(before["content"]):
        Revision.objects.filter(pk=revision.pk).update(created_at=F("created_at") + _LATER)
        Page.objects.filter(pk=page_id).update(latest_revision_created_at=revision.created_at + _LATER)
    return True


def _without_accounts(content: Any) -> dict[str, Any]:
    """What a form shows: a change of owner is no conflict."""
    return {name: value for name, value in content.items() if name not in ("owner", "locked_by", "locked", "locked_at")}


def erase_from_sources(serialised: SerialisedPages, person: Person, heirs: Heirs) -> int:
    """Return how many sources of translations were changed."""
    if not apps.is_installed("wagtail_localize"):
        return 0
    sources = apps.get_model("wagtail_localize", "TranslationSource")
    condition, parameters = person.by_anything.condition(["content_json"])
    keys = [f'%"{key}": {account}%' for key in sorted(account_keys()) for account in person.account_ids]
    condition += " OR content_json LIKE ANY(%s::text[])"
    changed = 0
    for source in sources._default_manager.filter(pk__in=_ids(sources, condition, [*parameters, keys])):
        content = read_json(source.content_json)
        model = source.specific_content_type.model_class()
        if not isinstance(content, dict) or model is None or not issubclass(model, Page):
            continue
        page_id = int(content.get("pk") or 0)
        after = serialised.without(model, content, page_id, heirs.of_pages([page_id]).get(page_id))
        if after != content:
            sources._default_manager.filter(pk=source.pk).update(content_json=json.dumps(after))
            changed += 1
    return changed


def _account_paths(person: Person) -> list[str]:
    return [f"$.**.{key} ? (@ == {account})" for key in sorted(account_keys()) for account in person.account_ids]


def _ids(model: Any, condition: str, parameters: list[Any]) -> list[int]:
    table = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {table} WHERE {condition} ORDER BY id", parameters)  # noqa: S608  (names of ours)
        return [key for (key,) in cursor.fetchall()]


def _page_keys(revision_ids: Iterable[int]) -> Any:
    return Revision.page_revisions.filter(pk__in=list(revision_ids)).values_list("object_id", flat=True).distinct()


def _revisions(ids: list[int]) -> Iterator[Revision]:
    """The revisions of pages with these ids, some at a time: one may be large."""
    for start in range(0, len(ids), _BATCH):
        yield from Revision.page_revisions.filter(pk__in=ids[start : start + _BATCH]).select_related("content_type")
