"""A plan's content made without a database, for what only reads it."""

from collections.abc import Iterable
from datetime import date

from handlingsplan.models import Forflyttning, Insats, Lage, Mal, Plan, Text, Varv
from handlingsplan.urval import Innehall, Malrad
from skolanknytning.skola.models import Personal

DAG = date(2026, 11, 22)
UPPFOLJNING = date(2026, 12, 15)


def personal(nummer: int, namn: str) -> Personal:
    return Personal(id=nummer, namn=namn)


class Planen:
    """A plan that is put together bit by bit; ``innehall`` is what has been put in it."""

    def __init__(self, omrade: str = "Ankomst till NO", nummer: int = 1):
        self.plan = Plan(kod="planen", omrade=omrade, lage=Lage.UTKAST)
        self.varv = Varv(id=nummer, kod=f"varv{nummer}", nummer=nummer, datum=DAG)
        self.mal: list[Malrad] = []
        self.texter: dict[str, Text] = {}
        self.forflyttningar: dict[tuple[int, int], Forflyttning] = {}
        self.kallade: list[Personal] = []

    def skriv(self, **texter: str) -> "Planen":
        """Texts of the varv, by field."""
        return self.vid(**{f"{self.varv.kod}-{falt}": text for falt, text in texter.items()})

    def vid(self, **texter: str) -> "Planen":
        """Texts by place."""
        self.texter |= {nyckel: Text(nyckel=nyckel, text=text) for nyckel, text in texter.items()}
        return self

    def ett_mal(self, text: str = "Alla är på plats.", tecken: str = "", slut: Varv | None = None) -> Mal:
        """One goal more: ``mal1``, ``mal2`` …"""
        nummer = len(self.mal) + 1
        mal = Mal(id=nummer, kod=f"mal{nummer}", slut_id=slut and slut.id)
        self.mal.append(Malrad(mal))
        self.vid(**{f"{mal.kod}-mal": text, f"{mal.kod}-tecken": tecken})
        return mal

    def en_insats(self, text: str = "Vi möter upp.", mal: int = 1, forvantan: str = "", **mer) -> Insats:
        """One insats more under the goal with that number: ``ins1``, ``ins2`` …"""
        nummer = sum(len(rad.insatser) for rad in self.mal) + 1
        insats = Insats(id=nummer, kod=f"ins{nummer}", **{"typ": "forebyggande", "bedomning": True} | mer)
        self.mal[mal - 1].insatser.append(insats)
        self.vid(**{f"{insats.kod}-insats": text, f"{insats.kod}-forvantan": forvantan})
        return insats

    def bedom(self, mal: int, uppnatt: str = "", konkret: bool | None = None) -> "Planen":
        """How far a goal has come."""
        rad = self.mal[mal - 1].mal
        self.forflyttningar[self.varv.id, rad.id] = Forflyttning(uppnatt=uppnatt, konkret=konkret)
        return self

    def foljs_upp(self, datum: date | None = UPPFOLJNING, av: Personal | None = None, kallade: Iterable = (), **mer):
        """The follow-up of the varv."""
        self.varv.uppfoljning, self.varv.foljer_upp, self.kallade = datum, av, list(kallade)
        for namn, varde in mer.items():
            setattr(self.varv, namn, varde)
        return self

    @property
    def innehall(self) -> Innehall:
        """All of it, as ``urval.innehall`` would have read it."""
        return Innehall(self.plan, [self.varv], self.mal, self.texter, self.forflyttningar, self.kallade)
