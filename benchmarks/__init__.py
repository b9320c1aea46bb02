"""Benchmarks of the public faces at several sizes of the pool; see ``README.md``."""
