"""What this part adds to mails, links in mails, periodic jobs, the desk's home and the admin's front page."""

from editorial.desk import home_parts
from editorial.mails.signed_links import link_actions
from editorial.people import (
    access_mails,
    access_views,
    change_mails,
    ended_roles,
    home,
    invitation_page,
    people_mails,
    portal_role_mails,
)
from editorial.people.actions.access_due import attend_to_requests
from editorial.people.invitation_retention import forget_old_invitations
from editorial.people.portal_people import people_needs
from regions import periodic


def connect() -> None:
    for part in (people_mails, change_mails, access_mails, portal_role_mails, people_needs):
        part.connect()
    link_actions.register(people_mails.ACCEPT, invitation_page.answer)
    link_actions.register(access_mails.CONFIRM_ACCESS, access_views.confirm)
    periodic.jobs.register("editorial.end_roles", ended_roles.end_roles)
    periodic.jobs.register("forget old invitations", forget_old_invitations)
    periodic.jobs.register("remind of requests to be let in, and end them", attend_to_requests)
    home_parts.parts.register("requests", home.REQUESTS, order=-10)
    home_parts.parts.register("roles", home.ROLES)
