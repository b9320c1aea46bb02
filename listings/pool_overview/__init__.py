"""The admin's list of the listings that somebody may see: filtered, searched, sorted, and taken along as a table."""
