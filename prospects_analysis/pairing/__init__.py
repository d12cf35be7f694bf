"""Pairing: which pairs may be, every pairing of few partners, a solver for many, and the proof."""
