"""A plausible pool of any size for measuring and trying out: the same seed gives the same pool, wherever it is made.

``texts`` reads the pieces that titles and texts are put together of, ``plan`` makes entries of them (values, no
database), ``rows`` makes table rows of entries, ``writer`` copies them into the tables, ``write`` does it all,
``clear`` takes them away.
"""
