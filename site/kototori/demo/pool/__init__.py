"""Pools in files: reading and checking them, loading them through the page API, and clearing them."""
