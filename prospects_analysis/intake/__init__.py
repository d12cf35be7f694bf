"""Intake of returned workbooks.

A file passes the gate (:mod:`.gate`), is read in one pass (:mod:`.reading`, :mod:`.cells`), its
sheets and cells are checked (:mod:`.books`, :mod:`.checking`, :mod:`.values`), and the answers of
all files are put together (:mod:`.merging`). Whatever is found on the way becomes an issue;
:func:`prospects_analysis.intake.returns.read_workbooks` returns answers and issues at once.
"""
