"""Changes of schools, classes, pupils and staff: transaction and log inside, no request.

``skola``, ``klasser``, ``elever`` and ``personal`` change one thing at a time; ``lasar`` moves whole classes
up, and ``inlasning`` reads in class lists. The log never gets a pupil's name: a name that is later protected
could not be taken back from it.
"""

from ..models import Skola


class OgiltigError(ValueError):
    """A change that may not be made. The message, in Swedish, says what to do instead."""


def en_i_taget(skola_id: int) -> None:
    """Wait for whoever is changing the school, and let the next one wait: first thing in a transaction.

    What is looked up afterwards, that a name is free or where a pupil goes, then holds until the change is saved.
    """
    Skola.objects.select_for_update(no_key=True).get(pk=skola_id)
