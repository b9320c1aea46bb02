"""The admin's list of the listings that a person may see: filters, search, order and export."""
