"""Pages of translations in the admin: a portal's texts by language, and ordering."""
