"""The screen on which a coordinator reads a text that waits for review, and answers it."""
