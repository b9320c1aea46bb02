"""Everything that waits for a coordinator's answer, in one list: texts, requests to join, to be let in, and to move."""
