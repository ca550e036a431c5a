"""A school's own coloured workbook → marks. Pure modules, read in this order:

1. ``arbetsbok``: bytes → sheets of texts and fills (``typer.Ark``), with ``farger`` and ``villkor``;
2. ``tolka``: a sheet → its columns, rows of pupils and cells (``typer.Tabell``), with ``rubriker``;
3. ``tecken`` and ``ord``: what each colour and word of the cells means; ``namn``: which pupil each row is;
4. ``plan``: all of it with a person's corrections, against the class and the round as they are (``plan.Plan``).

What is stored while a person looks is step 2's tables. Nothing is guessed in silence: what is not certain is said.
"""
