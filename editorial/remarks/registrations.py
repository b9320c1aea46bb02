"""What remarks add to other packages."""

from editorial.remarks.mailed_remarks import mailed_remarks
from editorial.review.answer_details import answer_details


def connect() -> None:
    answer_details.register("remarks", mailed_remarks)
