"""A school's own coloured workbook, read in.

``tolkning`` is pure and reads the workbook. ``farginlasning`` keeps and saves what was read; ``farggranskning`` is the
preview, with its choices (``fargvaljare``) and the grid to be (``fargkarta``).
"""
