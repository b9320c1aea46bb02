"""What a form of the desk was made from: the version of the page that it is read against.

Usually that is the latest. A form that its window has sent before, or that goes on although somebody else has saved
meanwhile, is read against its own version, because its rows are those; what it doesn't ask comes from the latest.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from modelcluster.fields import ParentalManyToManyField
from modelcluster.models import get_all_child_relations

from editorial.desk_texts import sent_fields
from editorial.edit_conflicts.form_writes import last_write, version_of
from editorial.edit_conflicts.page_version import PageVersion
from listings.models import ActivityPage

_LARGEST_ID = 2**63


@dataclass(frozen=True)
class FormBase:
    """``page`` is the version that the form is read against, ``latest`` the one stored now: None before the first save.

    ``version`` is what the form says, ``current`` that of ``latest``.
    """

    page: ActivityPage | None
    latest: ActivityPage | None
    version: PageVersion
    current: PageVersion
    is_own: bool = False
    is_seen: bool = False

    @property
    def is_outdated(self) -> bool:
        """Whether somebody else, or another window, has saved since, and the person hasn't been shown that."""
        return not (self.version == self.current or self.is_own or self.is_seen)

    def page_for_form(self) -> ActivityPage | None:
        """A copy that a form may change."""
        return deepcopy(self.page)

    def rows(self, kinds: Any) -> dict[str, list[Any]]:
        """The rows that the form was made from, by kind."""
        return {kind: list(getattr(self.page, kind).all()) if self.page is not None else [] for kind in kinds}


def base_of(stored: ActivityPage | None, data: Mapping[str, Any] | None, form_class: Any, window: str = "") -> FormBase:
    """Return what a form was made from; without ``data`` that is the latest version.

    ``window`` is the key of the window that the form belongs to, with its person (``form_writes.key_of``).
    """
    if stored is None:
        return FormBase(None, None, PageVersion(), PageVersion())
    current = PageVersion.of_revision(stored.latest_revision)
    latest = _loaded(stored.latest_version(), form_class)
    version = PageVersion.of_form(data) if data is not None else current
    if version == current:
        return FormBase(latest, latest, version, current)
    write = last_write(stored.pk) if window else None
    is_own = write is not None and write.form_key == window and version_of(write) == current
    is_seen = "@".join(current) == (data or {}).get(sent_fields.SEEN_VERSION)
    page = _older(stored, version)
    if page is None:
        page = _without_rows(deepcopy(latest), form_class)
    else:
        _take_unasked(page, latest, form_class)
    return FormBase(page, latest, version, current, is_own, is_seen)


def _loaded(page: ActivityPage, form_class: Any) -> ActivityPage:
    """Read once what the form asks: a page without a draft would read its rows at every question."""
    asked = set(form_class._meta.fields or ())
    many = [field.name for field in page._meta.many_to_many if isinstance(field, ParentalManyToManyField)]
    for name in [*form_class.formsets, *(name for name in many if name in asked)]:
        getattr(page, name).get_object_list()
    return page


def _older(stored: ActivityPage, version: PageVersion) -> ActivityPage | None:
    key = version.revision_id
    if not (key.isascii() and key.isdecimal() and int(key[:20]) < _LARGEST_ID):
        return None
    revision = stored.revisions.filter(pk=key[:20]).first()
    if revision is None or PageVersion.of_revision(revision) != version:
        return None
    page: ActivityPage = stored.with_content_json(revision.content)
    return page


def _without_rows(page: ActivityPage, form_class: Any) -> ActivityPage:
    """A form of a new activity has been made from no rows."""
    for kind in form_class.formsets:
        getattr(page, kind).set([])
    return page


def _take_unasked(page: ActivityPage, latest: ActivityPage, form_class: Any) -> None:
    """Have everything that the form doesn't ask from the latest version."""
    asked = set(form_class._meta.fields or ())
    for field in page._meta.concrete_fields:
        if field.name not in asked and not field.primary_key:
            setattr(page, field.attname, getattr(latest, field.attname))
    for field in page._meta.many_to_many:
        if isinstance(field, ParentalManyToManyField) and field.name not in asked:
            setattr(page, field.name, list(getattr(latest, field.name).all()))
    for relation in get_all_child_relations(type(page)):
        name = relation.get_accessor_name()
        if name not in form_class.formsets:
            getattr(page, name).set(list(getattr(latest, name).all()))
