"""Tasks that the tests order."""

from django_tasks import task

from skolanknytning.bakgrund import regler

# What the next task does: a function of the order and its progress, as in ``regler.gor``.
TILLVERKA = {}


@task()
def prov(kod: str) -> None:
    """Make an order in the way the test has put in ``TILLVERKA``."""
    regler.gor(kod, TILLVERKA["nu"])
