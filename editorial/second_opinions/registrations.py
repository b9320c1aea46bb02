"""What second opinions add to mails and to the desk's home."""

from __future__ import annotations

from editorial.desk import home_parts
from editorial.second_opinions import home, opinion_mails


def connect() -> None:
    opinion_mails.connect()
    home_parts.parts.register("second_opinions", home.SECOND_OPINIONS, order=-7)
