"""What the figures say: the tables of each database, and which goals are reached. Pure, no database."""

from collections.abc import Iterable
from dataclasses import dataclass

from .mattal import Mattal
from .tabell import tabell, tal

NAMN = {
    "golv": "tom sida (golvet)",
    "rutnat": "rutnätet, 30 × 10 ifyllt",
    "forsta": "rutnätet, läsningen loggas",
    "en": "en markering sparas",
    "trettio": "trettio markeringar sparas",
    "nytt": "frågan efter nytt",
    "summa": "sammanställningen",
    "formular": "en elevs formulär, sex datum",
    "elev": "elevens sida, tio omgångar",
    "skolniva": "skolans mönster, 40 klasser",
    "motet": "mötets sida, åtta mönster",
    "faktorer": "mötets faktorer",
    "motets_elev": "mötets elev, tio omgångar",
    "dagordning": "mötets dagordning, tre elever",
    "motet_nytt": "mötets fråga efter nytt",
    "plan": "planens sida, andra varvet",
    "plansteg": "ett steg i planen, andra varvet",
    "rektors_start": "rektors startsida, 400 planer",
    "klasserna": "skolans klasser, 40 klasser",
    "planer": "listan över planer, 50 av 400",
    "pdf": "klassens PDF",
    "weasyprint": "WeasyPrint ensamt",
    "inlasning": "färgad arbetsbok, 35 × 10",
}
# Compared between two hundred schools and one.
SIDOR = ("golv", "rutnat", "forsta", "en", "trettio", "nytt", "summa", "formular", "elev", "skolniva", "motet",
         "faktorer", "motets_elev", "dagordning", "motet_nytt", "plan", "plansteg", "rektors_start", "klasserna",
         "planer", "pdf")  # fmt: skip
PDFER = ("pdf", "weasyprint")
# Forty classes' rounds, proposals, meetings and plans are counted anew each time, and fetched after the page is shown:
# twelve thousand squares alone take the database two or three floors.
KLASSERNA = 20.0


@dataclass(frozen=True, slots=True)
class Utfall:
    """The figures of one database with so many schools, by the keys of ``NAMN``."""

    databas: str
    skolor: int
    tal: dict[str, Mattal]

    @property
    def rubrik(self) -> str:
        skolor = "en skola" if self.skolor == 1 else f"{self.skolor} skolor"
        return f"{self.databas}, {skolor}"

    def kvot(self, namn: str, mot: str) -> float:
        """The median of ``namn`` in medians of ``mot``."""
        return self.tal[namn].median / self.tal[mot].median


@dataclass(frozen=True, slots=True)
class Mal:
    """A goal: what, where, how it went, how it should go, and whether it did."""

    vad: str
    var: str
    varde: str
    krav: str
    natt: bool


def matt(utfall: Utfall) -> str:
    """All that was measured on one database. The PDF is compared with WeasyPrint alone, the rest with the floor."""
    rader = []
    for namn, m in utfall.tal.items():
        mot = "weasyprint" if namn in PDFER else "golv"
        fragor = "–" if namn == "weasyprint" else str(m.fragor)
        rader.append([NAMN[namn], str(m.n), tal(m.median), tal(m.p95), fragor, tal(utfall.kvot(namn, mot))])
    return f"{utfall.rubrik}\n" + tabell(["", "n", "median ms", "p95 ms", "frågor", "kvot"], rader)


def kort(m: Mattal) -> str:
    """Figures that need no table."""
    return f"n {m.n}, median {tal(m.median)} ms, p95 {tal(m.p95)} ms"


def mal(utfall: Utfall) -> list[Mal]:
    """The goals for each database by itself."""
    rutnat, en, trettio = (utfall.tal[n].fragor for n in ("rutnat", "en", "trettio"))
    kvoter = [
        ("rutnätet mot golvet", utfall.kvot("rutnat", "golv"), 2.5),
        ("trettio markeringar mot golvet", utfall.kvot("trettio", "golv"), 2.0),
        ("sammanställningen mot golvet", utfall.kvot("summa", "golv"), 3.0),
        ("elevens formulär mot golvet", utfall.kvot("formular", "golv"), 2.5),
        ("elevens sida mot golvet", utfall.kvot("elev", "golv"), 3.0),
        ("skolans mönster mot golvet", utfall.kvot("skolniva", "golv"), 3.0),
        ("mötets sida mot golvet", utfall.kvot("motet", "golv"), 3.0),
        ("mötets faktorer mot golvet", utfall.kvot("faktorer", "golv"), 3.0),
        ("mötets elev mot golvet", utfall.kvot("motets_elev", "golv"), 3.0),
        ("mötets dagordning mot golvet", utfall.kvot("dagordning", "golv"), 3.0),
        ("planens sida mot golvet", utfall.kvot("plan", "golv"), 3.0),
        ("planens steg mot golvet", utfall.kvot("plansteg", "golv"), 3.0),
        ("rektors startsida mot golvet", utfall.kvot("rektors_start", "golv"), 3.0),
        ("skolans klasser mot golvet", utfall.kvot("klasserna", "golv"), KLASSERNA),
        ("listan över planer mot golvet", utfall.kvot("planer", "golv"), 5.0),
        ("klassens PDF mot WeasyPrint ensamt", utfall.kvot("pdf", "weasyprint"), 1.15),
    ]
    mal = [_hogst(vad, utfall.rubrik, varde, krav) for vad, varde, krav in kvoter]
    bok = utfall.tal["inlasning"].median
    mal.append(Mal("färgad arbetsbok till granskning", utfall.rubrik, f"{tal(bok)} ms", "≤ 1000 ms", bok <= 1000))
    mal.append(Mal("rutnätets frågor", utfall.rubrik, str(rutnat), "≤ 10", rutnat <= 10))
    mal.append(Mal("frågor för 1 och 30 markeringar", utfall.rubrik, f"{en} och {trettio}", "lika", en == trettio))
    return mal


def mal_skolor(en: Utfall, manga: Utfall) -> list[Mal]:
    """The goal that a page takes no longer when there are many schools."""
    return [
        _hogst(f"{NAMN[n]}: {manga.skolor} skolor mot en", en.databas, manga.tal[n].median / en.tal[n].median, 1.2)
        for n in SIDOR
    ]


def mal_tangent(tid: Mattal) -> Mal:
    """The goal from key press to painted cell."""
    return Mal("tangent till målad ruta", "Chromium", f"{tal(tid.median)} ms", "≤ 50 ms", tid.median <= 50)


def _hogst(vad: str, var: str, varde: float, krav: float) -> Mal:
    return Mal(vad, var, tal(varde), f"≤ {tal(krav)}", varde <= krav)


def malen(mal: Iterable[Mal]) -> str:
    """The goals as a table, with how many are reached."""
    alla = list(mal)
    rader = [[m.vad, m.var, m.varde, m.krav, "ja" if m.natt else "NEJ"] for m in alla]
    return f"Mål: {sum(m.natt for m in alla)} av {len(alla)} nådda\n" + tabell(
        ["", "", "uppmätt", "mål", "nått"], rader
    )
