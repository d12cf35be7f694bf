"""``seminar.html``: the pages of the deck, and one of them that computes."""
