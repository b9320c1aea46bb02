"""What a membership may say."""

import pytest
from django.core.exceptions import ValidationError

from regions.models import Portal, PortalMembership, PortalRole
from tests.regions.factories import make_user

pytestmark = pytest.mark.django_db


def faults(portal: Portal, role: str, languages: list[str]) -> set[str]:
    membership = PortalMembership(user=make_user(), portal=portal, role=role, languages=languages)
    try:
        membership.full_clean()
    except ValidationError as error:
        return set(error.message_dict)
    return set()


@pytest.mark.parametrize(
    ("role", "languages", "fields"),
    [
        (PortalRole.COORDINATOR, [], set()),
        (PortalRole.COORDINATOR, ["sv"], {"languages"}),
        (PortalRole.TRANSLATOR, ["sv"], set()),
        (PortalRole.TRANSLATOR, [], {"languages"}),
        (PortalRole.TRANSLATOR, ["ar"], {"languages"}),
        (PortalRole.NATIONAL_ADMIN, [], {"role"}),
    ],
)
def test_only_translators_have_languages_and_only_the_national_portal_has_the_national_role(
    espoo: Portal, role: str, languages: list[str], fields: set[str]
) -> None:
    assert faults(espoo, role, languages) == fields


def test_a_national_admin_is_a_member_of_the_national_portal(national: Portal) -> None:
    assert faults(national, PortalRole.NATIONAL_ADMIN, []) == set()
