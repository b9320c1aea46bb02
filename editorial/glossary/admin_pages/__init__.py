"""Pages of a portal's glossary in the admin."""
