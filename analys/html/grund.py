"""What the forms of a meeting's parts have in common."""

from skolanknytning import levande
from skolanknytning.levande import fraga, stycke

from ..visning import Visning

__all__ = ["dolt", "fraga", "stycke"]


def dolt(visning: Visning, del_: str, **mer: str) -> str:
    """The hidden fields of every form: ``levande.dolt``."""
    return levande.dolt(visning.csrf, del_, **mer)
