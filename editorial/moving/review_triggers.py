"""Triggers that hand over reviews in the transaction of a move, whoever moves and however.

A record's home follows the page tree in the database (``listings.models.tree``). What waits, and what was returned and
not sent again, goes to the task and workflow of the new home's coordinators, at its place.
"""

import pgtrigger

from listings.models import Listing, Organisation

_HAND_OVER = """
    WITH moved AS ({moved}),
    reviews AS (
        SELECT review.id, review.current_task_state_id AS state_id, step.task_id, step.workflow_id
        FROM moved
        JOIN wagtailcore_page AS page ON page.translation_key = moved.key
        JOIN wagtailcore_workflowstate AS review
          ON review.object_id = page.id::text AND review.status IN ('in_progress', 'needs_changes')
        JOIN django_content_type AS kind
          ON kind.id = review.base_content_type_id AND kind.app_label = 'wagtailcore' AND kind.model = 'page'
        JOIN editorial_reviewstate AS state ON state.taskstate_ptr_id = review.current_task_state_id
        JOIN LATERAL (
            SELECT step.task_id, step.workflow_id
            FROM regions_portalgroup AS team
            JOIN wagtailcore_groupapprovaltask_groups AS reviewer ON reviewer.group_id = team.group_id
            JOIN editorial_reviewtask AS task
              ON task.groupapprovaltask_ptr_id = reviewer.groupapprovaltask_id
            JOIN wagtailcore_workflowtask AS step ON step.task_id = reviewer.groupapprovaltask_id
            WHERE team.portal_id = moved.portal_id AND team.role = 'coordinator'
            ORDER BY step.id
            LIMIT 1
        ) AS step ON true
    ),
    states AS (
        UPDATE wagtailcore_taskstate AS state
        SET task_id = reviews.task_id
        FROM reviews
        WHERE state.id = reviews.state_id AND state.status IN ('in_progress', 'rejected')
    )
    UPDATE wagtailcore_workflowstate AS review
    SET workflow_id = reviews.workflow_id
    FROM reviews
    WHERE review.id = reviews.id;
    RETURN NULL;
"""

_OF_ORGANISATIONS = """
    SELECT pages.key, changed.home_portal_id AS portal_id
    FROM new_rows AS changed
    JOIN old_rows AS before ON before.id = changed.id AND before.home_portal_id <> changed.home_portal_id
    CROSS JOIN LATERAL (
        SELECT changed.id AS key
        UNION ALL
        SELECT listing.id FROM listings_listing AS listing WHERE listing.organisation_id = changed.id
    ) AS pages
"""

_OF_LISTINGS = """
    SELECT changed.id AS key, organisation.home_portal_id AS portal_id
    FROM new_rows AS changed
    JOIN old_rows AS before ON before.id = changed.id AND before.organisation_id <> changed.organisation_id
    JOIN listings_organisation AS organisation ON organisation.id = changed.organisation_id
"""


def _trigger(name: str, moved: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=name,
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=pgtrigger.Update,
        referencing=pgtrigger.Referencing(old="old_rows", new="new_rows"),
        func=_HAND_OVER.replace("{moved}", moved),
    )


class MovedOrganisation(Organisation):
    """A proxy, so that the trigger on the table of organisations is in a migration of this app."""

    class Meta:
        proxy = True
        triggers = (_trigger("reviews_follow_organisations", _OF_ORGANISATIONS),)


class MovedListing(Listing):
    """A proxy, so that the trigger on the table of listings is in a migration of this app."""

    class Meta:
        proxy = True
        triggers = (_trigger("reviews_follow_listings", _OF_LISTINGS),)
