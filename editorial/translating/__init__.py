"""The page on which a translator writes one text, string by string."""
