"""The school level: patterns across classes, shown so that no small number can be told (krav.md, Sound numbers).

``spann`` says what can be worked out from what is shown; ``undertryckning`` hides in one table of årskurser and
statements, ``amnen`` among subjects and ``rorelse`` in the change. All three are pure, and everything that leaves the
school level (page, PDF, workbook, a meeting's evidence) is made of what they return.
"""
