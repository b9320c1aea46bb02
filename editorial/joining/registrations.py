"""What this part adds to mails, links in mails, periodic jobs and the admin's front page."""

from editorial.joining import joining_jobs, joining_mails, link_views
from editorial.joining.request_views import waiting_requests
from listings import dashboard


def connect() -> None:
    for part in (joining_mails, link_views, joining_jobs):
        part.connect()
    dashboard.registry.register("editorial.join_requests", waiting_requests, order=50)
