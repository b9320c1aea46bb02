"""The desk's addresses of remarks: for who writes the text, by POST alone (``tests.remarks.test_writers_side``)."""

#: An address of ``editorial.urls`` that no list has is an error (``tests.people.test_addresses``).
REMARK_ADDRESSES = frozenset({"desk/remarks/<int:remark_id>/take/", "desk/remarks/<int:remark_id>/decline/"})
