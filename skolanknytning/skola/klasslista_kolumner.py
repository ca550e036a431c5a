"""What the columns of a class list hold: the words Swedish school systems put in the heading row."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .klasslista_typer import Blad

SOKTA_RADER = 20


class Kolumn(StrEnum):
    """What is read of a pupil."""

    FORNAMN = "förnamn"
    TILLTALSNAMN = "tilltalsnamn"
    EFTERNAMN = "efternamn"
    NAMN = "namn"
    NAMN_EFTERNAMN_FORST = "namn med efternamnet först"
    KLASS = "klass"
    GRUPP = "grupp"
    ELEV_ID = "elev-id"
    ARSKURS = "årskurs"
    SKYDDAD = "skyddade personuppgifter"
    PERSONNUMMER = "personnummer"


# Spellings without case, spaces and punctuation; see ``normalisera``.
ORD: dict[Kolumn, str] = {
    Kolumn.FORNAMN: "förnamn fornamn förnamnen fnamn givenname firstname",
    Kolumn.TILLTALSNAMN: "tilltalsnamn elevenstilltalsnamn smeknamn kallas",
    Kolumn.EFTERNAMN: "efternamn efternamnet enamn elevensefternamn surname lastname familyname",
    Kolumn.NAMN: "namn elev elever namnelev elevnamn elevensnamn elevsnamn fullständigtnamn helanamnet visningsnamn "
    "förnamnefternamn förnamnochefternamn förochefternamn namnlista elevlista klasslista studerande student",
    Kolumn.NAMN_EFTERNAMN_FORST: "efternamnförnamn efternamnochförnamn efterochförnamn",
    Kolumn.KLASS: "klass klassnamn klassbeteckning klasskod hemklass basklass stamklass elevensklass klassgrupp",
    Kolumn.GRUPP: "grupp gruppnamn undervisningsgrupp undervisningsgrupper kursgrupp elevgrupp basgrupp mentorsgrupp",
    Kolumn.ELEV_ID: "elevid elevidentitet elevnummer elevnr elevkod elevensid externtid externid extid id "
    "guid uuid studentid personid sourcedid sourceid",
    Kolumn.ARSKURS: "årskurs arskurs åk ak årskull skolår",
    Kolumn.SKYDDAD: "skyddadepersonuppgifter skyddadpersonuppgift skyddadeuppgifter skyddadidentitet "
    "skyddad skyddadid sekretess sekretessmarkering sekretessmarkerad sekretesskydd skyddadfolkbokföring "
    "skyddsmarkering",
    Kolumn.PERSONNUMMER: "personnummer persnr pnr personnr personnummersamordningsnummer samordningsnummer "
    "samordningsnr personnummersamordningsnr födelsenummer födelsenr elevenspersonnummer personnummerelev "
    "civicno personnummer12 personnummer10 tfnummer tillfälligtpersonnummer reservnummer "
    "personidentitetsnummer",
}
KAND = {ordet: kolumn for kolumn, orden in ORD.items() for ordet in orden.split()}
NAMNKOLUMNER = {Kolumn.FORNAMN, Kolumn.TILLTALSNAMN, Kolumn.NAMN, Kolumn.NAMN_EFTERNAMN_FORST}


@dataclass(frozen=True, slots=True)
class Rubrikrad:
    """The heading row: its number, each known column's index, and the headings as they stand."""

    rad: int
    kolumner: dict[Kolumn, int]
    dubbla: tuple[str, ...]
    rubriker: tuple[str, ...]

    @property
    def har_namn(self) -> bool:
        """Whether a pupil's name can be read."""
        return not NAMNKOLUMNER.isdisjoint(self.kolumner)


def normalisera(rubrik: str) -> str:
    """A heading without case, spaces and punctuation: "Elev-ID:" → "elevid"."""
    text = unicodedata.normalize("NFC", rubrik).casefold()
    return "".join(tecken for tecken in text if tecken.isalnum())


def kolumn_for(rubrik: str) -> Kolumn | None:
    """What a heading means, or None when the column is not read."""
    ordet = normalisera(rubrik)
    if "personnummer" in ordet or "samordningsnummer" in ordet:
        return Kolumn.PERSONNUMMER
    return KAND.get(ordet)


def rubrikrad(blad: Blad) -> Rubrikrad | None:
    """The row of the first twenty that has most known headings; rows above it are titles. None without."""
    bast: Rubrikrad | None = None
    for nummer, celler in blad.rader[:SOKTA_RADER]:
        rad = _tolka(nummer, celler)
        if rad.kolumner and (bast is None or len(rad.kolumner) > len(bast.kolumner)):
            bast = rad
    if bast is None or not (bast.har_namn or len(bast.kolumner) > 1 or Kolumn.PERSONNUMMER in bast.kolumner):
        return None
    return bast


def _tolka(nummer: int, celler: list[str]) -> Rubrikrad:
    kolumner: dict[Kolumn, int] = {}
    dubbla = []
    for i, cell in enumerate(celler):
        kolumn = kolumn_for(cell)
        if kolumn in kolumner:
            # A second id or class is left out; a second name could be somebody else's than the pupil's.
            if kolumn in NAMNKOLUMNER | {Kolumn.EFTERNAMN}:
                dubbla.append(cell)
        elif kolumn is not None:
            kolumner[kolumn] = i
    return Rubrikrad(nummer, kolumner, tuple(dubbla), tuple(celler))


def rubriktext(rubrik: Rubrikrad | None, i: int) -> str:
    """The heading as it stands, or the column's place when it has none."""
    text = rubrik.rubriker[i] if rubrik and i < len(rubrik.rubriker) else ""
    return text[:40] or f"nummer {i + 1}"


# --- Personnummer ------------------------------------------------------------------------------------------

STRECK = str.maketrans({"–": "-", "−": "-", "‐": "-", "‑": "-", "—": "-", " ": None, "\u00a0": None})
PERSONNUMMER = re.compile(
    r"(?P<sekel>(?:19|20)?)(?P<ar>\d\d)(?P<man>\d\d)(?P<dag>\d\d)(?P<tecken>[-+]?)(?P<slut>[\dA-Z]{4})"
)
INUTI = re.compile(r"(?<![\w-])(?:(?:19|20)\d{6}[-+–\s]?|\d{6}[-+–])[\dTFXRQ][\dF]\d{2}(?!\w)")


def sakert_personnummer(text: str) -> bool:
    """Whether the whole value is a personnummer, samordningsnummer or interim number beyond reasonable doubt.

    It is written with its separator or its century, and its date exists (day + 60 in a samordningsnummer).
    """
    delar = _delar(text)
    return delar is not None and bool(delar["sekel"] or delar["tecken"])


def kanske_personnummer(text: str) -> bool:
    """Ten digits that begin with a date; nine when the program that wrote them dropped a leading nought."""
    siffror = text.strip()
    if re.fullmatch(r"\d{9}", siffror):
        siffror = "0" + siffror
    return bool(re.fullmatch(r"\d{10}", siffror)) and _delar(siffror) is not None


def har_personnummer_inuti(text: str) -> bool:
    """Whether something shaped like a personnummer stands among other words."""
    return INUTI.search(text) is not None


def kontrollsiffra_stammer(text: str) -> bool:
    """Whether the last of ten digits is the check digit of the nine before it (Luhn)."""
    siffror = text.strip().zfill(10)
    produkter = (int(s) * (2 - i % 2) for i, s in enumerate(siffror))
    return sum(p // 10 + p % 10 for p in produkter) % 10 == 0


def personnummerkolumn(varden: list[str]) -> bool:
    """Whether a column holds personnummer, whatever its heading says.

    One certain value is enough. Ten bare digits may be another kind of number: then half the column must.
    """
    varden = [v for v in varden if v]
    if any(sakert_personnummer(v) for v in varden):
        return True
    mojliga = sum(kanske_personnummer(v) for v in varden)
    return mojliga > 0 and 2 * mojliga >= len(varden)


def _delar(text: str) -> dict[str, str] | None:
    traff = PERSONNUMMER.fullmatch(text.translate(STRECK).strip().upper())
    if traff is None:
        return None
    delar = traff.groupdict()
    # Interim numbers have letters (TF) among the last four; a word does not.
    if sum(t.isalpha() for t in delar["slut"]) > 2 or not delar["slut"][-2:].isdigit():
        return None
    dag = int(delar["dag"])
    try:
        date(int((delar["sekel"] or "20") + delar["ar"]), int(delar["man"]), dag - 60 if dag > 60 else dag)
    except ValueError:
        return None
    return delar
