"""Drafts for the analysis meeting: sentences to look at, computed from the colours, never stored and never findings.

Plain values in, plain values out. A sentence says no more than the colours do and always of how many (krav.md, Sound
numbers); a person takes it, changes it or leaves it. Each draft has its evidence, which is kept with the pattern that
is made of it.
"""

from .elev import Elevbild, elevens, elevens_underlag
from .granser import Granser, granser_for
from .klass import Klassbild, klassbild, klassens, klassens_underlag
from .typer import ORO, STYRKA, Lista, Utkast, lista
from .underlag import samlat_i_ord

__all__ = [
    "ORO",
    "STYRKA",
    "Elevbild",
    "Granser",
    "Klassbild",
    "Lista",
    "Utkast",
    "elevens",
    "elevens_underlag",
    "granser_for",
    "klassbild",
    "klassens",
    "klassens_underlag",
    "lista",
    "samlat_i_ord",
]
