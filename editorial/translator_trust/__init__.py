"""Which translators publish their translations without a review before, in which languages, and who has said so."""
