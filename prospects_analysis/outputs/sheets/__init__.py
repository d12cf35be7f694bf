"""A printed page for each partner: what it gives and receives, from whom, and what is next."""
