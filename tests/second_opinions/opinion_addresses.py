"""The desk's address of a second opinion, for who was asked (``tests.second_opinions.test_opinions``)."""

#: An address of ``editorial.urls`` that no list has is an error (``tests.people.test_addresses``).
OPINION_ADDRESSES = frozenset({"desk/opinions/<int:opinion_id>/"})
