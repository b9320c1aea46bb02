"""Lost updates: who sends a form of a page that somebody else has saved meanwhile sees both texts, and chooses."""
