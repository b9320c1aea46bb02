"""In which languages a text stands, and who writes each: for an activity or an organisation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail_localize.models import StringTranslation

from editorial.review.review_answers import ReviewStage, has_unsent_text, review_standings
from editorial.second_language.ordered_languages import ordered_languages
from listings.models import FamilyPage, Organisation, OrganisationMembership
from listings.translated_texts.origins import latest_texts_of, outdated_names
from regions.languages import content_languages, direction, own_name

#: Texts that a second language always has a field for.
MAIN_FIELDS = ("title", "summary", "description")


@dataclass(frozen=True)
class LanguageState:
    """One language beside the first one.

    ``version``: the stored page, or None. ``is_translators``: it is ordered, or a translator has worked on it; the desk
    doesn't write it. ``is_taken``: a translator has it now. ``is_behind``: the first text has changed since this one
    was made from it. ``word``: the state, for people.
    """

    code: str
    name: str
    direction: str
    url: str
    version: FamilyPage | None
    is_translators: bool = False
    is_taken: bool = False
    is_public: bool = False
    is_waiting: bool = False
    is_returned: bool = False
    has_unsent: bool = False
    is_behind: bool = False

    @property
    def word(self) -> Any:
        words = (
            (self.is_waiting, ReviewStage.WAITING.label),
            (self.is_returned, ReviewStage.RETURNED.label),
            (self.is_public and self.is_taken, _("public, a translator is changing it")),
            (self.is_public and self.has_unsent and not self.is_translators, _("public, a change isn't sent")),
            (self.is_public, _("public")),
            (self.is_taken or (self.is_translators and self.version is not None), _("with a translator")),
            (self.is_translators, _("ordered, waits for a translator")),
            (self.version is not None, _("not sent yet")),
        )
        return next((word for is_so, word in words if is_so), _("not written"))


def second_codes(page: FamilyPage, organisation: Organisation) -> list[str]:
    """Return the languages of the home portal in which a text may stand beside the first one."""
    written = content_languages()
    return [code for code in organisation.home_portal.languages if code in written and code != page.language]


def language_states(page: FamilyPage, organisation: Organisation, url_name: str) -> list[LanguageState]:
    """Return the languages beside that of a stored source page. ``url_name``: of the page where one is written.

    One statement without other languages, otherwise at most eight, whatever their number.
    """
    versions = {
        version.language: version
        for version in page.family().exclude(pk=page.pk).select_related("locale", "latest_revision")
    }
    ordered = ordered_languages(page.translation_key)
    facts = _Facts(page, organisation, versions, ordered) if versions else None
    states = []
    for code in second_codes(page, organisation):
        url = reverse(url_name, args=[page.translation_key, code])
        version = versions.get(code)
        known: dict[str, Any] = {"is_translators": code in ordered, "is_taken": bool(ordered.get(code))}
        if version is not None and facts is not None:
            known = facts.of(version)
        states.append(LanguageState(code, own_name(code), direction(code), url, version, **known))
    return states


def language_state(page: FamilyPage, organisation: Organisation, url_name: str, code: str) -> LanguageState | None:
    """Return one language; None where the text can't stand in it."""
    return next((state for state in language_states(page, organisation, url_name) if state.code == code), None)


class _Facts:
    """What is known of all versions at once."""

    def __init__(
        self, page: FamilyPage, organisation: Organisation, versions: dict[str, Any], ordered: Mapping[str, Any]
    ) -> None:
        self.ordered = ordered
        self.translated = self._translated(page) if ordered else set()
        writers = {version.latest_revision.user_id for version in versions.values() if version.latest_revision}
        self.own_writers = set(
            OrganisationMembership.objects.filter(organisation=organisation, user__in=writers - {None}).values_list(
                "user_id", flat=True
            )
        )
        self.standings = review_standings([version.pk for version in versions.values()])
        self.first_texts = latest_texts_of(page)

    @staticmethod
    def _translated(page: FamilyPage) -> set[str]:
        """Languages in which a person has translated a text in the translators' editor."""
        rows = StringTranslation.objects.filter(context__object_id=page.translation_key)
        return set(rows.exclude(last_translated_by=None).values_list("locale__language_code", flat=True))

    def of(self, version: Any) -> dict[str, Any]:
        revision = version.latest_revision
        standing = self.standings.get(version.pk)
        is_own = version.language not in self.ordered or (
            version.language not in self.translated and revision is not None and revision.user_id in self.own_writers
        )
        return {
            "is_translators": not is_own,
            "is_taken": not is_own and self._is_taken(version),
            "is_public": version.live,
            "is_waiting": standing is not None and standing.is_waiting,
            # a translator's business; to the organisation it is with the translator
            "is_returned": is_own and standing is not None and standing.is_returned,
            "has_unsent": has_unsent_text(version, standing),
            "is_behind": bool(outdated_names(latest_texts_of(version), self.first_texts)),
        }

    def _is_taken(self, version: Any) -> bool:
        """Whether a translator has it now: a publication ends the taking."""
        taken_at = self.ordered.get(version.language)
        published_at = version.last_published_at if version.live else None
        return taken_at is not None and (published_at is None or published_at <= taken_at)
