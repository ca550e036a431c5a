"""Changes of schools, classes, pupils and staff: transaction and log inside, no request.

``skola``, ``klasser``, ``elever`` and ``personal`` change one thing at a time; ``lasar`` moves whole classes
up, and ``inlasning`` reads in class lists. The log never gets a pupil's name: a name that is later protected
could not be taken back from it.
"""


class OgiltigError(ValueError):
    """A change that may not be made. The message, in Swedish, says what to do instead."""
