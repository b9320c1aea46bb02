"""A plausible pool of any size for benchmarks and trials; the same seed gives the same pool everywhere.

``texts`` reads the parts of titles and texts, ``plan`` makes entries of them (values, no database), ``pages`` makes
values of pages, ``writer`` copies them into the tables, ``write`` does all of it, ``clear`` deletes the pool.
"""
