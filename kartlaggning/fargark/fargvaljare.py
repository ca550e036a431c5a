"""A choice in the preview of a coloured workbook: what it is about, its options, and how it stands."""

from dataclasses import dataclass

# How a choice stands, and the words for it.
SAKERT, KONTROLLERA, VALJ, ANDRAT, BIFOGAT = "sakert", "kontrollera", "valj", "andrat", "bifogat"
ORD_FOR_LAGE = {
    SAKERT: "Känns igen",
    KONTROLLERA: "Kontrollera",
    VALJ: "Läses inte in",
    ANDRAT: "Ditt val",
    BIFOGAT: "Färgen räknas",
}


@dataclass(frozen=True, slots=True)
class Alternativ:
    """One of a choice's options; ``grupp`` is the heading it stands under, if any."""

    varde: str
    text: str
    vald: bool = False
    grupp: str = ""


@dataclass(frozen=True, slots=True)
class Valjare:
    """A choice: the field's name, what it is about, its options, how it stands, and why."""

    namn: str
    id: str
    etikett: str
    alternativ: list[Alternativ]
    lage: str
    skal: str = ""

    @property
    def lagesord(self) -> str:
        """How it stands, in words."""
        return ORD_FOR_LAGE[self.lage]

    @property
    def grupper(self) -> list[tuple[str, list[Alternativ]]]:
        """The options by heading, in order."""
        ut: dict[str, list[Alternativ]] = {}
        for a in self.alternativ:
            ut.setdefault(a.grupp, []).append(a)
        return list(ut.items())


@dataclass(frozen=True, slots=True)
class Rad:
    """A thing of the workbook beside its choice."""

    valjare: Valjare
    sak: object
