"""The boxes of a template as they stand on paper: headings and questions of the material, and what is written there.

What one template asks and the other does not (``Del.tillagg``) has a box only where something has been written.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.safestring import SafeString

from ..mallar import MODUL_2, UPPGIFT_5, Agare, Del, Mallar, Steg, Typ
from ..models import Uppnatt
from ..tidslinje.orden import kort
from .varvet import GRUNDER, Insatsen, Kryss, Malet, Varvet

# Lines to write on where nothing has been written, in a plan that is otherwise filled in.
LINJER = 3
# So many characters fill a line of a table, and what must be kept together on a page at most.
EN_RAD, EN_HALV_SIDA = 75, 1500
TYPER_TOMMA: Kryss = ((False, "Främjande"), (False, "Förebyggande"), (False, "Åtgärdande"))
GRUND_TOM: Kryss = tuple((False, namn) for _, namn in GRUNDER)


@dataclass(frozen=True, slots=True)
class Rad:
    """A piece of a box: a name in bold, text, boxes to tick, lines to write on, and what stands under it."""

    namn: str = ""
    text: str = ""
    kryss: Kryss = ()
    under: tuple["Rad", ...] = ()
    linjer: int = 0

    @property
    def tecken(self) -> int:
        """How long all of it is, in characters; what is short has a line of its own all the same."""
        return max(len(self.text), EN_RAD) + sum(rad.tecken for rad in self.under)

    @property
    def namnlinje(self) -> bool:
        """Whether the first line to write on stands after the name."""
        return bool(self.namn and self.linjer and not self.text)

    @property
    def linjen(self) -> range:
        """As many as there are lines under, for the template."""
        return range(self.linjer - self.namnlinje)


@dataclass(frozen=True, slots=True)
class Ruta:
    """A box with the heading and the question of the template, and what is in it."""

    rubrik: str
    fraga: str
    rader: tuple[Rad, ...]
    tillagg: bool = False
    bild: SafeString | str = ""

    @property
    def lang(self) -> bool:
        """Whether it is too long to be kept together on a page."""
        return sum(rad.tecken for rad in self.rader) > EN_HALV_SIDA


@dataclass(frozen=True, slots=True)
class Stegblad:
    """A step of a template with its boxes."""

    rubrik: str
    rutor: list[Ruta]


# --- Filled -----------------------------------------------------------------------------------------------------------


def ifyllda(steg: Steg, varvet: Varvet, *, figurer: SafeString | str) -> list[tuple[Del, Ruta]]:
    """The boxes of a step with what the varv holds. ``figurer`` is the picture of absence, empty without figures.

    The plan's own texts are in the last varv only.
    """
    med_insamlat = not _insamlat_ar_tillagg(steg)
    ut = []
    for del_ in steg.delar:
        if del_.typ == Typ.NARVARO:
            ruta = Ruta(del_.rubrik, del_.fraga, (), del_.tillagg, figurer) if figurer else None
        else:
            ruta = _ruta(del_, varvet, _rader(del_, varvet, nar_for_sig=med_insamlat))
        if ruta:
            ut.append((del_, ruta))
    return ut


def _insamlat_ar_tillagg(steg: Steg) -> bool:
    """Whether the template has no question of its own about the day, so that it stands with the follow-up."""
    return all(d.tillagg for d in steg.delar if d.typ == Typ.INSAMLAT)


def _ruta(del_: Del, varvet: Varvet, rader: tuple[Rad, ...]) -> Ruta | None:
    utanfor = del_.typ == Typ.BAKGRUND and not del_.tillagg
    # A text that this varv does not have: the plan's own, in an earlier varv.
    if utanfor or (del_.typ == Typ.TEXT and del_.falt not in varvet.texter) or (del_.tillagg and not rader):
        return None
    return Ruta(del_.rubrik, del_.fraga, rader or (Rad(linjer=LINJER),), del_.tillagg)


def _rader(del_: Del, varvet: Varvet, *, nar_for_sig: bool) -> tuple[Rad, ...]:
    """What stands in a box; nothing when nobody has written there."""
    if del_.typ == Typ.TEXT:
        return _text(varvet.texter.get(del_.falt, ""))
    if del_.typ == Typ.INSATSTEXT:
        return _per_insats(varvet, lambda i: _text(i.texter[del_.falt], i.nummer))
    if del_.typ == Typ.UPPFOLJNING:
        fakta = varvet.uppfoljning if nar_for_sig else [varvet.nar[0], *varvet.uppfoljning]
        return _fakta(fakta)
    if del_.typ == Typ.INSAMLAT:
        fakta = varvet.nar if nar_for_sig else varvet.nar[1:]
        return _fakta(fakta, alla=not del_.tillagg)
    return _BYGGARE[del_.typ](varvet)


def _text(text: str, namn: str = "") -> tuple[Rad, ...]:
    return (Rad(namn, text),) if text else ()


def _fakta(fakta: Iterable[tuple[str, str]], *, alla: bool = True) -> tuple[Rad, ...]:
    """Facts by name; those that are missing have a line to write on."""
    return tuple(Rad(namn, varde, linjer=not varde) for namn, varde in fakta if varde or alla)


def _per_insats(varvet: Varvet, bygg: Callable[[Insatsen], Iterable[Rad]]) -> tuple[Rad, ...]:
    return tuple(rad for insats in varvet.insatser for rad in bygg(insats))


def _bakgrund(varvet: Varvet) -> tuple[Rad, ...]:
    return _text(varvet.texter["monster"], "Mönster") + _text(varvet.texter["faktorer"], "Faktor/er")


def _mal(varvet: Varvet) -> tuple[Rad, ...]:
    return tuple(Rad(f"Mål {m.nummer}", m.texter["mal"], under=_text(m.texter["tecken"], "Tecken")) for m in varvet.mal)


def _insatser(varvet: Varvet) -> tuple[Rad, ...]:
    return tuple(Rad(malnamn(m), under=tuple(_insats(i) for i in m.insatser) or (Rad(linjer=1),)) for m in varvet.mal)


def malnamn(mal: Malet) -> str:
    """A goal by its number and its first words."""
    return f"Mål {mal.nummer}: {kort(mal.texter['mal'])}"


def _insats(i: Insatsen) -> Rad:
    val = _text(i.val)
    if not val:
        val = (Rad("Typ", kryss=i.typ), Rad("Grund", kryss=i.grund), *_text(i.gjord, "Genomförd"))
    return Rad(i.nummer, i.texter["insats"], under=val)


def _ansvar(varvet: Varvet) -> tuple[Rad, ...]:
    def rad(i: Insatsen) -> Iterable[Rad]:
        ansvarar = () if i.val else (Rad("Ansvarar", i.ansvarig, linjer=not i.ansvarig),)
        yield Rad(insatsnamn(i), under=(*ansvarar, *_text(i.texter["forvantan"], "Förväntningar")))

    return _per_insats(varvet, rad)


def insatsnamn(insats: Insatsen) -> str:
    """An insats by its number and its first words."""
    return f"{insats.nummer} {kort(insats.texter['insats'])}"


def _tidplan(varvet: Varvet) -> tuple[Rad, ...]:
    def rad(i: Insatsen) -> Iterable[Rad]:
        if i.tider:
            return (Rad(i.nummer, i.tider, under=_text(i.texter["tidplan"])),)
        return _text(i.texter["tidplan"], i.nummer)

    return _per_insats(varvet, rad)


def _forflyttning(varvet: Varvet) -> tuple[Rad, ...]:
    return tuple(
        Rad(malnamn(m), under=(Rad(kryss=uppnatt(m.uppnatt)), *_text(m.texter["forflyttning"])))
        for m in varvet.mal
        if m.uppnatt or m.texter["forflyttning"]
    )


def uppnatt(varde: str) -> Kryss:
    """How far a goal has come, as boxes."""
    return tuple((varde == nyckel, namn) for nyckel, namn in Uppnatt.choices)


def _konkret(varvet: Varvet) -> tuple[Rad, ...]:
    return tuple(
        Rad(malnamn(m), under=(Rad(kryss=((m.konkret is True, "Ja"), (m.konkret is False, "Nej"))),))
        for m in varvet.mal
        if m.konkret is not None
    )


def _gick(varvet: Varvet) -> tuple[Rad, ...]:
    return _per_insats(varvet, lambda i: _text(i.texter["ansvaret_gick"], insatsnamn(i)))


_BYGGARE: dict[Typ, Callable[[Varvet], tuple[Rad, ...]]] = {
    Typ.BAKGRUND: _bakgrund,
    Typ.MAL: _mal,
    Typ.INSATSER: _insatser,
    Typ.ANSVAR: _ansvar,
    Typ.TIDPLAN: _tidplan,
    Typ.FORFLYTTNING: _forflyttning,
    Typ.KONKRET: _konkret,
    Typ.ANSVARET_GICK: _gick,
}


# --- Blank ------------------------------------------------------------------------------------------------------------

# Lines to write on, by template, and by field or kind of box; as many as the sheets have room for.
TOMMA_LINJER = {
    MODUL_2: {
        "nulage": 7,
        "effekt": 3,
        "gatt": 8,
        "justeringar": 9,
        "justeras": 3,
        Typ.ANSVAR: 6,
        Typ.ANSVARET_GICK: 6,
        Typ.MAL: 2,
        Typ.INSATSER: 3,
    },
    UPPGIFT_5: {
        "nulage": 15,
        "datainsamling": 7,
        "resultat": 6,
        "slutsatser": 6,
        "vidare": 6,
        Typ.INSAMLAT: 2,
        Typ.MAL: 4,
        Typ.INSATSER: 3,
    },
}
OVRIGA_LINJER = 3
# So many goals and insatser have room.
ANTAL = 3


def tomma(steg: Steg, mall: str) -> list[tuple[Del, Ruta]]:
    """The boxes that the template with that key itself has, with lines to write on."""
    nar_for_sig = not _insamlat_ar_tillagg(steg)
    return [
        (d, Ruta(d.rubrik, d.fraga, _tomma_rader(d, TOMMA_LINJER[mall], nar_for_sig=nar_for_sig)))
        for d in steg.delar
        if not d.tillagg and d.typ != Typ.BAKGRUND
    ]


def _tomma_rader(del_: Del, linjer: dict[str, int], *, nar_for_sig: bool) -> tuple[Rad, ...]:
    antal = linjer.get(del_.falt or del_.typ, OVRIGA_LINJER)
    if del_.typ == Typ.MAL:
        return (Rad("Mål:", linjer=antal),) * ANTAL
    if del_.typ == Typ.INSATSER:
        val = (Rad("Typ", kryss=TYPER_TOMMA), Rad("Grund", kryss=GRUND_TOM))
        return (Rad("Insats:", linjer=antal, under=val),) * ANTAL
    if del_.typ == Typ.UPPFOLJNING:
        namn = ["Ansvarar:", "Kallade:"] if nar_for_sig else ["Datum:", "Ansvarar:", "Kallade:", "Hur:"]
        return tuple(Rad(n, linjer=1) for n in namn)
    return (Rad(linjer=antal),)


def stegblad(steg: Steg, rutor: Iterable[tuple[Del, Ruta]], mallar: Mallar, rubrik_resultat: str) -> Iterable[Stegblad]:
    """A step's boxes under its heading, and those of the plan's own texts under theirs."""
    egna, planens = [], []
    for del_, ruta in rutor:
        ar_planens = bool(del_.falt) and mallar.falt[del_.falt].agare == Agare.PLAN
        (planens if ar_planens else egna).append(ruta)
    yield Stegblad(steg.rubrik, egna)
    if planens:
        yield Stegblad(rubrik_resultat, planens)


def avslutning(varvet: Varvet, mallar: Mallar, steg: Iterable[Steg]) -> list[Stegblad]:
    """What has been written of the plan as a whole and these steps do not ask for, under short names of our own."""
    fragade = {d.falt for s in steg for d in s.delar}
    rutor = [
        Ruta(f.namn, "", _text(varvet.texter[f.nyckel]), tillagg=True)
        for f in mallar.falt.values()
        if f.agare == Agare.PLAN and f.nyckel not in fragade and varvet.texter.get(f.nyckel)
    ]
    return [Stegblad("Avslutning", rutor)] if rutor else []
