"""What the preview of a coloured workbook shows: every choice with its suggestion, the grid to be, what is not read."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString

from .fargkarta import karta
from .fargvaljare import ANDRAT, BIFOGAT, KONTROLLERA, SAKERT, VALJ, Alternativ, Rad, Valjare
from .tolkning.plan import Bladplan, Kolumnplan, Namnplan
from .tolkning.rubriker import AMNEN
from .tolkning.tecken import FARGORD, Tecken
from .tolkning.typer import Anmarkning
from .tolkning.val import FORESLAGET

if TYPE_CHECKING:
    from .farginlasning import Lage

MEST_FRAGAT = 60  # names of a sheet, and colours and words, that are asked about


@dataclass(frozen=True, slots=True)
class Bladdel:
    """A sheet with its columns and the names that need a look; ``lika`` names were known at once.

    ``fler_namn``: how many names nobody in the class has stand in it beside those that are asked about.
    """

    blad: Bladplan
    valjare: Valjare | None
    kolumner: list[Rad]
    namn: list[Rad]
    lika: list[Namnplan]
    fler_namn: int = 0

    @property
    def kolumner_att_visa(self) -> list[Rad]:
        """The columns that need a look, or have been given another statement."""
        return [rad for rad in self.kolumner if rad.valjare.lage != SAKERT]

    @property
    def sakra_kolumner(self) -> list[Rad]:
        """The columns known by their headings."""
        return [rad for rad in self.kolumner if rad.valjare.lage == SAKERT]


@dataclass(frozen=True, slots=True)
class Granskning:
    """The whole page. ``karta`` is the grid as it would be; ``fler_tecken`` how many rare words are not asked about."""

    tecken: list[Rad]
    blad: list[Bladdel]
    saknas: list[str]
    olasta: list[Anmarkning]
    karta: SafeString
    ovriga: list[str]
    vet: list[str] = field(default_factory=list)
    fler_tecken: int = 0

    @property
    def valjare(self) -> list[Valjare]:
        """Every choice of the page."""
        ut = [rad.valjare for rad in self.tecken]
        for b in self.blad:
            ut += [b.valjare] if b.valjare else []
            ut += [rad.valjare for rad in (*b.kolumner, *b.namn)]
        return ut

    @property
    def att_se_over(self) -> int:
        """How many choices a person should look at."""
        return sum(v.lage in (KONTROLLERA, VALJ) for v in self.valjare)

    @property
    def tecken_att_se_over(self) -> int:
        """How many colours and words a person should look at."""
        return _att_se_over(self.tecken)

    @property
    def kolumner_att_se_over(self) -> int:
        """How many columns a person should look at."""
        return sum(_att_se_over(b.kolumner) for b in self.blad)

    @property
    def namn_att_se_over(self) -> int:
        """How many names a person should look at."""
        return sum(_att_se_over(b.namn) for b in self.blad)

    @property
    def antal_kolumner(self) -> int:
        """How many columns there are."""
        return sum(len(b.kolumner) for b in self.blad)

    @property
    def kanda(self) -> int:
        """How many pupils have been found."""
        return len({n.elev for b in self.blad if b.blad.med for n in b.blad.namn if n.elev})

    @property
    def lika(self) -> list[str]:
        """The names that are the same as in the class, each once."""
        return list(dict.fromkeys(n.namn for b in self.blad for n in b.lika))

    @property
    def antal_fragade_namn(self) -> int:
        """How many names are asked about."""
        return sum(len(b.namn) for b in self.blad)


def _att_se_over(rader: Iterable[Rad]) -> int:
    return sum(rad.valjare.lage in (KONTROLLERA, VALJ) for rad in rader)


def granskning(lage: "Lage") -> Granskning:
    """The page of a preview."""
    plan = lage.plan
    namn = {elev.kod: elev.namn for elev in lage.elever}
    med = [b for b in plan.blad if b.med]
    return Granskning(
        tecken=[_teckenrad(nummer, t) for nummer, t in enumerate(plan.tecken[:MEST_FRAGAT])],
        blad=[_bladdel(b, lage, _etiketter(namn), flera=len(plan.blad) > 1) for b in plan.blad],
        saknas=[namn[kod] for kod in plan.saknas],
        olasta=[*plan.anmarkningar, *_oklara(lage), *lage.utan_tabell],
        karta=karta(lage, namn),
        ovriga=list(dict.fromkeys(rubrik for b in med for rubrik in b.tabell.ovriga)),
        fler_tecken=max(0, len(plan.tecken) - MEST_FRAGAT),
        vet=[f"{b.tabell.blad}: {v}" if len(plan.blad) > 1 else v for b in med for v in b.tabell.vet],
    )


def _etiketter(namn: dict[str, str]) -> dict[str, str]:
    """The pupils as options; those of one name told apart by where they stand in the class's list."""
    antal = Counter(namn.values())
    return {
        kod: f"{n} (nummer {plats} i klassen)" if antal[n] > 1 else n
        for plats, (kod, n) in enumerate(namn.items(), start=1)
    }


# --- Choices ----------------------------------------------------------------------------------------------------------


def _val(forslag: str, nu: str, alla: Iterable[tuple[str, str, str]]) -> list[Alternativ]:
    """Options of (value, text, heading); the suggested one sends that it is as suggested."""
    return [Alternativ(FORESLAGET if v == forslag else v, text, v == nu, grupp) for v, text, grupp in alla]


def _teckenrad(nummer: int, tecken: Tecken) -> Rad:
    forslag, nu = ("" if f is None else str(f) for f in (tecken.forslag, tecken.farg))
    alla = [("", "Läs inte in", "")] if "" in (forslag, nu) else []
    alla += [(str(f), FARGORD[f].capitalize(), "") for f in (1, 2, 3, 0)]
    if nu != forslag:
        lage = ANDRAT
    elif tecken.farg is None:
        lage = BIFOGAT if tecken.sakert else VALJ
    else:
        lage = SAKERT if tecken.sakert else KONTROLLERA
    vad = f"färgen {tecken.namn}" if tecken.ar_farg else f"ordet {tecken.varde}"
    etikett = f"Vad {vad} betyder"
    return Rad(
        Valjare(f"tecken-{tecken.nyckel}", f"tecken-{nummer}", etikett, _val(forslag, nu, alla), lage, tecken.skal),
        tecken,
    )


def _bladdel(blad: Bladplan, lage: "Lage", namn: dict[str, str], *, flera: bool) -> Bladdel:
    """A sheet. Its columns and names are asked about only while it is read in."""
    valjare = _bladval(blad) if flera else None
    if not blad.med:
        return Bladdel(blad, valjare, [], [], [])
    lika, osakra = ([n for n in blad.namn if n.sakert is sakert] for sakert in (True, False))
    # First those that may be somebody in the class: a list of the whole school has hundreds of others.
    osakra.sort(key=lambda n: not (n.elev or n.traff.kanske))
    return Bladdel(
        blad,
        valjare,
        [_kolumnrad(k, lage) for k in blad.kolumner],
        [_namnrad(n, namn) for n in osakra[:MEST_FRAGAT]],
        lika,
        max(0, len(osakra) - MEST_FRAGAT),
    )


def _bladval(blad: Bladplan) -> Valjare:
    forslag, nu = ("0" if blad.skal else "1"), ("1" if blad.med else "0")
    alla = [("1", "Läs in", ""), ("0", "Hoppa över", "")]
    lage = ANDRAT if forslag != nu else KONTROLLERA if blad.skal else SAKERT
    namn = f"blad-{blad.nummer}"
    return Valjare(namn, namn, f"Bladet {blad.tabell.blad}", _val(forslag, nu, alla), lage, blad.skal)


def _kolumnrad(k: Kolumnplan, lage: "Lage") -> Rad:
    alla = [("", "Hoppa över", "")]
    # Numbered through the form, as in the picture below and in the grid.
    nummer = {p.nyckel: n for n, p in enumerate(lage.form.pastaenden, start=1)}
    for d in lage.form.dimensioner:
        for p in d.pastaenden:
            alla.append((p.nyckel, f"{nummer[p.nyckel]}. {p.kort}", d.namn))
            if p.amnen:
                alla.append((AMNEN + p.nyckel, f"{nummer[p.nyckel]}. Ämnen till: {p.kort}", d.namn))
    if k.andrad:
        status = ANDRAT
    elif not k.vald:
        status = VALJ
    else:
        status = SAKERT if k.kolumn.sakert else KONTROLLERA
    etikett = f"Vad kolumnen {k.plats} är"
    val = _val(k.kolumn.forslag, k.vald, alla)
    return Rad(Valjare(f"kolumn-{k.id}", f"kolumn-{k.id}", etikett, val, status, k.kolumn.skal), k)


def _namnrad(n: Namnplan, namn: dict[str, str]) -> Rad:
    """A name that is not quite a pupil's; those it may be stand first."""
    nara = [kod for kod in n.traff.kanske if kod in namn]
    alla = [("", "Hoppa över", "")]
    alla += [(kod, namn[kod], "Liknar" if not n.forslag else "") for kod in nara]
    alla += [(kod, text, "Alla i klassen" if nara else "") for kod, text in namn.items() if kod not in nara]
    lage = ANDRAT if n.elev != n.forslag else KONTROLLERA if n.elev else VALJ
    return Rad(
        Valjare(f"namn-{n.id}", f"namn-{n.id}", f"Vem {n.namn} är", _val(n.forslag, n.elev, alla), lage, n.skal), n
    )


# --- What is not read -------------------------------------------------------------------------------------------------


def _oklara(lage: "Lage") -> list[Anmarkning]:
    """Signs, columns and names that nobody has said the meaning of: they are left out until somebody does."""
    ut = []
    for t in lage.plan.tecken:
        if t.farg is None:
            vad = f"Färgen {t.namn}" if t.ar_farg else f"Ordet ”{t.varde}”"
            antal = "1 ruta" if t.antal == 1 else f"{t.antal} rutor"
            slut = ", bara rutornas färg." if t.sakert else "."
            ut.append(Anmarkning(f"{vad} ({antal}, först i {t.exempel}) läses inte in{slut}"))
    for b in lage.plan.blad:
        if not b.med:
            text = f"Bladet hoppas över: {b.skal}." if b.skal else "Bladet hoppas över."
            ut.append(Anmarkning(text, b.tabell.blad))
        else:
            # Turned around, the statements are the rows and the pupils the columns.
            pastaende, elev = ("Raden", "Kolumnen") if b.tabell.vriden else ("Kolumnen", "Raden")
            ut += [
                Anmarkning(f"{pastaende} hör inte till något påstående och läses inte in.", b.tabell.blad, "", k.plats)
                for k in b.kolumner
                if not k.vald
            ]
            ut += [
                Anmarkning(f"{n.namn}: {n.skal}. {elev} läses inte in.", b.tabell.blad, n.plats)
                for n in b.namn
                if not n.elev
            ]
    return ut
