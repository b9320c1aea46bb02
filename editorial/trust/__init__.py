"""Which organisations publish without a review before, what is looked at afterwards, and taking it back."""
