"""The timeline of a plan: goals, insatser, follow-ups and varv in time, as a picture with its words beside it.

Pure: ``av`` makes plain values of what is read, ``rita`` draws them the same for the page and for the PDF.
"""

from .bild import rita
from .varden import Bedomning, Insatsrad, Lage, Malrad, Tidslinje, Varvrad, av

__all__ = ["Bedomning", "Insatsrad", "Lage", "Malrad", "Tidslinje", "Varvrad", "av", "rita"]
