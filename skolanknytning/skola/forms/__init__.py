"""What the browser sends to the school's pages, read strictly; what it means for the school is for ``regler``.

``skola``, ``klasser``, ``elever``, ``personal``, ``inlasning`` and ``logg`` have the forms of the pages named so.
"""
