"""Outputs: tables, workbooks, figures and slides, and how they are put into a folder.

Nothing is computed here: every number comes from a result of the floors below.
"""
