"""Words that a portal's translators use alike: its own terms, and the labels of the vocabularies."""
