"""The demo: invented portals, accounts, organisations, activities and articles. Not installed in production."""
