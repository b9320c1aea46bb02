"""Organisations and activities: records, pages, and the tables that they share."""

from listings.models.activity_page import ActivityPage
from listings.models.activity_parts import (
    ActivityContact,
    ActivityDate,
    ActivityException,
    ActivityLanguage,
    ActivitySlot,
    ActivityTag,
)
from listings.models.co_organising import CoOrganising
from listings.models.concept import Concept, ConceptLabel, VocabularyVersion, concept_keys, concept_lists
from listings.models.directory_page import DirectoryPage
from listings.models.family import FamilyPage, FamilyRuleError
from listings.models.hidden_addresses import DraftOfPage
from listings.models.membership import OrganisationGroup, OrganisationMembership
from listings.models.organisation_page import OrganisationPage
from listings.models.organisation_picture import OrganisationPicture
from listings.models.placement import Placement
from listings.models.records import CancelledDate, Listing, Organisation
from listings.models.tree import PlaceInTree
from listings.models.venue import Venue

__all__ = [
    "ActivityContact",
    "ActivityDate",
    "ActivityException",
    "ActivityLanguage",
    "ActivityPage",
    "ActivitySlot",
    "ActivityTag",
    "CancelledDate",
    "CoOrganising",
    "Concept",
    "ConceptLabel",
    "DirectoryPage",
    "DraftOfPage",
    "FamilyPage",
    "FamilyRuleError",
    "Listing",
    "Organisation",
    "OrganisationGroup",
    "OrganisationMembership",
    "OrganisationPage",
    "OrganisationPicture",
    "PlaceInTree",
    "Placement",
    "Venue",
    "VocabularyVersion",
    "concept_keys",
    "concept_lists",
]
