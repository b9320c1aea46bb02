"""What this part adds to mails, to what waits and to the admin's front page, and what it does when pages move."""

from editorial.moving import handing_over, move_mails, remark_mails
from editorial.moving.remark_views import remark_link
from editorial.moving.waiting_moves import WaitingMoves, waiting_moves
from editorial.waiting_reviews.waiting_sources import registry
from listings import dashboard
from listings.curation import listing_links

_MOVES = WaitingMoves()


def connect() -> None:
    for part in (handing_over, move_mails, remark_mails):
        part.connect()
    registry.register("moves", _MOVES, order=40)
    listing_links.registry.register("editorial.remark", remark_link)
    dashboard.registry.register("editorial.waiting_moves", waiting_moves, order=60)
