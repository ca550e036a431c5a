"""The demo school: fictional, believable, and the same every time.

``plan`` reads what is decided by hand, ``elever`` and ``rundor`` make the rest from a fixed seed, and
``innehall`` puts it together. All of it is plain values; ``start.regler`` writes them to the database.
"""
