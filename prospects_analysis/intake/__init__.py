"""Intake of returned workbooks: gate, reading, checking, merging."""
